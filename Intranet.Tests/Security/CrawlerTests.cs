using System.Net;
using System.Text.RegularExpressions;
using Intranet.Domain.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Tests.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Security;

/// <summary>Looking changes nothing, whoever looks: a link in a mail or a picture on another site does no harm. S61.</summary>
public sealed partial class CrawlerTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private const int Enough = 250;

    /// <summary>Being here and having looked at what is private are kept on purpose.</summary>
    private static readonly string[] Kept = ["sessions", "audit_records", "jobs", "attempts"];

    [Fact]
    public async Task Somebody_with_every_role_who_follows_every_link_changes_nothing()
    {
        await app.WithDbAsync(async db =>
        {
            foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Administrator)) db.Add(RoleGrant.Give(app.Cast.Ada.Id, role, null, app.Clock.GetUtcNow().UtcDateTime));
            await db.SaveChangesAsync();
        });
        using var ada = await app.AsAsync(app.Cast.Ada);
        await ada.SubmitToAsync(await ada.SeeAsync($"/posts/new?groupId={app.Cast.Everyone.Id}"), "/posts", ("Body", "Een bericht met een reactie"));
        await app.JobsAreDoneAsync();
        var before = await app.WithDbAsync(EverythingAsync);
        var seen = await CrawlAsync(ada);
        Assert.True(seen.Count > 60, $"Only {seen.Count} pages were found.");
        Assert.Equal([], seen.Where(page => (int)page.Value >= 500).Select(page => page.Key));
        Assert.Equal(before, await app.WithDbAsync(EverythingAsync));
    }

    private static async Task<Dictionary<string, HttpStatusCode>> CrawlAsync(Browser browser)
    {
        var seen = new Dictionary<string, HttpStatusCode>();
        var toSee = new Queue<string>(Routes.Rows.Keys.Where(line => line.StartsWith("GET ", StringComparison.Ordinal) && !line.Contains('{', StringComparison.Ordinal)).Select(line => line[4..]));
        while (toSee.TryDequeue(out var path) && seen.Count < Enough)
        {
            if (seen.ContainsKey(path)) continue;

            var answer = await browser.GetAsync(path);
            seen[path] = answer.StatusCode;
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            foreach (Match link in Links().Matches(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)))
            {
                toSee.Enqueue(WebUtility.HtmlDecode(link.Groups[1].Value));
            }
        }

        return seen;
    }

    /// <summary>Each table, with its rows.</summary>
    private static async Task<IReadOnlyList<string>> EverythingAsync(IntranetDb db)
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        var tables = await RowsAsync(db.IsSqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        var all = new List<string>();
        foreach (var table in tables.Except(Kept).Order(StringComparer.Ordinal))
        {
            var rows = await RowsAsync($"SELECT * FROM \"{table}\"");
            all.AddRange(rows.Order(StringComparer.Ordinal).Select(row => $"{table}: {row}"));
        }

        return all;

        async Task<List<string>> RowsAsync(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync()) rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))));
            return rows;
        }
    }

    [GeneratedRegex("<a\\b[^>]*?\\shref=\"(/[^\"/][^\"]*|/)\"")]
    private static partial Regex Links();
}
