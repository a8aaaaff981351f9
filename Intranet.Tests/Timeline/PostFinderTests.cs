using System.Net;
using Intranet.Domain.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Timeline;

/// <summary>Finding posts back by who wrote them, when, where and of what kind.</summary>
public sealed class PostFinderTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task Author_group_kind_and_period_each_leave_out_what_they_say()
    {
        var mine = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Over de brug van vandaag");
        var hers = await app.PostAsync(app.Cast.Fatima, app.Cast.Council, "Over de raad van vandaag");
        var older = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "Over de raad van vorig jaar");
        var question = await app.PostAsync(app.Cast.Fatima, app.Cast.Cycling, "Waar kan mijn fiets staan?");
        await app.WithDbAsync(async db =>
        {
            await db.Posts.Where(p => p.Id == older).ExecuteUpdateAsync(set => set.SetProperty(p => p.PublishedAt, new DateTime(2025, 10, 25, 22, 30, 0, DateTimeKind.Utc)));
            await db.Posts.Where(p => p.Id == question).ExecuteUpdateAsync(set => set.SetProperty(p => p.Kind, PostKind.Question));
        });
        using var fatima = await app.AsAsync(app.Cast.Fatima);

        Assert.Equal([question, hers, mine, older], await FindAsync(fatima, ""));
        Assert.Equal([mine, older], await FindAsync(fatima, "author=vries"));
        Assert.Equal([hers, older], await FindAsync(fatima, $"group={app.Cast.Council.Id}"));
        Assert.Equal([question], await FindAsync(fatima, "kind=Question"));

        // Half past midnight in the town, on the Sunday on which the clock goes back: the 26th.
        Assert.Equal([older], await FindAsync(fatima, "from=2025-10-26&until=2025-10-26"));
        Assert.Empty(await FindAsync(fatima, "from=2025-10-25&until=2025-10-25"));
        Assert.Equal([question, hers, mine], await FindAsync(fatima, "from=2025-10-27"));

        // What makes no sense sieves nothing, and keeps nobody out.
        Assert.Equal(4, (await FindAsync(fatima, "from=morgen&kind=Onzin&group=x&before=y")).Count);
    }

    [Fact]
    public async Task Nobody_finds_what_they_may_not_read()
    {
        await app.PostAsync(app.Cast.Johan, app.Cast.Hideout, "De taart is van chocola");
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.DoesNotContain("chocola", (await sanne.SeeAsync($"/posts?author=vries&group={app.Cast.Hideout.Id}")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await sanne.GetAsync("/posts?until=9999-12-31")).StatusCode);
    }

    [Fact]
    public async Task A_long_list_goes_on_where_it_stopped()
    {
        for (var i = 0; i < 25; i++) await app.PostAsync(app.Cast.Johan, app.Cast.Hideout, $"Slinger {i}");
        using var johan = await app.AsAsync(app.Cast.Johan);
        var first = await johan.SeeAsync($"/posts?group={app.Cast.Hideout.Id}");
        var next = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(first.Html, "href=\"(/posts\\?[^\"]*before=[^\"]*)\"").Groups[1].Value);
        var seen = Ids(first).Concat(Ids(await johan.SeeAsync(next))).ToList();
        Assert.True(seen.Count >= 25);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    private static async Task<IReadOnlyList<Guid>> FindAsync(Browser browser, string question) => Ids(await browser.SeeAsync($"/posts?{question}"));

    private static IReadOnlyList<Guid> Ids(Page page) =>
        [.. System.Text.RegularExpressions.Regex.Matches(page.Html, "<article class=\"post\" id=\"post-([0-9a-f-]{36})").Select(m => Guid.Parse(m.Groups[1].Value))];
}
