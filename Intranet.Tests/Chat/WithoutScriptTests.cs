using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Chat;

/// <summary>Chat for a browser without script: forms, and a new page for each answer.</summary>
public sealed class WithoutScriptTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private Cast Cast => app.Cast;

    [Fact]
    public async Task A_file_goes_along_with_the_form()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync(Cast.Fatima);
        using var browser = await app.AsAsync(Cast.Johan);
        var page = await browser.SeeAsync($"/chat/{chat}");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.Token), "_csrf" }, { new StringContent("Hier is de lijst"), "Body" }, { new StringContent(Guid.NewGuid().ToString()), "ClientId" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("boom;straat\r\nlinde;Dorpsstraat\r\n")), "Uploads", "bomen.csv" },
        };
        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/chat/{chat}") { Content = form });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var row = (await johan.ChangesAsync(chat)).Rows[^1];
        Assert.Equal("Hier is de lijst", row.Body);
        Assert.Equal("bomen.csv", Assert.Single(row.Files).Name);
    }

    [Fact]
    public async Task Who_was_ticked_stays_while_one_looks_for_more()
    {
        using var browser = await app.AsAsync(Cast.Johan);
        var page = await browser.SeeAsync("/chat/new");
        var looked = await (await browser.PostAsync("/chat/new", page, ("With", Cast.Fatima.Id.ToString()), ("q", Cast.Mo.Name))).Content.ReadAsStringAsync();
        Assert.Contains($"value=\"{Cast.Fatima.Id}\" checked", looked, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Cast.Mo.Id}\"", looked, StringComparison.Ordinal);

        var empty = await browser.SubmitToAsync(await browser.SeeAsync("/chat/new"), "/chat");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("Kies eerst een collega", empty.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_away_is_said_to_be_away_with_who_stands_in()
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await app.WithDbAsync(async db =>
        {
            var mo = await db.Employees.SingleAsync(e => e.Id == Cast.Mo.Id);
            mo.BeAbsent(today.AddDays(-1), today.AddDays(2), Cast.Fatima.Id);
            return await db.SaveChangesAsync();
        });
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        using var browser = await app.AsAsync(Cast.Johan);
        var page = await browser.SeeAsync($"/chat/{await johan.StartAsync(Cast.Mo)}");

        Assert.Contains("is afwezig tot en met", page.Text, StringComparison.Ordinal);
        Assert.Contains($"/chat/with/{Cast.Fatima.Id}", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("is afwezig", (await browser.SeeAsync($"/chat/{await johan.StartAsync(Cast.Fatima)}")).Text, StringComparison.Ordinal);
    }
}
