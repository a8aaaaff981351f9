using System.Net;
using Intranet.Domain.Audit;
using Intranet.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Administration;

public sealed class AuditLogTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task An_audit_record_cannot_be_changed_or_removed()
    {
        var id = await app.WithDbAsync(async db =>
        {
            var record = AuditRecord.Of("role-given", TimeProvider.System.UtcNow(), app.Cast.Ada.Id, "employee", app.Cast.Mo.Id);
            db.Add(record);
            await db.SaveChangesAsync();
            return record.Id;
        });

        await app.WithDbAsync(async db =>
        {
            await Assert.ThrowsAnyAsync<Exception>(() => db.AuditRecords.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Result, "failed")));
            await Assert.ThrowsAnyAsync<Exception>(() => db.AuditRecords.Where(r => r.Id == id).ExecuteDeleteAsync());
            Assert.Equal("done", (await db.AuditRecords.AsNoTracking().SingleAsync(r => r.Id == id)).Result);

            // Nor by putting another in its place, which SQLite does without a word.
            var columns = "at, actor_id, action, target_kind, target_id, address, result, details";
            var replace = db.Database.IsSqlite()
                ? $"INSERT OR REPLACE INTO audit_records (id, {columns}) SELECT id, {columns} FROM audit_records"
                : $"INSERT INTO audit_records (id, {columns}) SELECT id, {columns} FROM audit_records ON CONFLICT (id) DO UPDATE SET result = 'failed'";
            var oust = $"INSERT OR REPLACE INTO audit_records (rowid, id, {columns}) SELECT rowid, '-', {columns} FROM audit_records";
            foreach (var sql in db.Database.IsSqlite() ? [replace, oust] : new[] { replace }) await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(sql));
        });
    }

    [Fact]
    public async Task Reading_the_log_is_in_the_log()
    {
        using var ada = await app.AsAsync(app.Cast.Ada);
        await ada.SeeAsync("/admin/audit");
        var page = await ada.SeeAsync("/admin/audit?act=audit-read");
        Assert.Contains("Logboek gelezen", page.Text, StringComparison.Ordinal);
        Assert.Contains(app.Cast.Ada.Name, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_log_is_read_page_by_page_without_losing_or_doubling_a_line()
    {
        var at = TimeProvider.System.UtcNow().AddDays(-40);
        await app.WithDbAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 120).Select(i => AuditRecord.Of("many", at.AddMinutes(i / 3), null, details: $"n={i:000}")));
            await db.SaveChangesAsync();
        });
        using var ada = await app.AsAsync(app.Cast.Ada);
        var seen = new List<string>();
        for (var next = "/admin/audit?act=many"; next is not null;)
        {
            var page = await ada.SeeAsync(next);
            seen.AddRange(System.Text.RegularExpressions.Regex.Matches(page.Text, @"n: \d{3}").Select(m => m.Value));
            var link = System.Text.RegularExpressions.Regex.Match(page.Html, "href=\"(/admin/audit\\?[^\"]*before=[^\"]*)\"", System.Text.RegularExpressions.RegexOptions.IgnoreCase);
            next = link.Success ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
        }

        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"n: {i:000}").Reverse().Order(), seen.Order());
    }

    [Fact]
    public async Task The_log_is_taken_along_as_a_file_in_which_nothing_runs()
    {
        await app.WithDbAsync(async db =>
        {
            db.Add(AuditRecord.Of("taken-along", TimeProvider.System.UtcNow(), app.Cast.Ada.Id, "group", app.Cast.Council.Id, address: "=cmd|' /C calc'!A0"));
            await db.SaveChangesAsync();
        });
        using var ada = await app.AsAsync(app.Cast.Ada);
        using var answer = await ada.PostAsync("/admin/audit/export", await ada.SeeAsync("/admin/audit"), ("Act", "taken-along"));
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(2, lines.Length);
        Assert.Contains(app.Cast.Ada.Name, lines[1], StringComparison.Ordinal);
        Assert.Contains("'=cmd", lines[1], StringComparison.Ordinal);
        Assert.Equal(1, await app.WithDbAsync(db => db.AuditRecords.CountAsync(r => r.Action == "audit-exported")));
    }

    [Fact]
    public async Task Who_asks_for_a_page_of_a_role_that_is_not_theirs_is_in_the_log()
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync("/admin/people")).StatusCode);
        var record = await app.WithDbAsync(db => db.AuditRecords.SingleAsync(r => r.Action == "access-refused" && r.ActorId == app.Cast.Sanne.Id));
        Assert.Equal("refused", record.Result);
        Assert.Contains("admin/people", record.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_the_log_is_in_words_with_names_for_whom_it_is_about()
    {
        await app.WithDbAsync(async db =>
        {
            db.Add(AuditRecord.Of("group-role-given", TimeProvider.System.UtcNow(), app.Cast.Johan.Id, "group", app.Cast.Council.Id, details: $"employee={app.Cast.Fatima.Id} role=Admin"));
            await db.SaveChangesAsync();
        });
        using var ada = await app.AsAsync(app.Cast.Ada);
        var page = await ada.SeeAsync("/admin/audit?act=group-role-given");
        Assert.Contains("Rol in een groep gegeven", page.Text, StringComparison.Ordinal);
        Assert.Contains($"Collega: {app.Cast.Fatima.Name} · Rol: Beheerder", page.Text, StringComparison.Ordinal);

        // Who looks for somebody finds also what others did about them elsewhere.
        Assert.Contains($"Collega: {app.Cast.Fatima.Name} · Rol: Beheerder", (await ada.SeeAsync("/admin/audit?who=fatima")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Rol: Beheerder", (await ada.SeeAsync("/admin/audit?who=hanna")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_find_no_log()
    {
        foreach (var person in new[] { app.Cast.Johan, app.Cast.Hanna, app.Cast.Mo })
        {
            using var browser = await app.AsAsync(person);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/admin/audit")).StatusCode);
        }
    }
}
