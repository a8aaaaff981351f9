using System.Net;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Domain.Chat;
using Intranet.Web.Chat;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Chat;

/// <summary>Who hears what: S32, S33, S44, S45 and invariant I10.</summary>
public sealed class PrivacyTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private Cast Cast => app.Cast;

    [Fact]
    public async Task A_conversation_of_others_is_the_same_as_none_for_every_call()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var sanne = await LivePage.OpenAsync(app, Cast.Sanne);
        var chat = await johan.StartAsync("Van anderen", Cast.Fatima, Cast.Mo);
        await johan.SendAsync(chat, "Onder ons");
        var own = await sanne.StartAsync("Van mij", Cast.Hanna, Cast.Mo);

        foreach (var id in new[] { chat, Guid.NewGuid() })
        {
            Func<Task>[] calls =
            [
                () => sanne.SendAsync(id, "Hallo?"),
                () => sanne.Hub.InvokeAsync<SendAnswer>("Edit", new EditRequest(id, 1, "Hallo?")),
                () => sanne.Hub.InvokeAsync("Delete", id, 2),
                () => sanne.Hub.InvokeAsync("React", id, 2, "like", true),
                () => sanne.Hub.InvokeAsync<long>("Read", id, 2),
                () => sanne.Hub.InvokeAsync<long>("MarkUnread", id, 1),
                () => sanne.Hub.InvokeAsync("Typing", id),
                () => sanne.Hub.InvokeAsync("Mute", id, (DateTime?)null),
                () => sanne.Hub.InvokeAsync<bool>("SaveDraft", id, "Hallo"),
                () => sanne.Hub.InvokeAsync("Add", id, new[] { Cast.Sanne.Id }, true),
                () => sanne.Hub.InvokeAsync("Remove", id, Cast.Fatima.Id),
                () => sanne.Hub.InvokeAsync("Appoint", id, Cast.Fatima.Id),
                () => sanne.Hub.InvokeAsync("Leave", id),
            ];
            foreach (var call in calls) Assert.Equal("not-there", await LivePage.RefusedAsync(call()));
            foreach (var path in new[] { $"/chat/conversations/{id}/messages", $"/chat/conversations/{id}/changes?after=0", $"/chat/{id}", $"/chat/{id}/people" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync(path)).StatusCode);
            }

            Assert.Empty(await sanne.ReadAsync<List<RowsAnswer>>($"/chat/changes?after={id}:0"));
        }

        // Somebody is there, and nothing changed for them.
        var rows = (await johan.ChangesAsync(chat)).Rows;
        Assert.Equal(2, rows.Count);
        Assert.Equal([own], (await sanne.ListAsync()).Conversations.Select(c => c.Id).Where(c => c == own || c == chat));
        Assert.Empty(sanne.Overheard("Typing"));
    }

    [Fact]
    public async Task Who_was_sent_away_hears_nothing_further()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        await using var mo = await LivePage.OpenAsync(app, Cast.Mo);
        var chat = await johan.StartAsync("Weggestuurd", Cast.Fatima, Cast.Mo);
        await johan.SendAsync(chat, "Met z'n drieën");
        Assert.Equal(1, (await mo.HearMessageAsync(chat)).Seq);
        Assert.Equal("Met z'n drieën", (await mo.HearMessageAsync(chat)).Row!.Body);
        await mo.Hub.InvokeAsync("Show", chat, "nl");

        await johan.Hub.InvokeAsync("Remove", chat, Cast.Mo.Id);
        await johan.SendAsync(chat, "Nu met z'n tweeën");
        await johan.Hub.InvokeAsync("Typing", chat);

        ListMoved moved;
        do moved = await mo.HearAsync<ListMoved>("List");
        while (!moved.IsGone);
        Assert.Equal(chat, moved.ConversationId);
        await fatima.HearAsync("Typing");
        Assert.Empty(mo.Overheard("Message"));
        Assert.Empty(mo.Overheard("Typing"));
        Assert.Equal("not-there", await LivePage.RefusedAsync(mo.SendAsync(chat, "Ben ik er nog?")));
        Assert.Equal(HttpStatusCode.NotFound, (await mo.GetAsync($"/chat/conversations/{chat}/changes?after=0")).StatusCode);
        Assert.DoesNotContain((await mo.ListAsync()).Conversations, c => c.Id == chat);

        // A new connection is no way back in.
        await using var again = await LivePage.OpenAsync(app, Cast.Mo);
        await again.Hub.InvokeAsync("Show", chat, "nl");
        var last = await johan.SendAsync(chat, "Nog steeds met z'n tweeën");
        MessageEvent heard;
        do heard = await fatima.HearMessageAsync(chat);
        while (heard.Seq < last.Seq);
        Assert.Empty(again.Overheard("Message"));
    }

    [Fact]
    public async Task Who_is_brought_in_without_history_sees_only_what_comes_after()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var sanne = await LivePage.OpenAsync(app, Cast.Sanne);
        await using var hanna = await LivePage.OpenAsync(app, Cast.Hanna);
        var chat = await johan.StartAsync("Erbij", Cast.Fatima, Cast.Mo);
        var secret = await johan.SendAsync(chat, "Voor wie er toen al was");

        await johan.Hub.InvokeAsync("Add", chat, new[] { Cast.Sanne.Id }, false);
        await johan.Hub.InvokeAsync("Add", chat, new[] { Cast.Hanna.Id }, true);
        var answer = await johan.SendAsync(chat, "Welkom", replyTo: secret.Seq);

        var seen = (await sanne.ChangesAsync(chat)).Rows;
        Assert.DoesNotContain(seen, row => row.Seq <= secret.Seq);
        Assert.Null(seen.Single(row => row.Seq == answer.Seq).ReplyTo);
        var all = (await hanna.ChangesAsync(chat)).Rows;
        Assert.Contains(all, row => row.Body == "Voor wie er toen al was");
        Assert.Equal("Voor wie er toen al was", all.Single(row => row.Seq == answer.Seq).ReplyTo!.Excerpt);

        // A change to what she may not see counts, and shows nothing.
        await johan.Hub.InvokeAsync<SendAnswer>("Edit", new EditRequest(chat, secret.Seq, "Nog steeds voor wie er toen al was"));
        MessageEvent change;
        do change = await sanne.HearMessageAsync(chat);
        while (change.Seq <= answer.Seq);
        Assert.Null(change.Row);
        Assert.Equal("not-there", await LivePage.RefusedAsync(sanne.SendAsync(chat, "Waarover?", replyTo: secret.Seq)));
        Assert.Equal("not-there", await LivePage.RefusedAsync(sanne.Hub.InvokeAsync("React", chat, secret.Seq, "like", true)));
    }

    [Fact]
    public async Task Who_comes_back_forgets_what_they_knew_from_before()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var mo = await LivePage.OpenAsync(app, Cast.Mo);
        var chat = await johan.StartAsync("Weg en terug", Cast.Fatima, Cast.Mo);
        var said = await johan.SendAsync(chat, "Dit wordt nog iets anders");
        var known = (await mo.ChangesAsync(chat)).Head;

        // Away, back without what was said before, away, and back with all of it.
        await johan.Hub.InvokeAsync("Remove", chat, Cast.Mo.Id);
        await johan.Hub.InvokeAsync("Add", chat, new[] { Cast.Mo.Id }, false);
        await johan.Hub.InvokeAsync("Delete", chat, said.Seq);
        var without = await mo.ChangesAsync(chat, known);
        Assert.True(without.Reset);
        Assert.Equal(MessageKind.Joined, Assert.Single(without.Rows).Kind);
        Assert.False((await mo.ChangesAsync(chat, without.Head)).Reset);

        await johan.Hub.InvokeAsync("Remove", chat, Cast.Mo.Id);
        await johan.Hub.InvokeAsync("Add", chat, new[] { Cast.Mo.Id }, true);
        var with = await mo.ChangesAsync(chat, without.Head);
        Assert.True(with.Reset);
        Assert.True(with.Rows.Single(row => row.Seq == said.Seq).IsDeleted);
    }

    [Fact]
    public async Task The_chat_of_a_group_belongs_to_its_members()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        await using var sanne = await LivePage.OpenAsync(app, Cast.Sanne);

        Assert.Equal("not-there", await LivePage.RefusedAsync(sanne.Hub.InvokeAsync<Guid>("StartInGroup", Cast.Council.Id)));
        var chat = await johan.Hub.InvokeAsync<Guid>("StartInGroup", Cast.Council.Id);
        Assert.Equal(chat, await fatima.Hub.InvokeAsync<Guid>("StartInGroup", Cast.Council.Id));
        await johan.SendAsync(chat, "Voor de raad");
        Assert.Equal("Voor de raad", (await fatima.HearMessageAsync(chat)).Row!.Body);
        Assert.Equal("not-there", await LivePage.RefusedAsync(sanne.SendAsync(chat, "Mag ik erbij?")));

        // Out of the group is out of its chat, whatever a node still remembers: a second later nothing arrives.
        await app.WithDbAsync(db => db.Memberships.Where(m => m.GroupId == Cast.Council.Id && m.EmployeeId == Cast.Fatima.Id).ExecuteDeleteAsync());
        try
        {
            Assert.Equal("not-there", await LivePage.RefusedAsync(fatima.SendAsync(chat, "Ben ik er nog?")));
            Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/chat/conversations/{chat}/changes?after=0")).StatusCode);
            await Task.Delay(TimeSpan.FromSeconds(1.1));
            fatima.Overheard("Message");
            var answer = await johan.SendAsync(chat, "Zonder Fatima");
            while ((await johan.HearMessageAsync(chat)).Seq < answer.Seq) { }
            Assert.Empty(fatima.Overheard("Message"));
        }
        finally
        {
            await app.WithDbAsync(async db =>
            {
                var group = await db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Id == Cast.Council.Id);
                group.Admit(Cast.Fatima.Id, GroupRole.Member, MembershipSource.Hand, TimeProvider.System.UtcNow());
                await db.SaveChangesAsync();
            });
        }
    }

    [Fact]
    public async Task Nobody_is_sent_away_by_who_did_not_start_it_and_nobody_joins_a_conversation_of_two()
    {
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, Cast.Fatima);
        var small = await johan.StartAsync("Vaste kern", Cast.Fatima, Cast.Mo);
        var two = await johan.StartAsync(Cast.Fatima);

        Assert.Equal("chat-not-yours", await LivePage.RefusedAsync(fatima.Hub.InvokeAsync("Remove", small, Cast.Mo.Id)));
        Assert.Equal("chat-people-are-fixed", await LivePage.RefusedAsync(fatima.Hub.InvokeAsync("Add", two, new[] { Cast.Mo.Id }, true)));
        Assert.Equal("chat-people-are-fixed", await LivePage.RefusedAsync(fatima.Hub.InvokeAsync("Leave", two)));
        await fatima.Hub.InvokeAsync("Leave", small);
        Assert.Equal("not-there", await LivePage.RefusedAsync(fatima.SendAsync(small, "Toch nog iets")));
    }
}
