using Intranet.Domain.Directory;
using Intranet.Web.Chat;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Chat;

public sealed class MentionTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private Cast Cast => app.Cast;

    [Fact]
    public async Task Who_is_named_hears_it_in_a_conversation_that_is_quiet_except_for_that()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        await using var mo = await LivePage.OpenAsync(app, Cast.Mo);
        var chat = await johan.StartAsync("Genoemd", Cast.Fatima, Cast.Mo);
        await fatima.Hub.InvokeAsync("MuteExceptMentions", chat, DateTime.MaxValue);
        await mo.Hub.InvokeAsync("Mute", chat, DateTime.MaxValue);

        var (before, mosBefore) = ((await fatima.ListAsync()).Unread, (await mo.ListAsync()).Unread);

        await johan.SendAsync(chat, "Dit gaat over iets anders");
        Assert.Equal(before, (await fatima.ListAsync()).Unread);
        var said = await johan.SendAsync(chat, $"Kijk jij even, @{Cast.Fatima.Name}? Dan doet @{Cast.Mo.Name} de rest");

        var row = (await fatima.ListAsync()).Conversations.Single(c => c.Id == chat);
        Assert.Equal((true, true, 2, 1), (row.IsMuted, row.HearsMentions, row.Unread, row.UnreadMentions));
        Assert.Equal(before + 1, (await fatima.ListAsync()).Unread);
        Assert.Equal(mosBefore, (await mo.ListAsync()).Unread);
        Assert.Equal(before + 1, (await fatima.ReadAsync<UnreadAnswer>("/chat/unread")).Unread);

        // Both names lead to their pages, for who heard it and for who reads it later.
        MessageEvent heard;
        do heard = await fatima.HearMessageAsync(chat);
        while (heard.Seq != said.Seq);
        Assert.Equal([Cast.Fatima.Id, Cast.Mo.Id], heard.Row!.Mentions.Select(m => m.EmployeeId).OrderByDescending(id => id == Cast.Fatima.Id));
        Assert.Contains($"<a class=\"mention\" href=\"/people/{Cast.Mo.Id}\">@{Cast.Mo.Name}</a>", await Html(fatima, chat), StringComparison.Ordinal);

        // Taken out of the text it is no news for them any more.
        await johan.Hub.InvokeAsync<SendAnswer>("Edit", new EditRequest(chat, said.Seq, "Laat maar"));
        Assert.Equal(before, (await fatima.ListAsync()).Unread);
    }

    [Fact]
    public async Task Nobody_is_named_who_does_not_take_part()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var sanne = await LivePage.OpenAsync(app, Cast.Sanne);
        var chat = await johan.StartAsync("Onder elkaar", Cast.Fatima, Cast.Mo);
        var said = await johan.SendAsync(chat, $"Wat zou @{Cast.Sanne.Name} hiervan vinden, of @{Cast.Johan.Name} zelf?");

        Assert.Empty((await johan.ChangesAsync(chat)).Rows.Single(row => row.Seq == said.Seq).Mentions);
        Assert.DoesNotContain((await sanne.ListAsync()).Conversations, c => c.Id == chat);
        Assert.Contains(Cast.Fatima.Name, await (await johan.GetAsync($"/chat/{chat}/mentions?q={Cast.Fatima.Name[..4]}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Cast.Sanne.Name, await (await johan.GetAsync($"/chat/{chat}/mentions?q={Cast.Sanne.Name[..4]}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_called_so_stands_above_who_only_does_that_work()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.StartAsync("Wie bedoel je", Cast.Sanne, Cast.Mo);
        await app.WithDbAsync(async db =>
        {
            var sanne = await db.Employees.SingleAsync(e => e.Id == Cast.Sanne.Id);
            sanne.Correct(new EmployeeDetails(app.Checked(sanne.FirstName), app.Checked("Aalders"), app.Checked(sanne.Email), null, app.Checked("Monteur"), app.Checked("Buiten"), app.Checked("Stadhuis")));
            await db.SaveChangesAsync();
        });

        var named = await (await johan.GetAsync($"/chat/{chat}/mentions?q=mo")).Content.ReadAsStringAsync();
        Assert.InRange(named.IndexOf("Aalders", StringComparison.Ordinal), named.IndexOf(Cast.Mo.Name, StringComparison.Ordinal) + 1, named.Length);
    }

    private static async Task<string> Html(LivePage page, Guid chat) =>
        string.Concat((await page.ReadAsync<RowsAnswer>($"/chat/conversations/{chat}/messages?html=true")).Html!);
}
