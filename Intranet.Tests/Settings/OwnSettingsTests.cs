using System.Net;
using System.Text.Json;
using Intranet.Tests.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Settings;

/// <summary>One's own language, and what the product knows about somebody.</summary>
public sealed class OwnSettingsTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_chosen_language_is_that_of_the_next_page_and_of_every_device()
    {
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var after = await fatima.SubmitAsync(await fatima.SeeAsync("/settings/language"), ("Language", "en"));
        Assert.Contains("<html lang=\"en\"", after.Html, StringComparison.Ordinal);
        Assert.Contains("Saved", after.Text, StringComparison.Ordinal);
        using var elsewhere = await app.AsAsync(app.Cast.Fatima);
        Assert.Contains("<html lang=\"en\"", (await elsewhere.SeeAsync("/settings/language")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await fatima.SubmitAsync(after, ("Language", "tlh"))).Status);
    }

    [Fact]
    public async Task People_read_what_colleagues_see_of_them_and_how_much_of_theirs_there_is()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var page = await johan.SeeAsync("/settings/privacy");
        Assert.Contains(app.Cast.Johan.Email, page.Text, StringComparison.Ordinal);
        var groups = await app.WithDbAsync(db => db.Memberships.CountAsync(m => m.EmployeeId == app.Cast.Johan.Id));
        Assert.Contains($"Groepen {groups}", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_download_holds_ones_own_words_nobody_elses_and_no_secret()
    {
        var sanne = app.Cast.Sanne;
        using var hers = await app.AsAsync(sanne);
        using var johan = await app.AsAsync(app.Cast.Johan);
        await WriteAsync(hers, "De lift op het stadhuis is weer gemaakt");
        await WriteAsync(johan, "Woorden van een ander");

        var page = await hers.SeeAsync("/settings/privacy");
        var file = await hers.PostAsync("/settings/privacy/download", page);
        Assert.Equal("application/json", file.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        var text = await file.Content.ReadAsStringAsync();
        var data = JsonDocument.Parse(text).RootElement;
        Assert.Equal(sanne.Email, data.GetProperty("profile").GetProperty("email").GetString());
        Assert.Equal("De lift op het stadhuis is weer gemaakt", Assert.Single(data.GetProperty("posts").EnumerateArray()).GetProperty("body").GetString());
        Assert.DoesNotContain("Woorden van een ander", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hash", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, await app.AuditedAsync("own-data-downloaded", sanne));

        app.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.StartsWith("/prove-again", (await hers.PostAsync("/settings/privacy/download", page)).Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    private async Task WriteAsync(Browser browser, string words) =>
        await browser.SubmitToAsync(await browser.SeeAsync($"/posts/new?groupId={app.Cast.Everyone.Id}"), "/posts", ("Body", words));
}
