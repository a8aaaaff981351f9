using Intranet.Domain.Audit;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Administration;

/// <summary>What is asked of the log. Days are whole days in UTC.</summary>
public sealed record AuditSearch
{
    public string? Act { get; init; }
    public string? Who { get; init; }
    public string? Result { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public string? Before { get; init; }
}

public sealed record AuditLine(
    Guid Id, DateTime At, string Action, string Result, string Details, string Address, string TargetKind, Guid? TargetId,
    Guid? ActorId, string? Actor, string? TargetPerson, string? TargetGroup);

/// <summary>Searches the audit log, newest first, and writes it out.</summary>
public sealed class AuditLog(IntranetDb db, AuditWords words)
{
    private static readonly string[] Columns = ["at", "who", "who_id", "action", "action_words", "target_kind", "target_id", "target", "address", "result", "details"];

    /// <summary>People whose name is like what was typed and who are looked for in the details as well; who finds more than these types more.</summary>
    private const int MaxNamed = 20;

    public async Task<List<AuditLine>> PageAsync(AuditSearch search, int size, CancellationToken cancel) =>
        await Lines(await MatchingAsync(search, cancel)).Take(size).ToListAsync(cancel);

    /// <summary>The names of the colleagues whose ids stand in the details of these lines.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<AuditLine> lines, CancellationToken cancel)
    {
        var ids = lines.SelectMany(line => AuditWords.Pairs(line.Details)).Select(pair => Guid.TryParse(pair.Value, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0) return new Dictionary<Guid, string>();
        return await db.Employees.Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, Name = e.FirstName + " " + e.LastName }).ToDictionaryAsync(e => e.Id, e => e.Name, cancel);
    }

    /// <summary>As CSV, line by line: a log of years fits through.</summary>
    public async Task WriteAsync(AuditSearch search, TextWriter output, CancellationToken cancel)
    {
        await output.WriteLineAsync(string.Join(',', Columns));
        await foreach (var line in Lines(await MatchingAsync(search, cancel)).AsAsyncEnumerable().WithCancellation(cancel))
        {
            string?[] cells =
            [
                line.At.ToString("O"), line.Actor, line.ActorId?.ToString(), line.Action, words.Action(line.Action), line.TargetKind, line.TargetId?.ToString(), words.Target(line),
                line.Address, line.Result, line.Details,
            ];
            await output.WriteLineAsync(string.Join(',', cells.Select(CsvCell.Write)).AsMemory(), cancel);
        }
    }

    private async Task<IQueryable<AuditRecord>> MatchingAsync(AuditSearch search, CancellationToken cancel)
    {
        var records = db.AuditRecords.AsNoTracking();
        if (!string.IsNullOrEmpty(search.Act)) records = records.Where(r => r.Action == search.Act);
        if (!string.IsNullOrEmpty(search.Result)) records = records.Where(r => r.Result == search.Result);
        if (search.From is { } from) records = records.Where(r => r.At >= from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        if (search.Until is { } until && until < DateOnly.MaxValue) records = records.Where(r => r.At < until.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        if (!string.IsNullOrWhiteSpace(search.Who))
        {
            var typed = DutchName.Fold(search.Who.Trim());
            var pattern = SearchPattern.Anywhere(typed);
            var people = db.Employees.Where(e => EF.Functions.Like(e.SearchText, pattern, SearchPattern.Escape) || e.Email == typed).Select(e => (Guid?)e.Id);
            var named = (await people.OrderBy(id => id).Take(MaxNamed + 1).ToListAsync(cancel)).Select(id => $"={id}").ToList();
            records = named.Count is 0 or > MaxNamed
                ? records.Where(r => people.Contains(r.ActorId) || people.Contains(r.TargetId))
                : records.Where(r => people.Contains(r.ActorId) || people.Contains(r.TargetId) || named.Any(id => r.Details.Contains(id)));
        }

        return TimeCursor.Parse(search.Before) is { } cursor
            ? records.Where(r => r.At < cursor.At || (r.At == cursor.At && r.Id.CompareTo(cursor.Id) < 0))
            : records;
    }

    /// <summary>A secret group is only its id here: an administrator has no right inside it.</summary>
    private IQueryable<AuditLine> Lines(IQueryable<AuditRecord> records) => records.OrderByDescending(r => r.At).ThenByDescending(r => r.Id)
        .Select(r => new AuditLine(
            r.Id, r.At, r.Action, r.Result, r.Details, r.Address, r.TargetKind, r.TargetId, r.ActorId,
            db.Employees.Where(e => e.Id == r.ActorId).Select(e => e.FirstName + " " + e.LastName).FirstOrDefault(),
            db.Employees.Where(e => e.Id == r.TargetId).Select(e => e.FirstName + " " + e.LastName).FirstOrDefault(),
            db.Groups.Where(g => g.Id == r.TargetId && g.Access != Domain.Groups.GroupAccess.Secret).Select(g => g.Name).FirstOrDefault()));
}
