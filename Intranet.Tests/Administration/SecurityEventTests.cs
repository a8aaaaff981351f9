using Intranet.Domain.Accounts;
using Intranet.Domain.Groups;
using Intranet.Tests.Groups;
using Intranet.Tests.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Administration;

/// <summary>
/// A day on which a lot happens: each event is one record with who, what, when, from where and the result. Signing in, second
/// factors and the staff file have stories of their own.
/// </summary>
public sealed class SecurityEventTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task Every_event_of_the_day_is_exactly_one_record()
    {
        var (johan, fatima, sanne, ada, mo, hanna) = (await At(app.Cast.Johan), await At(app.Cast.Fatima), await At(app.Cast.Sanne), await At(app.Cast.Ada), await At(app.Cast.Mo), await At(app.Cast.Hanna));
        var closed = await app.FoundAsync("Dossieroverleg", GroupAccess.Closed, app.Cast.Johan, app.Cast.Fatima);
        var open = await app.FoundAsync("Prikbord", GroupAccess.Open, app.Cast.Johan, app.Cast.Fatima);
        var place = new Place(open, "Prikbord");
        var (hidden, kept, spoken) = (await app.PostAsync(app.Cast.Fatima, place, "Te koop"), await app.PostAsync(app.Cast.Fatima, place, "Gevraagd"), await app.PostAsync(app.Cast.Johan, place, "Wie fietst mee"));
        var comment = await app.CommentAsync(app.Cast.Fatima, spoken, "Ik niet");

        // Groups.
        await OneAsync("group-founded", johan, "/groups", ("Name", "Zomerfeest 2027"), ("Access", "Open"), ("Kind", "Social"));
        await OneAsync("group-described", johan, $"/groups/{open}", ("Name", "Prikbord"), ("Description", "Van alles"));
        await OneAsync("group-joined", sanne, $"/groups/{open}/membership");
        await OneAsync("group-left", sanne, $"/groups/{open}/membership/delete");
        await sanne.Browser.PostAsync($"/groups/{closed}/requests", sanne.Page, ("Reason", "Graag"));
        await OneAsync("group-request-declined", johan, $"/groups/{closed}/requests/{app.Cast.Sanne.Id}/decline");
        await sanne.Browser.PostAsync($"/groups/{closed}/requests", sanne.Page, ("Reason", "Toch graag"));
        await OneAsync("group-member-admitted", johan, $"/groups/{closed}/requests/{app.Cast.Sanne.Id}/admit");
        await OneAsync("group-role-given", johan, $"/groups/{closed}/members/{app.Cast.Sanne.Id}/role", ("role", "Admin"));
        await OneAsync("group-member-removed", johan, $"/groups/{closed}/members/{app.Cast.Sanne.Id}/delete");
        await OneAsync("group-invited", johan, $"/groups/{closed}/invitations", ("employeeId", app.Cast.Sanne.Id.ToString()));
        await OneAsync("group-invitation-withdrawn", johan, $"/groups/{closed}/invitations/{app.Cast.Sanne.Id}/delete");
        await OneAsync("group-members-added", johan, $"/groups/{closed}/members/add", ("Addresses", app.Cast.Sanne.Email), ("Sure", "true"));
        await OneAsync("group-rule-added", johan, $"/groups/{closed}/rules", ("Team", "Samenleving"), ("Sure", "true"));
        var rule = await app.WithDbAsync(db => db.MembershipRules.Where(r => r.GroupId == closed).Select(r => r.Id).SingleAsync());
        await OneAsync("group-rule-removed", johan, $"/groups/{closed}/rules/{rule}/delete", ("sure", "true"));
        await OneAsync("group-access-changed", johan, $"/groups/{closed}/access", ("access", "Secret"));
        await OneAsync("group-archived", johan, $"/groups/{closed}/archive");
        await OneAsync("group-reopened", johan, $"/groups/{closed}/archive/delete");

        // Moderation.
        await OneAsync("reported", sanne, $"/posts/{kept}/reports", ("Reason", "Other"));
        var matter = await app.WithDbAsync(db => db.Cases.Select(c => c.Id).SingleAsync());
        await OneAsync("case-assigned", mo, $"/moderation/{matter}/assignee", ("moderatorId", app.Cast.Mo.Id.ToString()));
        await OneAsync("case-settled", mo, $"/moderation/{matter}/decision", ("Kind", "Keep"), ("Reason", "Vragen mag"));
        await OneAsync("post-removed", johan, $"/posts/{hidden}/removal", ("Reason", "Dit is geen winkel"));
        var removal = await app.WithDbAsync(db => db.Removals.Select(r => r.Id).SingleAsync());
        await OneAsync("appealed", fatima, $"/removals/{removal}/appeal", ("Words", "Het was een grapje"));
        await OneAsync("post-restored", johan, $"/removals/{removal}/delete");
        await OneAsync("comment-removed", johan, $"/comments/{comment}/removal", ("Reason", "Niet aardig"));
        var second = await app.WithDbAsync(db => db.Removals.Where(r => r.SubjectId == comment).Select(r => r.Id).SingleAsync());
        await OneAsync("comment-restored", johan, $"/removals/{second}/delete");

        // People, settings and the log itself.
        await OneAsync("role-given", ada, $"/admin/people/{app.Cast.Fatima.Id}/roles/{Role.Moderator}/give");
        await OneAsync("role-taken", ada, $"/admin/people/{app.Cast.Fatima.Id}/roles/{Role.Moderator}/take");
        await OneAsync("deactivated", ada, $"/admin/people/{app.Cast.Fatima.Id}/deactivate");
        await OneAsync("reactivated", ada, $"/admin/people/{app.Cast.Fatima.Id}/reactivate");
        await OneAsync("employee-shielded", hanna, $"/hr/people/{app.Cast.Sanne.Id}/shield", ("shielded", "true"));
        await OneAsync("staff-exported", hanna, "/hr/people/export");
        await OneAsync("audit-exported", ada, "/admin/audit/export");
        await OneAsync("audit-read", ada, "/admin/audit", get: true);
        await OneAsync("access-refused", sanne, "/admin/audit", get: true, result: "refused");
        await OneAsync("session-ended", ada, $"/admin/people/{app.Cast.Mo.Id}/end-sessions");
        await OneAsync("signed-out", johan, "/sign-out");

        // The last of the day: from here on everybody is asked to agree first.
        await OneAsync("house-rules-published", ada, "/admin/house-rules", ("Dutch", "Nieuwe afspraken."), ("English", "New rules."));
    }

    private async Task OneAsync(string action, Asker asker, string path, params (string Name, string Value)[] fields) => await OneAsync(action, asker, path, false, "done", fields);

    private async Task OneAsync(string action, Asker asker, string path, bool get, string result = "done", params (string Name, string Value)[] fields)
    {
        var before = await app.WithDbAsync(db => db.AuditRecords.CountAsync());
        using var answer = get ? await asker.Browser.GetAsync(path) : await asker.Browser.PostAsync(path, asker.Page, fields);
        await answer.Content.ReadAsByteArrayAsync();
        var added = await app.WithDbAsync(db => db.AuditRecords.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(5).ToListAsync());
        added = [.. added.Take(await app.WithDbAsync(db => db.AuditRecords.CountAsync()) - before)];

        // A rule that brings members in or lets them go says whom and how many, in records of its own.
        var record = Assert.Single(added, r => r.Action != "group-rules-followed" && !r.Details.StartsWith("by=rule", StringComparison.Ordinal));
        Assert.True(record.Action == action, $"{path} answered {(int)answer.StatusCode} and recorded {record.Action} in place of {action}");
        Assert.Equal(asker.Person.Id, record.ActorId);
        Assert.Equal(result, record.Result);
        Assert.Equal("127.0.0.1", record.Address);
    }

    private async Task<Asker> At(Person person)
    {
        var browser = await app.AsAsync(person);
        return new Asker(person, browser, await browser.SeeAsync("/groups/new"));
    }

    private sealed record Asker(Person Person, Browser Browser, Page Page);
}
