using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Timeline;
using Intranet.Web.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Timeline;

/// <summary>A visit to the feed, page by page, while others go on writing: nothing is lost and nothing comes twice.</summary>
public sealed class FeedTests(IntranetApp app, ITestOutputHelper output) : IClassFixture<IntranetApp>
{
    private const int PageSize = 5;

    [Theory]
    [InlineData(FeedOrder.Newest)]
    [InlineData(FeedOrder.Activity)]
    public async Task A_visit_shows_each_post_once_whatever_happens_meanwhile(FeedOrder order)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var world = new World(app, new Random(seed));
        for (var i = 0; i < 20; i++) await world.DoSomethingAsync();

        for (var visit = 0; visit < 5; visit++)
        {
            var seen = new List<Guid>();
            var always = await world.VisibleAsync();
            FeedCursor? cursor = null;
            do
            {
                var page = await ReadAsync(new FeedQuestion(app.Cast.Fatima.Id, Order: order), cursor);
                seen.AddRange(page.OnTop.Concat(page.Posts).Select(p => p.Id));
                cursor = page.Next;
                if (cursor is null) break;

                for (var i = world.Next(4); i > 0; i--) await world.DoSomethingAsync();
                always.IntersectWith(await world.VisibleAsync());
            }
            while (true);

            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Empty(always.Except(seen));
        }
    }

    [Theory]
    [InlineData(FeedOrder.Newest)]
    [InlineData(FeedOrder.Activity)]
    public async Task A_visit_shows_each_post_once_while_many_write_at_the_same_time(FeedOrder order)
    {
        for (var i = 0; i < 25; i++) await app.PostAsync(app.Cast.Johan, i % 2 == 0 ? app.Cast.Cycling : app.Cast.Council, $"Bericht {i}");
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            var random = new Random(n);
            while (!stop.IsCancellationRequested)
            {
                var posts = await app.WithDbAsync(db => db.Posts.Where(p => p.RemovedAt == null && p.GroupId != app.Cast.Hideout.Id).Select(p => p.Id).ToListAsync());
                if (random.Next(3) == 0) await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Tussendoor");
                else await app.CommentAsync(app.Cast.Johan, posts[random.Next(posts.Count)], "Omhoog");
            }
        })).ToList();

        for (var visit = 0; visit < 5; visit++)
        {
            // Taken before the visit begins: all of these must be in it. Of an open group that she left, nothing is.
            var before = await app.WithDbAsync(db => db.Posts.VisibleTo(app.Cast.Fatima.Id)
                .Where(p => p.Group.Memberships.Any(m => m.EmployeeId == app.Cast.Fatima.Id)).Select(p => p.Id).ToListAsync());
            var seen = new List<Guid>();
            FeedCursor? cursor = null;
            do
            {
                var page = await ReadAsync(new FeedQuestion(app.Cast.Fatima.Id, Order: order), cursor);
                seen.AddRange(page.OnTop.Concat(page.Posts).Select(p => p.Id));
                cursor = page.Next;
            }
            while (cursor is not null);

            Assert.Equal(seen.Count, seen.Distinct().Count());
            Assert.Empty(before.Except(seen));
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task Filters_and_orders_show_what_they_say()
    {
        var mine = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "In mijn groep");
        var everyone = await app.PostAsync(app.Cast.Johan, app.Cast.Everyone, "Voor iedereen");
        var fatima = app.Cast.Fatima.Id;

        var all = await ReadAsync(new FeedQuestion(fatima), null);
        Assert.True(IndexOf(all, everyone) < IndexOf(all, mine));
        await app.CommentAsync(app.Cast.Johan, mine, "Weer boven");
        var active = await ReadAsync(new FeedQuestion(fatima, Order: FeedOrder.Activity), null);
        Assert.True(IndexOf(active, mine) < IndexOf(active, everyone));
        Assert.DoesNotContain((await ReadAsync(new FeedQuestion(fatima, FeedFilter.MyGroups), null)).Posts, p => p.Id == everyone);
        Assert.All((await ReadAsync(new FeedQuestion(fatima, GroupId: app.Cast.Cycling.Id), null)).Posts, p => Assert.Equal(app.Cast.Cycling.Id, p.GroupId));
        Assert.DoesNotContain((await ReadAsync(new FeedQuestion(app.Cast.Sanne.Id), null)).Posts, p => p.Id == mine);
    }

    [Fact]
    public async Task An_important_post_stands_on_top_until_it_is_read_and_then_in_its_place()
    {
        var important = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "De brug is dicht", importantDays: 3);
        var later = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Iets anders");
        var question = new FeedQuestion(app.Cast.Fatima.Id);
        var before = await ReadAsync(question, null);
        Assert.Equal(important, Assert.Single(before.OnTop, p => p.Id == important).Id);
        Assert.DoesNotContain(before.Posts, p => p.Id == important);
        Assert.DoesNotContain((await ReadAsync(new FeedQuestion(app.Cast.Sanne.Id), null)).OnTop, p => p.Id == important);

        using var fatima = await app.AsAsync(app.Cast.Fatima);
        await fatima.PostAsync($"/posts/{important}/acknowledgement", await fatima.SeeAsync("/"));
        var after = await ReadAsync(question, null);
        Assert.DoesNotContain(after.OnTop, p => p.Id == important);
        Assert.True(IndexOf(after, later) < IndexOf(after, important));
    }

    [Fact]
    public async Task What_stood_on_top_does_not_come_again_when_everybody_is_asked_anew_or_it_is_unpinned()
    {
        var important = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Eerst lezen", importantDays: 3);
        var pinned = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Vast bovenaan");
        await app.WithDbAsync(db => db.Posts.Where(p => p.Id == pinned).ExecuteUpdateAsync(set => set.SetProperty(p => p.PinnedAt, DateTime.UtcNow)));
        for (var i = 0; i < PageSize; i++) await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Een bericht");

        foreach (var (question, onTop) in new[] { (new FeedQuestion(app.Cast.Fatima.Id), important), (new FeedQuestion(app.Cast.Fatima.Id, GroupId: app.Cast.Cycling.Id), pinned) })
        {
            var page = await ReadAsync(question, null);
            Assert.Contains(page.OnTop, p => p.Id == onTop);
            await app.WithDbAsync(async db =>
            {
                (await db.Posts.Include(p => p.Group).SingleAsync(p => p.Id == important)).AskAgain(app.Cast.Johan.Id, DateTime.UtcNow);
                await db.SaveChangesAsync();
                await db.Posts.Where(p => p.Id == pinned && question.GroupId != null).ExecuteUpdateAsync(set => set.SetProperty(p => p.PinnedAt, (DateTime?)null));
            });
            while (page.Next is { } next)
            {
                page = await ReadAsync(question, next);
                Assert.DoesNotContain(page.Posts, p => p.Id == onTop);
            }
        }
    }

    [Fact]
    public async Task More_than_a_page_is_a_link_away_and_the_cursor_gives_nothing_away()
    {
        for (var i = 0; i < 25; i++) await app.PostAsync(app.Cast.Johan, app.Cast.Hideout, $"Verrassing {i}");
        using var johan = await app.AsAsync(app.Cast.Johan);
        var seen = new List<string>();
        var path = "/?filter=mine";
        for (var pages = 0; pages < 20; pages++)
        {
            var page = await johan.SeeAsync(path);
            seen.AddRange(System.Text.RegularExpressions.Regex.Matches(page.Html, "id=\"post-([0-9a-f-]{36})\"").Select(m => m.Groups[1].Value));
            var next = System.Text.RegularExpressions.Regex.Match(page.Html, "href=\"([^\"]*after=[^\"]*)\"");
            if (!next.Success)
            {
                Assert.Contains("Je bent helemaal bij", page.Text, StringComparison.Ordinal);
                break;
            }

            path = System.Net.WebUtility.HtmlDecode(next.Groups[1].Value);
            Assert.DoesNotContain(seen[^1], path, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.True(seen.Count >= 25);
        using var tampered = await johan.GetAsync("/?after=AAAA");
        Assert.Equal(System.Net.HttpStatusCode.Found, tampered.StatusCode);
    }

    private static int IndexOf(FeedPage page, Guid id) => page.Posts.Select(p => p.Id).ToList().IndexOf(id) is var at and >= 0 ? at : throw new InvalidOperationException("Not on the page.");

    private async Task<FeedPage> ReadAsync(FeedQuestion question, FeedCursor? cursor)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FeedReader>().ReadAsync(question, cursor, CancellationToken.None, PageSize);
    }

    /// <summary>Colleagues at work: posting, commenting, throwing away, taking back, joining and leaving, opening and closing.</summary>
    private sealed class World(IntranetApp app, Random random)
    {
        private readonly Place[] groups = [app.Cast.Cycling, app.Cast.Council, app.Cast.Everyone];

        public int Next(int max) => random.Next(max);

        /// <summary>What Fatima may see in her feed now.</summary>
        public Task<HashSet<Guid>> VisibleAsync() => app.WithDbAsync(async db => (await db.Posts
            .Where(p => p.RemovedAt == null && p.Group.Memberships.Any(m => m.EmployeeId == app.Cast.Fatima.Id && (m.ReadsFrom == null || m.ReadsFrom <= p.PublishedAt))).Select(p => p.Id).ToListAsync()).ToHashSet());

        public async Task DoSomethingAsync()
        {
            var posts = await app.WithDbAsync(db => db.Posts.Where(p => p.RemovedAt == null && p.GroupId != app.Cast.Hideout.Id).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync());
            switch (random.Next(15))
            {
                case 0 or 1 or 2 or 3: await app.PostAsync(app.Cast.Johan, groups[random.Next(groups.Length)], "Een bericht"); break;
                case 4 or 5 or 6 or 7 when posts.Count > 0: await app.CommentAsync(app.Cast.Johan, posts[random.Next(posts.Count)], "Een reactie"); break;
                case 8 when posts.Count > 0: await RemoveAsync(posts[random.Next(posts.Count)]); break;
                case 9: await TakeBackAsync(); break;
                case 10: await LeaveOrJoinAsync(); break;
                case 11: await app.PostAsync(app.Cast.Johan, groups[random.Next(2)], "Een belangrijk bericht", importantDays: 2); break;
                case 12 when posts.Count > 0: await AskAgainOrReadAsync(); break;
                case 13: await OpenOrCloseAsync(); break;
                default: await RemoveCommentAsync(); break;
            }
        }

        private Task AskAgainOrReadAsync() => app.WithDbAsync(async db =>
        {
            var important = await db.Posts.Include(p => p.Group).Where(p => p.RemovedAt == null && p.ImportantAt != null && p.Group.ArchivedAt == null).OrderBy(p => p.Id).ToListAsync();
            if (important.Count == 0) return;
            var post = important[random.Next(important.Count)];
            if (random.Next(2) == 0) post.AskAgain(post.AuthorId, DateTime.UtcNow);
            else if (!await db.Acknowledgements.AnyAsync(a => a.PostId == post.Id && a.EmployeeId == app.Cast.Fatima.Id)) db.Add(Acknowledgement.Of(post.Id, app.Cast.Fatima.Id, DateTime.UtcNow));
            await db.SaveChangesAsync();
        });

        private async Task RemoveAsync(Guid id)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Intranet.Infrastructure.Data.IntranetDb>();
            var post = await db.Posts.Include(p => p.Group).SingleAsync(p => p.Id == id);
            await scope.ServiceProvider.GetRequiredService<ContentRemover>().RemoveAsync(post, post.AuthorId, CancellationToken.None);
        }

        private async Task TakeBackAsync()
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Intranet.Infrastructure.Data.IntranetDb>();
            var post = await db.Posts.Include(p => p.Group).Where(p => p.RemovedAt != null).OrderBy(p => p.Id).FirstOrDefaultAsync();
            if (post is not null) await scope.ServiceProvider.GetRequiredService<ContentRemover>().TakeBackAsync(post, post.AuthorId, CancellationToken.None);
        }

        private async Task RemoveCommentAsync()
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Intranet.Infrastructure.Data.IntranetDb>();
            var comment = await db.Comments.Where(c => c.RemovedAt == null).OrderByDescending(c => c.PublishedAt).FirstOrDefaultAsync();
            if (comment is not null) await scope.ServiceProvider.GetRequiredService<ContentRemover>().RemoveCommentAsync(comment.Id, comment.AuthorId, CancellationToken.None);
        }

        private Task OpenOrCloseAsync() => app.WithDbAsync(async db =>
        {
            var council = await db.Groups.SingleAsync(g => g.Id == app.Cast.Council.Id);
            council.ChangeAccess(council.Access == GroupAccess.Open ? GroupAccess.Closed : GroupAccess.Open, alsoOldPosts: false, app.Clock.UtcNow());
            await db.SaveChangesAsync();
        });

        private Task LeaveOrJoinAsync() => app.WithDbAsync(async db =>
        {
            var council = await db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Id == app.Cast.Council.Id);
            if (council.Has(app.Cast.Fatima.Id)) db.Remove(council.Memberships.Single(m => m.EmployeeId == app.Cast.Fatima.Id));
            else council.Admit(app.Cast.Fatima.Id, GroupRole.Member, MembershipSource.Hand, DateTime.UtcNow);
            await db.SaveChangesAsync();
        });
    }
}
