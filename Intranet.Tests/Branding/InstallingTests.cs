using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Intranet.Tests.Branding;

/// <summary>On a home screen, and without a network.</summary>
public sealed partial class InstallingTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task The_intranet_can_be_installed_under_its_own_name_and_colour()
    {
        using var browser = new Browser(app.Address, null);
        var answer = await browser.GetAsync("/manifest.webmanifest");
        Assert.Equal("application/manifest+json", answer.Content.Headers.ContentType?.MediaType);
        var manifest = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("/", manifest.GetProperty("start_url").GetString());
        Assert.Equal("standalone", manifest.GetProperty("display").GetString());
        Assert.Contains(await app.WithDbAsync(db => Task.FromResult(db.Organisations.Single().SiteName)), manifest.GetProperty("name").GetString()!, StringComparison.Ordinal);
        foreach (var icon in manifest.GetProperty("icons").EnumerateArray())
        {
            var picture = await browser.GetAsync(icon.GetProperty("src").GetString()!);
            Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
            var bytes = await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            // Width and height stand in the first chunk of a PNG, most significant byte first.
            var side = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16));
            Assert.Equal(icon.GetProperty("sizes").GetString(), $"{side}x{side}");
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/icon-of-another-192.png")).StatusCode);
    }

    [Fact]
    public async Task What_a_browser_keeps_for_when_there_is_no_network_is_public_and_complete()
    {
        using var nobody = new Browser(app.Address, null);
        var worker = await (await nobody.GetAsync("/service-worker.js?language=en")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var parts = JsonDocument.Parse(Known().Match(worker).Groups[1].Value).RootElement.GetProperty("parts").EnumerateArray().Select(part => part.GetString()!).ToList();
        Assert.Contains("/offline?language=en", parts);
        foreach (var part in parts) Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync(part)).StatusCode);

        var page = await nobody.SeeAsync("/offline?language=en");
        Assert.Contains("<html lang=\"en\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("You are not connected", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
        // Everything that the page loads is kept with it; the icon of the tab and the manifest it does without.
        foreach (Match address in Addresses().Matches(page.Html))
        {
            if (!address.Groups[1].Value.StartsWith("/icon-", StringComparison.Ordinal) && address.Groups[1].Value != "/manifest.webmanifest") Assert.Contains(address.Groups[1].Value, parts);
        }
    }

    [GeneratedRegex("self\\.offline = (\\{.*?\\});\n")]
    private static partial Regex Known();

    [GeneratedRegex("<(?:link|img)\\b[^>]*?(?:href|src)=\"(/[^\"]+)\"")]
    private static partial Regex Addresses();
}
