using Intranet.Domain.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Timeline;

/// <summary>What the page that everybody opens first may cost (performance.md).</summary>
public sealed class HomeCostTests(IntranetApp app, ITestOutputHelper output) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task The_home_page_asks_the_database_eight_times_at_most_and_weighs_less_than_15_kB()
    {
        using var queries = new QueryCounter(await app.WithDbAsync(db => Task.FromResult(db.Database.GetConnectionString()!)));
        for (var i = 0; i < 30; i++)
        {
            var post = await app.PostAsync(i % 2 == 0 ? app.Cast.Johan : app.Cast.Fatima, i % 3 == 0 ? app.Cast.Council : app.Cast.Cycling, Text(i), i % 20 == 0 ? 3 : 0);
            for (var c = 0; c < i % 4; c++) await app.CommentAsync(app.Cast.Fatima, post, $"Reactie {c} op bericht {i}: {Text(c + i)}");
            await app.WithDbAsync(async db =>
            {
                db.Add(Reaction.Give(post, ReactionKind.Like, app.Cast.Sanne.Id, DateTime.UtcNow));
                await db.SaveChangesAsync();
            });
        }

        // Session and organisation are remembered for seconds; a usual page comes within them.
        app.Clock.Hold();
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        await fatima.SeeAsync("/");
        queries.StartOver();
        var home = await fatima.SeeAsync("/");
        var asked = queries.Count;
        var squeezed = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept-Encoding", "br" } } };
        var weight = (await (await fatima.SendAsync(squeezed)).Content.ReadAsByteArrayAsync()).Length;
        output.WriteLine($"{asked} queries, {home.Html.Length} characters, {weight} bytes compressed");
        Assert.Equal(20, System.Text.RegularExpressions.Regex.Count(home.Html, "<article class=\"post\"") - 2);
        Assert.InRange(asked, 1, 8);
        Assert.InRange(weight, 1, 15_000);
    }

    private static string Text(int n)
    {
        var random = new Random(n);
        string[] words = ["vergadering", "woensdag", "de", "brug", "over", "nieuwe", "collega's", "plan", "graag", "voor", "in", "het", "stadhuis", "morgen", "fiets", "route", "agenda", "wij", "kom", "reactie", "buurt", "groen", "en", "van", "een"];
        return string.Join(' ', Enumerable.Range(0, 25).Select(_ => words[random.Next(words.Length)]));
    }
}
