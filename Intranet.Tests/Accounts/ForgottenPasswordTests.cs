using System.Net;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Accounts;

public sealed class ForgottenPasswordTests(IntranetApp app) : IClassFixture<IntranetApp>, IAsyncLifetime
{
    private const string NewPassword = "zeven manen boven het wad";

    public async ValueTask InitializeAsync() => await app.RequiresSecondFactorAsync(false);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_mailed_link_sets_a_new_password_once_and_ends_every_session()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var signedIn = await app.AsAsync(noor);
        var link = await LinkAsync(noor);
        using var browser = app.Outsider("127.4.1.1");
        await browser.SeeAsync(link);
        var shown = await browser.SubmitAsync(await browser.SeeAsync(link), ("Password", NewPassword));

        Assert.Equal("/sign-in", shown.Uri.AbsolutePath);
        Assert.False(await signedIn.IsInAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link)).StatusCode);
        await browser.SignInAsync(noor, NewPassword);
        Assert.True(await browser.IsInAsync());
        await app.Mail.ArrivedAsync(noor.Email, "is veranderd");
    }

    [Fact]
    public async Task The_second_factor_is_still_asked()
    {
        var noor = await app.NewcomerAsync("Noor");
        var phone = await app.HasSecondFactorAsync(noor);
        var link = await LinkAsync(noor);
        using var browser = app.Outsider("127.4.1.2");
        await browser.SubmitAsync(await browser.SeeAsync(link), ("Password", NewPassword));
        Assert.False(await browser.IsInAsync());
        var page = await browser.SignInAsync(noor, NewPassword);
        Assert.Equal("/sign-in/code", page.Uri.AbsolutePath);
        Assert.False(await browser.IsInAsync());
        await browser.SubmitAsync(page, ("Code", phone.Code()));
        Assert.True(await browser.IsInAsync());
    }

    [Fact]
    public async Task A_link_dies_after_an_hour_and_when_the_password_is_changed_otherwise()
    {
        var noor = await app.NewcomerAsync("Noor");
        var late = await LinkAsync(noor);
        using var browser = app.Outsider("127.4.1.3");
        app.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(late)).StatusCode);

        app.Mail.Empty();
        var link = await LinkAsync(noor);
        using var signedIn = await app.AsAsync(noor);
        await signedIn.SubmitAsync(await signedIn.SeeAsync("/security/password"), ("CurrentPassword", Acts.Password), ("Password", NewPassword));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link)).StatusCode);
    }

    [Fact]
    public async Task Everybody_gets_the_same_answer_and_only_who_is_known_gets_a_mail()
    {
        var noor = await app.NewcomerAsync("Noor");
        var left = await app.NewcomerAsync("Daan", EmployeeState.Deactivated);
        var answers = new List<string>();
        foreach (var email in new[] { noor.Email, left.Email, "nobody@lindewaard.example" })
        {
            using var browser = app.Outsider("127.4.2.1");
            var page = await browser.SubmitAsync(await browser.SeeAsync("/forgot-password"), ("Email", email));
            answers.Add($"{page.Uri} {page.Html.Replace(page.Token, "TOKEN", StringComparison.Ordinal)}");
        }

        Assert.Single(answers.Distinct());
        await app.Mail.ArrivedAsync(noor.Email, "nieuw wachtwoord");
        await app.JobsAreDoneAsync();
        Assert.Empty(app.Mail.To(left));
    }

    [Fact]
    public async Task Somebody_invited_gets_the_invitation_again()
    {
        var yara = await app.NewcomerAsync("Yara", EmployeeState.Invited);
        await app.WithScopeAsync(async services =>
            await ((EntryLinks)services.GetService(typeof(EntryLinks))!).MakeAsync(yara.Id, EntryPurpose.Invitation, TestContext.Current.CancellationToken));
        using var browser = app.Outsider("127.4.2.2");
        await browser.SubmitAsync(await browser.SeeAsync("/forgot-password"), ("Email", yara.Email));
        Assert.StartsWith("/claim/", Acts.LinkIn(await app.Mail.ArrivedAsync(yara.Email, "Activeer")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobodys_mailbox_can_be_filled()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = app.Outsider("127.4.2.3");
        for (var i = 0; i < 10; i++) await browser.SubmitAsync(await browser.SeeAsync("/forgot-password"), ("Email", noor.Email));
        await app.JobsAreDoneAsync();
        Assert.Equal(3, app.Mail.To(noor).Count);
    }

    [Fact]
    public async Task Who_writes_another_host_in_the_request_does_not_change_the_link()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = app.Outsider("127.4.3.1");
        var page = await browser.SeeAsync("/forgot-password");
        var forged = new HttpRequestMessage(HttpMethod.Post, "/forgot-password")
        {
            Content = new FormUrlEncodedContent([new("Email", noor.Email), new("_csrf", page.Token)]), Headers = { Host = $"127.0.0.1:{app.Address.Port + 1}" },
        };
        forged.Headers.Add("X-Forwarded-Host", "evil.example");
        Assert.Equal(HttpStatusCode.Found, (await browser.SendAsync(forged)).StatusCode);
        var mail = await app.Mail.ArrivedAsync(noor.Email, "nieuw wachtwoord");
        Assert.Contains($"http://localhost:{app.Address.Port}/reset-password/", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", mail.Text + mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_printed_code_also_serves_who_forgot_the_password_and_has_no_mailbox()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var answer = await hanna.PostAsync("/hr/invitations/slip", await hanna.SeeAsync("/hr/invitations"), ("email", noor.Email));
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var code = System.Text.RegularExpressions.Regex.Match(html, "<code>([2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5})</code>").Groups[1].Value;

        using var browser = app.Outsider("127.4.3.2");
        var page = await browser.SubmitAsync(await browser.SeeAsync("/claim"), ("Email", noor.Email), ("Code", code));
        Assert.StartsWith("/reset-password/", page.Uri.AbsolutePath, StringComparison.Ordinal);
        await browser.SubmitAsync(page, ("Password", NewPassword));
        await browser.SignInAsync(noor, NewPassword);
        Assert.True(await browser.IsInAsync());
    }

    private async Task<string> LinkAsync(Person person)
    {
        using var browser = app.Outsider("127.4.9.9");
        await browser.SubmitAsync(await browser.SeeAsync("/forgot-password"), ("Email", person.Email));
        return Acts.LinkIn(await app.Mail.ArrivedAsync(person.Email, "nieuw wachtwoord"));
    }
}
