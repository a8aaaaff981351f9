using System.Globalization;
using Intranet.Domain.Accounts;
using Intranet.Domain.Audit;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Administration;

/// <summary>The audit log, newest first. Nobody changes it; who reads it is in it.</summary>
[Only(Role.Administrator, Role.PrivacyOfficer), Route("admin/audit")]
public sealed class AuditRecordsController(IntranetDb db, AuditTrail audit) : Controller
{
    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(AuditSearch search, CancellationToken cancel)
    {
        var found = Matching(search);
        if (Cursor.TryRead(search.Before, out var at, out var id)) found = found.Where(r => r.At < at || (r.At == at && r.Id.CompareTo(id) < 0));
        var records = await found.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(PageSize + 1)
            .Select(r => new AuditLine(
                r.Id, r.At, r.Action, r.Result, r.Details, r.Address, r.TargetKind, r.TargetId,
                db.Employees.Where(e => e.Id == r.ActorId).Select(e => e.FirstName + " " + e.LastName).FirstOrDefault(),
                db.Employees.Where(e => e.Id == r.TargetId).Select(e => e.FirstName + " " + e.LastName).FirstOrDefault(),
                db.Groups.Where(g => g.Id == r.TargetId && g.Access != Domain.Groups.GroupAccess.Secret).Select(g => g.Name).FirstOrDefault()))
            .ToListAsync(cancel);

        if (search.Before is null)
        {
            audit.Add("audit-read");
            await db.SaveChangesAsync(cancel);
        }

        var actions = await db.AuditRecords.Select(r => r.Action).Distinct().Order().ToListAsync(cancel);
        var next = records.Count > PageSize ? Cursor.Write(records[PageSize - 1].At, records[PageSize - 1].Id) : null;
        return View(new AuditPage(search, [.. records.Take(PageSize)], actions, next));
    }

    private IQueryable<AuditRecord> Matching(AuditSearch search)
    {
        var records = db.AuditRecords.AsNoTracking();
        if (!string.IsNullOrEmpty(search.Act)) records = records.Where(r => r.Action == search.Act);
        if (search.From is { } from) records = records.Where(r => r.At >= from.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        if (search.Until is { } until) records = records.Where(r => r.At < until.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        if (!string.IsNullOrWhiteSpace(search.Who))
        {
            var words = Domain.Directory.DutchName.Fold(search.Who.Trim());
            var people = db.Employees.Where(e => e.SearchText.Contains(words) || e.Email == words).Select(e => e.Id);
            records = records.Where(r => people.Contains(r.ActorId!.Value) || people.Contains(r.TargetId!.Value));
        }

        return records;
    }

    /// <summary>Where the next page starts: the time and id of the last line of this one.</summary>
    private static class Cursor
    {
        public static string Write(DateTime at, Guid id) => string.Create(CultureInfo.InvariantCulture, $"{at.Ticks:x}-{id:N}");

        public static bool TryRead(string? cursor, out DateTime at, out Guid id)
        {
            (at, id) = (default, default);
            if (cursor?.Split('-') is not [var ticks, var key] || !Guid.TryParseExact(key, "N", out id)) return false;
            if (!long.TryParse(ticks, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var count) || count > DateTime.MaxValue.Ticks || count < 0) return false;
            at = new DateTime(count, DateTimeKind.Utc);
            return true;
        }
    }
}

/// <summary>What is asked of the log. Days are whole days in UTC.</summary>
public sealed record AuditSearch
{
    public string? Act { get; init; }
    public string? Who { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public string? Before { get; init; }
}

public sealed record AuditLine(
    Guid Id, DateTime At, string Action, string Result, string Details, string Address, string TargetKind, Guid? TargetId, string? Actor, string? TargetPerson, string? TargetGroup)
{
    /// <summary>The target in words where it may be named; a secret group is only its id here.</summary>
    public string Target => TargetPerson ?? TargetGroup ?? (TargetId is { } id ? $"{TargetKind} {id.ToString("N")[..8]}" : "");
}

public sealed record AuditPage(AuditSearch Search, IReadOnlyList<AuditLine> Lines, IReadOnlyList<string> Actions, string? Next);
