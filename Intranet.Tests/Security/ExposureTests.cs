using System.Net;
using Intranet.Tests.Accounts;

namespace Intranet.Tests.Security;

/// <summary>What is not a page is not given out, and what is secret is kept where no page comes. S29, S84, S91.</summary>
public sealed class ExposureTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Theory]
    [InlineData("/.git/config")]
    [InlineData("/.git/HEAD")]
    [InlineData("/.env")]
    [InlineData("/appsettings.json")]
    [InlineData("/web.config")]
    [InlineData("/Intranet.Web.dll")]
    [InlineData("/data/intranet.db")]
    [InlineData("/intranet.db")]
    [InlineData("/backup")]
    [InlineData("/keys")]
    [InlineData("/swagger")]
    [InlineData("/swagger/v1/swagger.json")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/metrics")]
    [InlineData("/health")]
    [InlineData("/elmah.axd")]
    [InlineData("/assets/")]
    [InlineData("/assets/manifest.json")]
    [InlineData("/assets/../appsettings.json")]
    [InlineData("/assets/..%2f..%2fappsettings.json")]
    [InlineData("/assets/%2e%2e/%2e%2e/Intranet.Web.dll")]
    [InlineData("/files/")]
    [InlineData("/errors/500")]
    public async Task What_is_no_page_is_not_there(string path)
    {
        using var ada = await app.AsAsync(app.Cast.Ada);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/")]
    [InlineData("/groups")]
    [InlineData("/nowhere")]
    [InlineData("/.well-known/security.txt")]
    public async Task Who_asks_for_the_head_alone_hears_what_the_page_would_answer(string path)
    {
        foreach (var who in new[] { null, app.Cast.Ada })
        {
            using var browser = await app.AsAsync(who);
            using var page = await browser.GetAsync(path);
            using var head = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal(page.StatusCode, head.StatusCode);
            Assert.Equal(page.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Equal(page.Headers.Location, head.Headers.Location);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PROPFIND")]
    public async Task Other_methods_are_not_answered(string method)
    {
        using var browser = await app.AsAsync(app.Cast.Ada);
        var request = new HttpRequestMessage(new HttpMethod(method), "/sign-in");
        request.Headers.Add("X-Echo", "echo-me-back");
        var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.DoesNotContain("echo-me-back", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_and_mail_are_for_the_product_alone()
    {
        if (OperatingSystem.IsWindows()) return;

        using var browser = app.Outsider();
        await browser.SubmitAsync(await browser.SeeAsync("/forgot-password"), ("Email", app.Cast.Johan.Email));
        await app.Mail.ArrivedAsync(app.Cast.Johan.Email, "wachtwoord");
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        foreach (var folder in new[] { "keys", "mail" })
        {
            var path = Path.Combine(app.Data, folder);
            Assert.NotEmpty(System.IO.Directory.GetFiles(path));
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & others);
        }

        foreach (var key in System.IO.Directory.GetFiles(Path.Combine(app.Data, "keys"))) Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(key) & others);
    }
}
