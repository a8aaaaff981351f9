using System.Net;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Web.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Timeline;

/// <summary>Comments, reactions, and who hears of them.</summary>
public sealed class ConversationTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_comment_without_script_stands_under_its_post()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "Wie neemt de notulen op zich?");
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var page = await fatima.SubmitToAsync(await fatima.SeeAsync($"/posts/{id}"), $"/posts/{id}/comments", ("Body", "Dat doe *ik*"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Dat doe <em>ik</em>", page.Html, StringComparison.Ordinal);
        Assert.Contains("1 reactie", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_comment_comes_back_with_what_was_typed_and_is_kept_nowhere()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "Vraag");
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var page = await fatima.SubmitToAsync(await fatima.SeeAsync($"/posts/{id}"), $"/posts/{id}/comments", ("Body", "Het BSN is 123456782"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Het BSN is 123456782", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("123456782", await app.EverythingKeptAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_quotes_the_comment_that_it_answers_while_that_is_there()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Welke route?");
        var question = await app.CommentAsync(app.Cast.Fatima, id, "Langs het kanaal?");
        await app.CommentAsync(app.Cast.Johan, id, "Graag", question);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Contains("<strong>Fatima Zahra</strong> Langs het kanaal?", (await sanne.SeeAsync($"/posts/{id}")).Html, StringComparison.Ordinal);

        using var fatima = await app.AsAsync(app.Cast.Fatima);
        await fatima.PostAsync($"/comments/{question}/trash", await fatima.SeeAsync("/"));
        Assert.DoesNotContain("Langs het kanaal", (await sanne.SeeAsync($"/posts/{id}")).Text, StringComparison.Ordinal);
        await fatima.PostAsync($"/comments/{question}/trash/undo", await fatima.SeeAsync("/"));
        Assert.Contains("2 reacties", (await sanne.SeeAsync($"/posts/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_its_author_edits_or_throws_away_a_comment()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Bericht");
        var comment = await app.CommentAsync(app.Cast.Fatima, id, "Van Fatima");
        using var johan = await app.AsAsync(app.Cast.Johan);
        var page = await johan.SeeAsync($"/posts/{id}");
        Assert.Equal(HttpStatusCode.NotFound, (await johan.PostAsync($"/comments/{comment}", page, ("Body", "Gekaapt"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await johan.PostAsync($"/comments/{comment}/trash", page)).StatusCode);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        await fatima.SubmitToAsync(await fatima.SeeAsync($"/comments/{comment}/edit"), $"/comments/{comment}", ("Body", "Toch anders"));
        Assert.Contains("Toch anders", (await johan.SeeAsync($"/posts/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reaction_given_ten_times_at_once_is_one_and_taken_back_is_none()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Leuk?");
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var page = await fatima.SeeAsync($"/posts/{id}");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => fatima.PostAsync($"/posts/{id}/reactions/like", page, ("on", "true"))));
        await fatima.PostAsync($"/posts/{id}/reactions/heart", page, ("on", "true"));
        Assert.Equal(2, await CountAsync());

        await fatima.PostAsync($"/posts/{id}/reactions/like", page, ("on", "false"));
        await fatima.PostAsync($"/posts/{id}/reactions/like", page, ("on", "false"));
        Assert.Equal(1, await CountAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await fatima.PostAsync($"/posts/{id}/reactions/99", page, ("on", "true"))).StatusCode);
        Assert.Equal(1, await CountAsync());

        Task<int> CountAsync() => app.WithDbAsync(db => db.Reactions.CountAsync(r => r.SubjectId == id));
    }

    [Fact]
    public async Task Who_is_named_or_answered_hears_it_once_and_reads_it_behind_the_bell()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "@Fatima Zahra, kun jij de stukken klaarzetten? En @Sanne Bos ook?");
        var comment = await app.CommentAsync(app.Cast.Fatima, id, "Doe ik, @Johan de Vries");
        await app.CommentAsync(app.Cast.Johan, id, "Dank je", comment);
        await app.JobsAsync();

        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var bell = (await fatima.SeeAsync("/notices")).Text;
        Assert.Contains("Johan de Vries noemde je in Voorbereiding raad", bell, StringComparison.Ordinal);
        Assert.Contains("Johan de Vries antwoordde op je reactie", bell, StringComparison.Ordinal);
        Assert.Equal(1, await app.WithDbAsync(db => db.Notices.CountAsync(n => n.EmployeeId == app.Cast.Johan.Id && n.SubjectId == comment)));
        Assert.Equal(0, await app.WithDbAsync(db => db.Notices.CountAsync(n => n.EmployeeId == app.Cast.Sanne.Id && n.SubjectId == id)));

        var before = await UnreadAsync();
        Assert.True(before >= 2);
        await fatima.SubmitToAsync(await fatima.SeeAsync("/notices"), "/notices/read/all");
        Assert.Equal(0, await UnreadAsync());

        async Task<int> UnreadAsync() => int.Parse(await (await fatima.GetAsync("/notices/count")).Content.ReadAsStringAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_notice_goes_with_what_it_is_about_and_with_the_right_to_read_it()
    {
        var stays = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "@Fatima Zahra, dit blijft binnen");
        var goes = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "@Fatima Zahra, dit gaat weg");
        await app.JobsAsync();
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var before = (await fatima.SeeAsync("/notices")).Text;
        Assert.Contains("dit blijft binnen", before, StringComparison.Ordinal);
        Assert.Contains("dit gaat weg", before, StringComparison.Ordinal);

        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.PostAsync($"/posts/{goes}/trash", await johan.SeeAsync("/"));
        Assert.Equal(0, await app.WithDbAsync(db => db.Notices.CountAsync(n => n.SubjectId == goes)));

        await app.WithDbAsync(db => db.Memberships.Where(m => m.GroupId == app.Cast.Council.Id && m.EmployeeId == app.Cast.Fatima.Id).ExecuteDeleteAsync());
        try
        {
            var after = (await fatima.SeeAsync("/notices")).Text;
            Assert.DoesNotContain("dit blijft binnen", after, StringComparison.Ordinal);
            Assert.DoesNotContain("dit gaat weg", after, StringComparison.Ordinal);
            Assert.Equal(1, await app.WithDbAsync(db => db.Notices.CountAsync(n => n.SubjectId == stays && n.EmployeeId == app.Cast.Fatima.Id)));
        }
        finally
        {
            await app.WithDbAsync(async db =>
            {
                var council = await db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Id == app.Cast.Council.Id);
                council.Admit(app.Cast.Fatima.Id, Domain.Groups.GroupRole.Member, Domain.Groups.MembershipSource.Hand, DateTime.UtcNow);
                await db.SaveChangesAsync();
            });
        }
    }

    [Fact]
    public async Task Who_wants_to_hear_no_more_of_a_post_still_hears_when_they_are_named_in_it()
    {
        var id = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Wat vinden jullie?");
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        using var johan = await app.AsAsync(app.Cast.Johan);
        Assert.Equal(HttpStatusCode.NotFound, (await johan.PostAsync($"/posts/{id}/quiet", await johan.SeeAsync("/"), ("on", "true"))).StatusCode);
        await fatima.PostAsync($"/posts/{id}/quiet", await fatima.SeeAsync("/"), ("on", "true"));
        var unheard = await app.CommentAsync(app.Cast.Johan, id, "Prima");
        var heard = await app.CommentAsync(app.Cast.Johan, id, "En jij, @Fatima Zahra?");
        await app.JobsAsync();
        Assert.Equal([heard], await app.WithDbAsync(db => db.Notices.Where(n => n.EmployeeId == app.Cast.Fatima.Id && (n.SubjectId == unheard || n.SubjectId == heard)).Select(n => n.SubjectId).ToListAsync()));

        await fatima.PostAsync($"/posts/{id}/quiet", await fatima.SeeAsync("/"), ("on", "false"));
        var again = await app.CommentAsync(app.Cast.Johan, id, "Nog steeds prima");
        await app.JobsAsync();
        Assert.True(await app.WithDbAsync(db => db.Notices.AnyAsync(n => n.EmployeeId == app.Cast.Fatima.Id && n.SubjectId == again)));
    }

    [Fact]
    public async Task An_edit_tells_who_is_named_in_it_for_the_first_time_and_nobody_else()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var post = await app.PostAsync(app.Cast.Johan, app.Cast.Everyone, $"Wie rijdt er mee, @{app.Cast.Cycling.Name}?");
        var comment = await app.CommentAsync(app.Cast.Johan, post, $"Morgen al, @{app.Cast.Cycling.Name}");
        await app.JobsAsync();
        Assert.Equal(2, await NoticesOfAsync(app.Cast.Fatima));

        // She came to the group later: what was written to it before is no news.
        await app.WithDbAsync(async db =>
        {
            var cycling = await db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Id == app.Cast.Cycling.Id);
            db.Add(cycling.Admit(app.Cast.Sanne.Id, Domain.Groups.GroupRole.Member, Domain.Groups.MembershipSource.Hand, DateTime.UtcNow));
            await db.SaveChangesAsync();
        });
        await johan.SubmitToAsync(await johan.SeeAsync($"/posts/{post}/edit"), $"/posts/{post}", ("Body", $"Wie rijdt er mee, @{app.Cast.Cycling.Name} en @{app.Cast.Hanna.Name}?"));
        await johan.SubmitToAsync(await johan.SeeAsync($"/comments/{comment}/edit"), $"/comments/{comment}", ("Body", $"Overmorgen, @{app.Cast.Cycling.Name}"));
        await app.JobsAsync();
        Assert.Equal((2, 0, 1), (await NoticesOfAsync(app.Cast.Fatima), await NoticesOfAsync(app.Cast.Sanne), await NoticesOfAsync(app.Cast.Hanna)));
        await app.WithDbAsync(db => db.Memberships.Where(m => m.GroupId == app.Cast.Cycling.Id && m.EmployeeId == app.Cast.Sanne.Id).ExecuteDeleteAsync());

        Task<int> NoticesOfAsync(Person person) => app.WithDbAsync(db => db.Notices.CountAsync(n => n.EmployeeId == person.Id && (n.SubjectId == post || n.SubjectId == comment)));
    }

    [Fact]
    public async Task The_same_event_told_twice_is_one_notice()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "@Fatima Zahra, dubbel");
        await app.JobsAsync();
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NoticeWriter>()
            .TellAsync([app.Cast.Fatima.Id], NoticeKind.Mention, app.Cast.Johan.Id, id, app.Cast.Cycling.Id, DateTime.UtcNow, CancellationToken.None);
        Assert.Equal(1, await app.WithDbAsync(db => db.Notices.CountAsync(n => n.SubjectId == id)));
    }

    [Fact]
    public async Task What_was_seen_is_read_and_ones_own_post_is_read_at_once()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Nieuw");
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        Assert.True(await IsUnreadAsync());
        await fatima.PostAsync("/reading", await fatima.SeeAsync("/"), ("posts", $"{id}"));
        Assert.False(await IsUnreadAsync());
        await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Van mezelf");
        Assert.False(await IsUnreadAsync());
        await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Weer een");
        Assert.True(await IsUnreadAsync());
        await fatima.PostAsync("/reading/all", await fatima.SeeAsync("/"));
        Assert.False(await IsUnreadAsync());

        Task<bool> IsUnreadAsync() => app.WithDbAsync(db => db.Memberships.Where(m => m.EmployeeId == app.Cast.Fatima.Id && m.GroupId == app.Cast.Cycling.Id)
            .Join(db.Groups, m => m.GroupId, g => g.Id, (m, g) => g.LastPostAt > m.ReadUntil).SingleAsync());
    }

    [Fact]
    public async Task A_group_has_at_most_ten_pinned_posts_and_only_its_admin_pins()
    {
        var posts = new List<Guid>();
        for (var i = 0; i < 11; i++) posts.Add(await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, $"Pin {i}"));
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.PostAsync($"/posts/{posts[0]}/pin", await fatima.SeeAsync("/"), ("on", "true"))).StatusCode);

        using var johan = await app.AsAsync(app.Cast.Johan);
        var page = await johan.SeeAsync("/");
        foreach (var post in posts.Take(10)) await johan.PostAsync($"/posts/{post}/pin", page, ("on", "true"));
        Assert.Equal(HttpStatusCode.Conflict, (await johan.PostAsync($"/posts/{posts[10]}/pin", page, ("on", "true"))).StatusCode);
        Assert.Equal(10, await app.WithDbAsync(db => db.Posts.CountAsync(p => p.PinnedAt != null && p.GroupId == app.Cast.Cycling.Id)));
        foreach (var post in posts.Take(10)) await johan.PostAsync($"/posts/{post}/pin", page, ("on", "false"));
    }

    [Fact]
    public async Task The_names_of_who_confirmed_are_for_the_author_only()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Lees dit", importantDays: 2);
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        Assert.Contains("Johan de Vries ziet wie dit heeft bevestigd", (await fatima.SeeAsync($"/posts/{id}")).Text, StringComparison.Ordinal);
        await fatima.PostAsync($"/posts/{id}/acknowledgement", await fatima.SeeAsync("/"));
        Assert.Contains("Fatima Zahra", (await johan.SeeAsync($"/posts/{id}/acknowledgements")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/posts/{id}/acknowledgements")).StatusCode);
        Assert.Contains("2 van 2 collega", (await fatima.SeeAsync($"/posts/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_left_is_not_waited_for()
    {
        var id = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Lees dit ook", importantDays: 2);
        using var johan = await app.AsAsync(app.Cast.Johan);
        Assert.Contains("Fatima Zahra", (await johan.SeeAsync($"/posts/{id}/acknowledgements?waiting=true")).Text, StringComparison.Ordinal);
        var seat = app.Cast.Fatima.Id;
        await AwayAsync(true);
        try
        {
            Assert.Contains("Iedereen heeft dit bevestigd", (await johan.SeeAsync($"/posts/{id}/acknowledgements?waiting=true")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Fatima Zahra", await (await johan.GetAsync($"/posts/{id}/acknowledgements.csv")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        finally
        {
            await AwayAsync(false);
        }

        Task AwayAsync(bool away) => app.WithDbAsync(db => db.Memberships.Where(m => m.GroupId == app.Cast.Cycling.Id && m.EmployeeId == seat).ExecuteUpdateAsync(set => set.SetProperty(m => m.IsAway, away)));
    }

    [Fact]
    public async Task The_list_behind_an_at_holds_only_who_may_read_the_place()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        Assert.Contains("Sanne Bos", await ListAsync(app.Cast.Cycling), StringComparison.Ordinal);
        var closed = await ListAsync(app.Cast.Council);
        Assert.DoesNotContain("Sanne Bos", closed, StringComparison.Ordinal);
        Assert.Contains("Fatima Zahra", await ListAsync(app.Cast.Council, "fat"), StringComparison.Ordinal);
        Assert.DoesNotContain("Verrassing", await ListAsync(app.Cast.Cycling, "verr"), StringComparison.Ordinal);

        // Who is called so stands above a group that is, and that above who only works there.
        await app.WithDbAsync(async db =>
        {
            var mo = await db.Employees.SingleAsync(e => e.Id == app.Cast.Mo.Id);
            mo.Correct(new EmployeeDetails(app.Checked("Mo"), app.Checked("Yilmaz"), app.Checked(mo.Email), null, app.Checked("Boswachter"), app.Checked("Buiten"), app.Checked("Stadhuis")));
            db.Add(Group.Start(app.Cast.Johan.Id, app.Checked("Bosbeheer"), app.Checked("Over het bos"), GroupAccess.Open, GroupKind.Team, "users-group", app.Clock.UtcNow()));
            await db.SaveChangesAsync();
        });
        var woods = await ListAsync(app.Cast.Cycling, "bos");
        string[] expected = ["Sanne Bos", "Bosbeheer", "Mo Yilmaz"];
        Assert.Equal(expected, expected.OrderBy(name => woods.IndexOf($"data-name=\"{name}\"", StringComparison.Ordinal)));
        Assert.All(expected, name => Assert.Contains($"data-name=\"{name}\"", woods, StringComparison.Ordinal));

        async Task<string> ListAsync(Place group, string typed = "sa") => await (await johan.GetAsync($"/groups/{group.Id}/mentions?q={typed}")).Content.ReadAsStringAsync();
    }
}
