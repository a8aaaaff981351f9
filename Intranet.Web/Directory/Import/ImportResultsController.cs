using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory.Import;

/// <summary>What an import did: how many for as long as the import is known, who for the day in which it can be taken back.</summary>
[Only(Role.Hr), Route("hr/import/done/{id:guid}")]
public sealed class ImportResultsController(IntranetDb db, ImportKeeper keeper, ImportedPeople people, AuditTrail audit, TimeProvider clock, IStringLocalizer<StaffImportTexts> texts) : Controller
{
    private const int PageSize = 100;

    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancel)
    {
        var import = await ImportAsync(id, cancel);
        var isKept = await keeper.LastAsync(cancel) == id;
        return View("Show", new ResultPage(import, isKept, isKept ? await WaitingAsync(id, cancel) : 0));
    }

    /// <param name="tab">One of <see cref="ImportedPeople.Tabs"/>.</param>
    [HttpGet("names")]
    public async Task<IActionResult> Names(Guid id, string? tab, string? q, int page, CancellationToken cancel)
    {
        var shown = ImportedPeople.Tabs.FirstOrDefault(t => t == tab) ?? "new";
        var all = await people.OfAsync(id, shown, cancel);
        var words = DutchName.Fold(q?.Trim() ?? "");
        var found = words.Length == 0 ? all : [.. all.Where(p => DutchName.Fold($"{p.Name} {p.Email} {p.Team}").Contains(words, StringComparison.Ordinal))];
        var pager = Pager.For(page, PageSize, found.Count, $"/hr/import/done/{id}/names", ("tab", shown), ("q", q));
        return View("Names", new NamesPage(await ImportAsync(id, cancel), shown, q, pager, [.. pager.Of(found)]));
    }

    /// <summary>Everybody whom it touched, a line for each field.</summary>
    [HttpGet("names.csv")]
    public async Task<IActionResult> NamesFile(Guid id, CancellationToken cancel)
    {
        var lines = new List<string> { CsvList.Line(texts["what-happens"], texts["colleague"], texts["field-Email"], texts["field"], texts["was"], texts["is"]) };
        foreach (var tab in ImportedPeople.Tabs)
        {
            foreach (var person in await people.OfAsync(id, tab, cancel))
            {
                if (tab != "changed" || person.CameBack) lines.Add(CsvList.Line(texts[person.CameBack ? "comes-back" : tab], person.Name, person.Email));
                lines.AddRange(person.Fields.Select(f => CsvList.Line(texts["changed"], person.Name, person.Email, texts["field-" + f.Field], f.Was, f.Becomes)));
            }
        }

        audit.Add("staff-exported", details: $"rows={lines.Count - 1}");
        await db.SaveChangesAsync(cancel);
        return this.Csv(texts["names-file"], lines);
    }

    /// <summary>What still has to be mended in the HR system: row, reason and remedy, never a value.</summary>
    [HttpGet("rejected.csv")]
    public async Task<IActionResult> Rejected(Guid id, CancellationToken cancel) =>
        this.Csv(texts["rejected-file"], Words.RejectedLines(texts, (await ImportAsync(id, cancel)).Rejects()));

    private Task<StaffImport> ImportAsync(Guid id, CancellationToken cancel) => db.StaffImports.AsNoTracking().Where(i => i.Id == id).OneAsync(cancel);

    /// <summary>How many of its newcomers have no invitation yet.</summary>
    private async Task<int> WaitingAsync(Guid id, CancellationToken cancel)
    {
        var invited = (await keeper.OpenAsync(id, cancel)).ToBeInvited();
        return await db.WithoutInvitation(clock.UtcNow()).CountAsync(e => invited.Contains(e.Id), cancel);
    }
}

/// <param name="IsKept">The names are still there, and it can be taken back.</param>
/// <param name="Uninvited">How many of its newcomers have no invitation yet.</param>
public sealed record ResultPage(StaffImport Import, bool IsKept, int Uninvited);

/// <summary>The names of an import: those who came, those who changed or those who left.</summary>
public sealed record NamesPage(StaffImport Import, string Tab, string? Query, Pager Pager, IReadOnlyList<ImportedPerson> People)
{
    /// <summary>How many the tab holds as the import counted them.</summary>
    public int CountOf(string tab) => tab switch { "new" => Import.Created, "leaving" => Import.Deactivated, _ => Import.Updated + Import.Reactivated };
}
