using System.Text;
using Intranet.Domain.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Administration;

/// <summary>The audit log, newest first. Nobody changes it; who reads it or takes it along is in it.</summary>
[Only(Role.Administrator, Role.PrivacyOfficer), Route("admin/audit")]
public sealed class AuditRecordsController(IntranetDb db, AuditLog log, AuditWords words, AuditTrail audit, TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(AuditSearch search, CancellationToken cancel)
    {
        var found = await log.PageAsync(search, PageSize + 1, cancel);
        if (search.Before is null)
        {
            audit.Add("audit-read");
            await db.SaveChangesAsync(cancel);
        }

        var lines = found.Take(PageSize).ToList();
        var next = found.Count > PageSize ? new TimeCursor(lines[^1].At, lines[^1].Id).ToString() : null;
        return View(new AuditPage(search, lines, await log.NamesAsync(lines, cancel), next));
    }

    /// <summary>What the search finds, as CSV. A post, because taking it along is an act that is recorded.</summary>
    [HttpPost("export")]
    public async Task Export(AuditSearch search, CancellationToken cancel)
    {
        // What was typed into an address is no name of an action, and is not recorded.
        var act = words.Knows(search.Act) ? search.Act : "";
        audit.Add("audit-exported", details: $"act={act} from={search.From:yyyy-MM-dd} until={search.Until:yyyy-MM-dd}");
        await db.SaveChangesAsync(cancel);

        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=audit-{clock.GetUtcNow():yyyy-MM-dd}.csv";
        await using var output = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 32 * 1024, leaveOpen: true) { NewLine = "\r\n" };
        await log.WriteAsync(search with { Before = null }, output, cancel);
    }
}

/// <param name="Names">Of the colleagues in the details.</param>
public sealed record AuditPage(AuditSearch Search, IReadOnlyList<AuditLine> Lines, IReadOnlyDictionary<Guid, string> Names, string? Next);
