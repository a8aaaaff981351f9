using Intranet.Domain.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory.Import;

/// <summary>What an import would do, as lists to take along: for the manager who has to agree, and for the HR system that has to be mended.</summary>
[Only(Role.Hr), Route("hr/import/{id:guid}")]
public sealed class PreviewListsController(IntranetDb db, PreviewDesk desk, AuditTrail audit, IStringLocalizer<StaffImportTexts> texts) : Controller
{
    /// <summary>What has to be mended in the HR system: row, reason and remedy, never a value.</summary>
    [HttpGet("rejected.csv")]
    public async Task<IActionResult> Rejected(Guid id, CancellationToken cancel)
    {
        var (_, _, difference) = await desk.LookAsync(id, User.EmployeeId(), cancel);
        return this.Csv(texts["rejected-file"], Words.RejectedLines(texts, difference.Rejected));
    }

    /// <summary>Everything that would change, a line for each field and group, and what there is to say about rows.</summary>
    [HttpGet("difference.csv")]
    public async Task<IActionResult> Difference(Guid id, CancellationToken cancel)
    {
        var preview = await desk.LookAsync(id, User.EmployeeId(), cancel);
        var (difference, groups) = (preview.Difference, await desk.ForecastAsync(preview, User.EmployeeId(), cancel));
        var head = CsvList.Line(texts["what-happens"], texts["row"], texts["colleague"], texts["field-Email"], texts["field"], texts["was"], texts["is"]);
        List<string> lines =
        [
            head, .. difference.New.Select(p => CsvList.Line(texts["new"], p.Row.Number, p.Row.Staff.Name, p.Row.Staff.Email))
            .Concat(difference.ComingBack.Select(p => CsvList.Line(texts["comes-back"], p.Row.Number, p.Row.Staff.Name, p.Row.Staff.Email)))
            .Concat(difference.Changed.Concat(difference.ComingBack).SelectMany(p => p.Fields.Select(f => CsvList.Line(texts["changed"], p.Row.Number, p.Row.Staff.Name, p.Row.Staff.Email, texts["field-" + f.Field], f.Was, f.Becomes))))
            .Concat(difference.Leaving.Select(p => CsvList.Line(texts["leaving"], null, p.Name, p.Email)))
            .Concat(groups.SelectMany(g => g.People.Select(m => CsvList.Line(texts["changed"], null, m.Person.Name, m.Person.Email, texts["group"], m.Comes ? null : g.Name, m.Comes ? g.Name : null))))
            .Concat(preview.Remarks.SelectMany(r => r.Warnings.Distinct().Select(w => CsvList.Line(texts["remark"], r.Number, r.Name, r.Email, w.Field is { } field ? texts["field-" + field] : null, null, Words.Remark(texts, w, preview.PossiblyWas(r.Number)))))),
        ];
        audit.Add("staff-exported", details: $"rows={lines.Count - 1}");
        await db.SaveChangesAsync(cancel);
        return this.Csv(texts["difference-file"], lines);
    }
}
