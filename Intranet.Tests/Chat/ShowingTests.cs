using Intranet.Web.Chat;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Chat;

/// <summary>What colleagues see of each other: nothing, until the organisation and they themselves choose so.</summary>
public sealed class ShowingTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private Cast Cast => app.Cast;

    [Fact]
    public async Task Nobody_shows_anything_until_the_organisation_and_both_colleagues_choose_so()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var chat = await johan.StartAsync(Cast.Fatima);
        await ShowAsync(Cast.Johan);
        await ShowAsync(Cast.Fatima);
        Assert.Equal(PresenceState.Gone, await LookAsync(johan, Cast.Fatima));
        Assert.Null(await ReadAndLookAsync(johan, fatima, chat));

        await AllowAsync();
        await fatima.Hub.InvokeAsync("Visible", true);
        PresenceNow now;
        do now = await johan.HearAsync<PresenceNow>("Presence");
        while (now.EmployeeId != Cast.Fatima.Id);
        Assert.Equal(PresenceState.Here, now.State);
        var said = await johan.SendAsync(chat, "Zie je dit?");
        await fatima.Hub.InvokeAsync<long>("Read", chat, said.Seq);
        Assert.Equal((chat, said.Seq), ((await johan.HearAsync<SeenMoved>("Seen")) is var seen ? (seen.ConversationId, seen.LastReadSeq) : default));
        Assert.Equal(said.Seq, (await OneAsync(johan, chat)).SeenSeq);

        // One of the two is not enough, and a group of three never shows it.
        await using var mo = await LivePage.OpenAsync(app, Cast.Mo);
        var other = await johan.StartAsync(Cast.Mo);
        Assert.Equal(PresenceState.Gone, await LookAsync(johan, Cast.Mo));
        Assert.Null(await ReadAndLookAsync(johan, mo, other));
        var three = await johan.StartAsync("Met z'n drieën", Cast.Fatima, Cast.Mo);
        Assert.Null(await ReadAndLookAsync(johan, fatima, three));
        Assert.Empty(johan.Overheard("Seen"));
    }

    [Fact]
    public async Task What_the_organisation_does_not_allow_is_not_offered()
    {
        using var sanne = await app.AsAsync(Cast.Sanne);
        var page = await sanne.SeeAsync("/settings/chat");
        Assert.DoesNotContain("ShowsReading", page.Html.Replace("name=\"ShowsReading\"", await IsAllowedAsync() ? "" : "ShowsReading", StringComparison.Ordinal), StringComparison.Ordinal);
        var saved = await sanne.SubmitToAsync(page, "/settings/chat", ("EnterSends", "false"), ("MailsUnread", "true"));
        Assert.Contains("Opgeslagen", saved.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"EnterSends\" value=\"true\" checked", saved.Html, StringComparison.Ordinal);
    }

    private async Task<bool> IsAllowedAsync() => await app.Services.GetRequiredService<ChatChoices>().AllowReadReceiptsAsync(CancellationToken.None);

    private static async Task<long?> ReadAndLookAsync(LivePage writer, LivePage reader, Guid chat)
    {
        var said = await writer.SendAsync(chat, "Lees je mee?");
        await reader.Hub.InvokeAsync<long>("Read", chat, said.Seq);
        return (await OneAsync(writer, chat)).SeenSeq;
    }

    private static async Task<PresenceState> LookAsync(LivePage page, Person other) =>
        (await page.Hub.InvokeAsync<List<PresenceNow>>("Watch", new[] { other.Id })).Single().State;

    private static Task<ConversationRow> OneAsync(LivePage page, Guid chat) => page.ReadAsync<ConversationRow>($"/chat/conversations/{chat}");

    private async Task AllowAsync()
    {
        using var ada = await app.AsAsync(Cast.Ada);
        var saved = await ada.SubmitToAsync(await ada.SeeAsync("/admin/chat"), "/admin/chat", ("AllowsPresence", "true"), ("AllowsReadReceipts", "true"), ("DirectKeepsDays", ""), ("SmallKeepsDays", ""), ("GroupKeepsDays", ""));
        Assert.Contains("Opgeslagen", saved.Text, StringComparison.Ordinal);
    }

    private async Task ShowAsync(Person person)
    {
        using var browser = await app.AsAsync(person);
        await browser.SubmitToAsync(await browser.SeeAsync("/settings/chat"), "/settings/chat", ("ShowsPresence", "true"), ("ShowsReading", "true"), ("MailsUnread", "true"), ("EnterSends", "true"));
    }
}
