using System.Net;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Tests.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Groups;

/// <summary>Making a group, finding it, and saying what it is about.</summary>
public sealed class FoundingTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_colleague_makes_a_group_and_runs_it()
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var page = await sanne.SubmitAsync(
            await sanne.SeeAsync("/groups/new"), ("Name", "Juridisch spreekuur"), ("Description", "Elke dinsdag"), ("Access", "Closed"), ("Kind", "Discussion"), ("Icon", "scale"));

        Assert.Contains("Juridisch spreekuur", page.Text, StringComparison.Ordinal);
        Assert.Contains("Besloten groep", page.Text, StringComparison.Ordinal);
        var group = await app.WithDbAsync(db => db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Name == "Juridisch spreekuur"));
        Assert.Equal((GroupAccess.Closed, GroupKind.Discussion, "scale"), (group.Access, group.Kind, group.Icon));
        Assert.True(group.IsRunBy(app.Cast.Sanne.Id));
    }

    [Fact]
    public async Task A_group_without_a_name_is_not_made_and_what_was_typed_stays()
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var page = await sanne.SubmitAsync(await sanne.SeeAsync("/groups/new"), ("Name", ""), ("Description", "Zonder naam"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Geef de groep een naam.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Zonder naam", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_alike_is_shown_before_a_second_group_is_made()
    {
        await app.FoundAsync("Schaken op donderdag", GroupAccess.Open, app.Cast.Johan);
        await app.FoundAsync("Schaken in het geheim", GroupAccess.Secret, app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);

        var page = await sanne.SubmitAsync(await sanne.SeeAsync("/groups/new"), ("Name", "Schakers"));
        Assert.Contains("Schaken op donderdag", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Schaken in het geheim", page.Text, StringComparison.Ordinal);

        // A name that is no longer than an abbreviation too, and not where its letters only happen to stand.
        await app.FoundAsync("ICT-storingen", GroupAccess.Open, app.Cast.Johan);
        await app.FoundAsync("Districten", GroupAccess.Open, app.Cast.Johan);
        var alike = await sanne.SeeAsync("/groups/look-alikes?name=ICT");
        Assert.Contains("ICT-storingen", alike.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Districten", alike.Text, StringComparison.Ordinal);

        page = await sanne.SubmitAsync(page, ("Name", "Schakers"), ("Anyway", "true"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(await app.WithDbAsync(db => db.Groups.AnyAsync(g => g.Name == "Schakers")));
    }

    [Fact]
    public async Task Extra_fields_in_the_form_change_nothing_else()
    {
        var group = await app.FoundAsync("Archiefdagen", GroupAccess.Closed, app.Cast.Johan);
        using var johan = await app.AsAsync(app.Cast.Johan);
        var form = await johan.SeeAsync($"/groups/{group}/edit");
        var answer = await johan.PostAsync(
            $"/groups/{group}", form, ("Name", "Archiefweek"), ("Description", "Nieuw"), ("Icon", "news"), ("Access", "Open"), ("Kind", "Everyone"), ("CreatedAt", "2001-01-01"), ("Id", Guid.NewGuid().ToString()));

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var after = await app.WithDbAsync(db => db.Groups.SingleAsync(g => g.Id == group));
        Assert.Equal(("Archiefweek", GroupAccess.Closed, GroupKind.Team), (after.Name, after.Access, after.Kind));
        Assert.NotEqual(2001, after.CreatedAt.Year);
    }

    [Fact]
    public async Task An_archived_group_is_read_only_and_comes_back()
    {
        var group = await app.FoundAsync("Verkiezingen 2026", GroupAccess.Open, app.Cast.Johan);
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);

        var page = await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{group}"), $"/groups/{group}/archive");
        Assert.Contains("gearchiveerd", page.Text, StringComparison.Ordinal);
        var seen = await sanne.SeeAsync($"/groups/{group}");
        Assert.DoesNotContain($"action=\"/groups/{group}/membership\"", seen.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await sanne.PostAsync($"/groups/{group}/membership", await sanne.SeeAsync("/groups/new"))).StatusCode);

        // What a rule would have brought in meanwhile comes when it is reopened, and doing it again is no second event.
        await app.WithDbAsync(async db =>
        {
            var archived = await db.Groups.SingleAsync(g => g.Id == group);
            db.Add(MembershipRule.For(archived, CheckedText.Empty, CheckedText.Empty, CheckedText.Empty, app.Cast.Sanne.Id, app.Clock.UtcNow()));
            await db.SaveChangesAsync();
        });
        var token = page;
        await johan.PostAsync($"/groups/{group}/archive", token);
        page = await johan.SubmitToAsync(page, $"/groups/{group}/archive/delete");
        Assert.DoesNotContain("gearchiveerd", page.Text, StringComparison.Ordinal);
        Assert.True(await app.IsMemberAsync(group, app.Cast.Sanne));
        await johan.PostAsync($"/groups/{group}/archive/delete", token);
        Assert.Equal(["group-archived", "group-reopened"], await app.WithDbAsync(db => db.AuditRecords
            .Where(r => r.TargetId == group && (r.Action == "group-archived" || r.Action == "group-reopened")).OrderBy(r => r.Action).Select(r => r.Action).ToListAsync()));
    }

    [Fact]
    public async Task Many_groups_are_read_page_by_page_without_losing_or_doubling_one()
    {
        for (var i = 0; i < 53; i++) await app.FoundAsync($"Werkgroep {i:00}", GroupAccess.Open, app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);

        Assert.Equal(Enumerable.Range(0, 53).Select(i => $"Werkgroep {i:00}"), await LeafAsync("/groups?q=werkgroep"));
        Assert.Equal(Enumerable.Range(0, 53).Select(i => $"Werkgroep {52 - i:00}"), await LeafAsync("/groups?q=werkgroep&order=activity"));

        async Task<List<string>> LeafAsync(string? next)
        {
            var seen = new List<string>();
            while (next is not null)
            {
                var page = await sanne.SeeAsync(next);
                var names = System.Text.RegularExpressions.Regex.Matches(page.Text, @"Werkgroep \d\d").Select(m => m.Value).Distinct().ToList();
                Assert.InRange(names.Count, 1, 24);
                seen.AddRange(names);
                var more = System.Text.RegularExpressions.Regex.Match(page.Html, "href=\"(/groups\\?[^\"]*after=[^\"]*)\"");
                next = more.Success ? WebUtility.HtmlDecode(more.Groups[1].Value) : null;
            }

            return seen;
        }
    }

    [Fact]
    public async Task The_liveliest_groups_come_first_when_asked_and_a_closed_one_does_not_tell_when_it_is_lively()
    {
        var quiet = await app.FoundAsync("Toneel rustig", GroupAccess.Open, app.Cast.Johan);
        var closed = await app.FoundAsync("Toneel besloten", GroupAccess.Closed, app.Cast.Johan);
        var lively = await app.FoundAsync("Toneel levendig", GroupAccess.Open, app.Cast.Johan);
        await app.PostAsync(app.Cast.Johan, new Place(quiet, ""), "Vandaag repetitie");
        await app.PostAsync(app.Cast.Johan, new Place(closed, ""), "Stil");

        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Equal(["rustig", "levendig", "besloten"], await OrderAsync(sanne));
        using var johan = await app.AsAsync(app.Cast.Johan);
        Assert.Equal(["besloten", "rustig", "levendig"], await OrderAsync(johan));

        static async Task<IEnumerable<string>> OrderAsync(Browser browser) =>
            System.Text.RegularExpressions.Regex.Matches((await browser.SeeAsync("/groups?q=toneel&order=activity")).Html, @"href=""/groups/[0-9a-f-]+"">Toneel (\w+)").Select(m => m.Groups[1].Value);
    }

    [Fact]
    public async Task Wildcards_in_the_search_box_mean_themselves()
    {
        await app.FoundAsync("Honderd procent 100%", GroupAccess.Open, app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Contains("Honderd procent", (await sanne.SeeAsync("/groups?q=100%25")).Text, StringComparison.Ordinal);
        Assert.Contains("Geen groep gevonden", (await sanne.SeeAsync("/groups?q=_____________")).Text, StringComparison.Ordinal);
    }
}
