using System.Net;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Timeline;
using Intranet.Tests.Chat;
using Intranet.Tests.Timeline;
using Intranet.Web.Groups;
using Intranet.Web.Timeline;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Groups;

/// <summary>What was written for the members of a closed group stays theirs when anybody may come in.</summary>
public sealed class LatecomerTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private Cast Cast => app.Cast;

    [Fact]
    public async Task Who_joins_an_opened_group_reads_what_came_after_and_finds_nothing_of_before()
    {
        var old = await InsideAsync("Vogelkring", GroupAccess.Secret);
        await OpenAsync(old.Group);
        using var sanne = await app.AsAsync(Cast.Sanne);
        await sanne.SubmitToAsync(await sanne.SeeAsync($"/groups/{old.Group}"), $"/groups/{old.Group}/membership");
        var after = await app.PostAsync(Cast.Johan, new Place(old.Group, ""), "De ijsvogel is terug");

        Assert.Contains("ijsvogel", (await sanne.SeeAsync($"/posts/{after}")).Text, StringComparison.Ordinal);
        Assert.Contains("ijsvogel", (await sanne.SeeAsync("/?filter=mine")).Text, StringComparison.Ordinal);
        await ReadsNothingOldAsync(sanne, Cast.Sanne, old);
        Assert.Contains("alleen voor wie toen al lid was", (await sanne.SeeAsync($"/groups/{old.Group}/about")).Text, StringComparison.Ordinal);

        // Who was in it reads on.
        using var fatima = await app.AsAsync(Cast.Fatima);
        await ReadsAllAsync(fatima, old);
    }

    [Fact]
    public async Task Nobody_hears_of_an_old_post_that_they_do_not_read()
    {
        var old = await InsideAsync("Hoorkring", GroupAccess.Closed);
        await OpenAsync(old.Group);
        await JoinAsync(old.Group, Cast.Sanne);
        await using var member = await LivePage.OpenAsync(app, Cast.Fatima);
        await using var late = await LivePage.OpenAsync(app, Cast.Sanne);
        await using var outsider = await LivePage.OpenAsync(app, Cast.Hanna);

        var comment = await app.CommentAsync(Cast.Johan, old.Post, "Ook voor @Sanne Bos en @Hanna Visser");
        await HearsAsync(member, old.Post);
        var after = await app.PostAsync(Cast.Johan, new Place(old.Group, ""), "Voor iedereen");
        foreach (var page in new[] { late, outsider }) Assert.DoesNotContain(old.Post.ToString(), await HearsAsync(page, after), StringComparison.Ordinal);

        await app.JobsAsync();
        Assert.False(await app.WithDbAsync(db => db.Mentions.AnyAsync(m => m.SubjectId == comment)));
        Assert.False(await app.WithDbAsync(db => db.Notices.AnyAsync(n => n.SubjectId == comment && n.EmployeeId != Cast.Johan.Id)));
    }

    [Fact]
    public async Task An_important_post_of_before_is_for_its_readers_only()
    {
        var group = await app.FoundAsync("Belangrijk hier", GroupAccess.Closed, Cast.Johan, Cast.Fatima);
        var important = await app.PostAsync(Cast.Johan, new Place(group, ""), "De kwartelkoning", importantDays: 3);
        await OpenAsync(group);
        await JoinAsync(group, Cast.Sanne);

        using var sanne = await app.AsAsync(Cast.Sanne);
        Assert.DoesNotContain("kwartelkoning", (await sanne.SeeAsync("/")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.PostAsync($"/posts/{important}/acknowledgement", await sanne.SeeAsync("/groups/new"))).StatusCode);
        using var johan = await app.AsAsync(Cast.Johan);
        Assert.DoesNotContain("Sanne", (await johan.SeeAsync($"/posts/{important}/acknowledgements?waiting=true")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sanne", await (await johan.GetAsync($"/posts/{important}/acknowledgements.csv")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await johan.PostAsync($"/posts/{important}/acknowledgements/reminder", await johan.SeeAsync($"/posts/{important}/acknowledgements"));
        await app.JobsAsync(nameof(RemindToAcknowledge));
        Assert.Equal([Cast.Fatima.Id], await app.WithDbAsync(db => db.Notices.Where(n => n.SubjectId == important && n.Kind == NoticeKind.AcknowledgeReminder).Select(n => n.EmployeeId).ToListAsync()));
    }

    [Theory]
    [InlineData("joins")]
    [InlineData("is invited")]
    [InlineData("is added")]
    [InlineData("comes by a rule")]
    [InlineData("had asked")]
    public async Task However_somebody_comes_into_an_open_group_they_read_from_its_opening(string how)
    {
        var group = await app.FoundAsync("Kring " + how, GroupAccess.Closed, Cast.Johan, Cast.Fatima);
        var old = await app.PostAsync(Cast.Johan, new Place(group, how), "Voor de leden van toen");
        using var sanne = await app.AsAsync(Cast.Sanne);
        using var johan = await app.AsAsync(Cast.Johan);
        if (how == "had asked") await sanne.SubmitAsync(await sanne.SeeAsync($"/groups/{group}/requests/new"), ("Reason", "Graag"));
        await OpenAsync(group);
        switch (how)
        {
            case "joins": await JoinAsync(group, Cast.Sanne); break;
            case "is invited":
                await johan.PostAsync($"/groups/{group}/invitations", await johan.SeeAsync("/groups/new"), ("employeeId", $"{Cast.Sanne.Id}"));
                await sanne.PostAsync($"/groups/{group}/invitations/accept", await sanne.SeeAsync("/groups/new"));
                break;
            case "is added": await DoAsync<Roster>(roster => roster.AddAsync(Cast.Johan.Id, group, [Cast.Sanne.Id], CancellationToken.None)); break;
            case "comes by a rule":
                await app.WithDbAsync(async db =>
                {
                    var ruled = await db.Groups.SingleAsync(g => g.Id == group);
                    db.Add(MembershipRule.For(ruled, CheckedText.Empty, CheckedText.Empty, CheckedText.Empty, null, app.Clock.UtcNow()));
                    await db.SaveChangesAsync();
                });
                await DoAsync<RuleMembers>(members => members.FollowAsync(group, CancellationToken.None));
                break;
        }

        Assert.True(await app.IsMemberAsync(group, Cast.Sanne));
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/posts/{old}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await sanne.GetAsync($"/groups/{group}")).StatusCode);
        using var fatima = await app.AsAsync(Cast.Fatima);
        await fatima.SeeAsync($"/posts/{old}");
    }

    [Fact]
    public async Task Closing_it_again_changes_nothing_about_that_and_an_admin_may_still_say_otherwise()
    {
        var old = await InsideAsync("Open en dicht", GroupAccess.Closed);
        await OpenAsync(old.Group);
        await JoinAsync(old.Group, Cast.Sanne);
        using var sanne = await app.AsAsync(Cast.Sanne);
        using var johan = await app.AsAsync(Cast.Johan);
        var between = await app.PostAsync(Cast.Johan, new Place(old.Group, ""), "Van tussen open en dicht");

        await johan.SubmitAsync(await johan.SeeAsync($"/groups/{old.Group}/access/edit"), ("access", "Closed"));
        await sanne.SeeAsync($"/posts/{between}");
        await ReadsNothingOldAsync(sanne, Cast.Sanne, old);
        Assert.Contains("Je leest hier de berichten vanaf", (await sanne.SeeAsync($"/groups/{old.Group}/about")).Text, StringComparison.Ordinal);

        // Whom an admin lets into a closed group reads it all, as ever.
        using var hanna = await app.AsAsync(Cast.Hanna);
        await hanna.SubmitAsync(await hanna.SeeAsync($"/groups/{old.Group}/requests/new"), ("Reason", "Graag"));
        await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{old.Group}/requests"), $"/groups/{old.Group}/requests/{Cast.Hanna.Id}/admit");
        await hanna.SeeAsync($"/posts/{old.Post}");

        // Open once more, and only then also the old posts.
        await OpenAsync(old.Group);
        await ReadsNothingOldAsync(sanne, Cast.Sanne, old);
        await johan.SubmitAsync(await johan.SeeAsync($"/groups/{old.Group}/access/edit"), ("access", "Open"), ("alsoOldPosts", "true"));
        await ReadsAllAsync(sanne, old);
        Assert.DoesNotContain("alleen voor wie toen al lid was", (await sanne.SeeAsync($"/groups/{old.Group}/about")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leaves_and_comes_back_is_a_latecomer_and_is_told_nothing_more_of_before()
    {
        var old = await InsideAsync("Draaideur", GroupAccess.Closed);
        await OpenAsync(old.Group);
        await app.CommentAsync(Cast.Johan, old.Post, "Kijk @Fatima Zahra");
        await app.JobsAsync();
        Assert.True(await app.WithDbAsync(db => db.Notices.AnyAsync(n => n.EmployeeId == Cast.Fatima.Id && n.GroupId == old.Group)));

        await DoAsync<Roster>(roster => roster.LeaveAsync(Cast.Fatima.Id, old.Group, null, CancellationToken.None));
        await JoinAsync(old.Group, Cast.Fatima);
        using var fatima = await app.AsAsync(Cast.Fatima);
        await ReadsNothingOldAsync(fatima, Cast.Fatima, old);
    }

    [Fact]
    public async Task An_opened_group_does_not_tell_latecomers_and_outsiders_that_old_posts_are_talked_about()
    {
        var old = await InsideAsync("Stil van buiten", GroupAccess.Closed);
        await OpenAsync(old.Group);
        await JoinAsync(old.Group, Cast.Sanne);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.CommentAsync(Cast.Johan, old.Post, "Weer boven");

        var spoken = await ActiveAsync(Cast.Fatima);
        foreach (var person in new[] { Cast.Sanne, Cast.Hanna }) Assert.True(await ActiveAsync(person) < spoken);
        await app.PostAsync(Cast.Johan, new Place(old.Group, ""), "Voor iedereen");
        Assert.True(await ActiveAsync(Cast.Hanna) > spoken);

        Task<DateTime?> ActiveAsync(Person person) => app.WithDbAsync(db => db.Groups.Where(g => g.Id == old.Group).AsCards(db, person.Id).Select(c => c.ActiveAt).SingleAsync());
    }

    /// <param name="Word">Stands in all of it, and nowhere else. It is found by another word, which the page repeats.</param>
    private sealed record Inside(string Word, Guid Group, Guid Post, Guid Comment, Guid Event, Guid[] Files, Guid Chat);

    /// <summary>A group with everything that can hang on one, as its members of before have it.</summary>
    private async Task<Inside> InsideAsync(string name, GroupAccess access)
    {
        var group = await app.FoundAsync(name, access, Cast.Johan, Cast.Fatima);
        var place = new Place(group, name);
        var word = $"kwartel{group.ToString("N")[26..]}";
        var (words, file) = ($"De reiger en de {word}", $"{word} en reiger");
        var post = await app.PostAsync(Cast.Johan, place, words);
        var comment = await app.CommentAsync(Cast.Johan, post, words);
        var gathering = await DoAsync<PostPublisher, Guid>(async publisher => (await publisher.PublishAsync(Cast.Johan.Id, new PostForm
        {
            Kind = PostKind.Event, GroupId = group, Title = words, Body = words, Event = new() { StartDay = new(2031, 5, 3), EndDay = new(2031, 5, 3), IsAllDay = true },
        }, CancellationToken.None)).Value!.Id);
        var shelf = await app.WithDbAsync(async db =>
        {
            var added = GroupFile.Add(group, null, Cast.Johan.Id, app.Clock.UtcNow());
            db.Add(added);
            await db.SaveChangesAsync();
            return added.Id;
        });
        var files = new[] { await HangAsync(FilePlace.Post, post, file), await HangAsync(FilePlace.Comment, comment, file), await HangAsync(FilePlace.GroupFile, shelf, file) };
        await using var johan = await LivePage.OpenAsync(app, Cast.Johan);
        var chat = await johan.Hub.InvokeAsync<Guid>("StartInGroup", group);
        await johan.SendAsync(chat, words);
        return new(word, group, post, comment, gathering, files, chat);
    }

    private static async Task ReadsAllAsync(Browser browser, Inside old)
    {
        foreach (var path in Addresses(old)) Assert.Equal((path, HttpStatusCode.OK), (path, (await browser.GetAsync(path)).StatusCode));
        foreach (var path in Pages(old)) Assert.True((await browser.SeeAsync(path)).Text.Contains(old.Word, StringComparison.Ordinal), path);
    }

    private async Task ReadsNothingOldAsync(Browser browser, Person person, Inside old)
    {
        foreach (var path in Addresses(old)) Assert.Equal((path, HttpStatusCode.NotFound), (path, (await browser.GetAsync(path)).StatusCode));
        foreach (var path in Pages(old)) Assert.False((await browser.SeeAsync(path)).Text.Contains(old.Word, StringComparison.Ordinal), path);
        Assert.DoesNotMatch("Agenda\\s*<span class=\"tabs__count\">1<", (await browser.SeeAsync($"/groups/{old.Group}")).Html);
        await app.WithDbAsync(async db =>
        {
            var told = await db.Notices.For(person.Id, db.Groups).Where(n => n.GroupId == old.Group).Select(n => n.SubjectId).ToListAsync();
            Assert.Empty(told.Intersect([old.Post, old.Comment, old.Event]));
        });
        await using var scope = app.Services.CreateAsyncScope();
        var feed = scope.ServiceProvider.GetRequiredService<FeedReader>();
        foreach (var question in new FeedQuestion[] { new(person.Id), new(person.Id, Order: FeedOrder.Activity), new(person.Id, GroupId: old.Group), new(person.Id, FeedFilter.MyGroups) })
        {
            for (var cursor = default(FeedCursor); ; )
            {
                var page = await feed.ReadAsync(question, cursor, CancellationToken.None);
                Assert.DoesNotContain(page.OnTop.Concat(page.Posts), p => p.Id == old.Post || p.Id == old.Event);
                if ((cursor = page.Next) is null) break;
            }
        }

        Assert.Equal(0, await feed.CountNewAsync(new FeedQuestion(person.Id, GroupId: old.Group), await WrittenAtAsync(old.Post) - TimeSpan.FromSeconds(1), CancellationToken.None) - await NewerAsync(old));
    }

    /// <summary>Of what an old post is, each alone.</summary>
    private static string[] Addresses(Inside old) =>
        [$"/posts/{old.Post}", $"/posts/{old.Post}/history", $"/posts/{old.Post}/changes", $"/comments/{old.Comment}", $"/posts/{old.Event}", $"/posts/{old.Event}/event.ics", .. old.Files.Select(id => $"/files/{id}")];

    /// <summary>Where it stands among others.</summary>
    private static string[] Pages(Inside old) =>
    [
        "/?filter=mine", $"/groups/{old.Group}", $"/groups/{old.Group}/files", $"/groups/{old.Group}/events", "/agenda", $"/posts?Group={old.Group}",
        $"/search?q=reiger&group={old.Group}", "/search?q=reiger&kind=posts", "/search?q=reiger&kind=comments", "/search?q=reiger&kind=files", "/search?q=reiger&kind=chats", $"/chat/{old.Chat}",
    ];

    private Task<DateTime> WrittenAtAsync(Guid post) => app.WithDbAsync(db => db.Posts.Where(p => p.Id == post).Select(p => p.PublishedAt).SingleAsync());

    /// <summary>Posts of others that came after the opening.</summary>
    private Task<int> NewerAsync(Inside old) => app.WithDbAsync(db => db.Posts.CountAsync(p => p.GroupId == old.Group && p.Id != old.Post && p.Id != old.Event && p.RemovedAt == null));

    private async Task OpenAsync(Guid group)
    {
        using var johan = await app.AsAsync(Cast.Johan);
        await johan.SubmitAsync(await johan.SeeAsync($"/groups/{group}/access/edit"), ("access", "Open"));
    }

    private Task JoinAsync(Guid group, Person person) => DoAsync<Doorkeeper>(door => door.JoinAsync(person.Id, group, CancellationToken.None));

    private Task DoAsync<T>(Func<T, Task> act) where T : notnull => DoAsync<T, bool>(async doer => { await act(doer); return true; });

    private async Task<TAnswer> DoAsync<T, TAnswer>(Func<T, Task<TAnswer>> act)
        where T : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<T>());
    }

    private async Task<Guid> HangAsync(FilePlace place, Guid placeId, string name)
    {
        const string Hash = "000000000000000000000000000000000000000000000000000000000000face";
        await app.Services.GetRequiredService<IFileStore>().SaveAsync(Hash, "%PDF"u8.ToArray(), CancellationToken.None);
        return await app.WithDbAsync(async db =>
        {
            var file = StoredFile.Upload(Cast.Johan.Id, app.Checked($"{name}.pdf"), Hash, "application/pdf", 4, 0, 0, app.Clock.UtcNow());
            file.HangOn(place, placeId, 0, CheckedText.Empty);
            db.Add(file);
            await db.SaveChangesAsync();
            return file.Id;
        });
    }

    /// <summary>What a page was told until it heard of this post.</summary>
    private static async Task<string> HearsAsync(LivePage page, Guid post)
    {
        var told = "";
        while (!told.Contains(post.ToString(), StringComparison.Ordinal)) told += await page.HearAsync("Hint");
        return told;
    }
}
