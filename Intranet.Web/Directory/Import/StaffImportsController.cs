using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory.Import;

/// <summary>The staff file in five steps: file, columns, check, confirm, done. Nothing changes before the fourth.</summary>
[Only(Role.Hr), Route("hr/import")]
public sealed class StaffImportsController(
    IntranetDb db, StaffFileReader reader, DirectoryImporter importer, PreviewStore previews, PreviewDesk desk, ImportFolder folder, ImportKeeper keeper, Estate estate, ContentRuleSet rules, TimeProvider clock,
    IStringLocalizer<StaffImportTexts> texts) : Controller
{
    private const int PageSize = 100;

    [HttpGet("")]
    public async Task<IActionResult> New(CancellationToken cancel) => View("New", await StartAsync(cancel));

    // The whole file stays in memory: buffered on disk it would hold what must not be known.
    [HttpPost(""), RequestSizeLimit(StaffFileReader.MaxFileBytes + 100_000), RequestFormLimits(MultipartBodyLengthLimit = StaffFileReader.MaxFileBytes + 50_000, MemoryBufferThreshold = StaffFileReader.MaxFileBytes + 50_000)]
    public async Task<IActionResult> Create(IFormFile? file, string? encoding, string? delimiter, int? header, CancellationToken cancel)
    {
        if (file is null) return await RefuseFileAsync("file_missing", cancel);
        if (file.Length > StaffFileReader.MaxFileBytes) return await RefuseFileAsync(FileRefusal.TooLarge, cancel);
        var name = Path.GetFileName(file.FileName);
        if (rules.Check(name, Surface.FileName) is Refused) return await RefuseFileAsync("file_name", cancel);

        try
        {
            await using var stream = file.OpenReadStream();
            var choices = new ReadingChoices(
                string.IsNullOrEmpty(encoding) ? null : encoding, delimiter is { Length: 1 } ? delimiter[0] : delimiter == "tab" ? '\t' : null, header is >= 0 and <= 10 ? header : null);
            var read = await reader.ReadAsync(stream, choices, cancel);
            var id = await previews.KeepAsync(User.EmployeeId(), new PreviewContent(name, read, null, [], null), cancel);
            return RedirectToAction(nameof(Columns), new { id });
        }
        catch (StaffFileRefusedException refused)
        {
            return await RefuseFileAsync(refused.Code, cancel);
        }
    }

    [HttpGet("{id:guid}/columns")]
    public async Task<IActionResult> Columns(Guid id, CancellationToken cancel)
    {
        var content = await previews.OpenAsync(id, User.EmployeeId(), cancel);
        return View("Columns", await ColumnsAsync(id, content, cancel));
    }

    /// <param name="roles">One for each column, in their order.</param>
    [HttpPost("{id:guid}/columns")]
    public async Task<IActionResult> Columns(Guid id, List<ColumnRole> roles, CancellationToken cancel)
    {
        var content = await previews.OpenAsync(id, User.EmployeeId(), cancel);
        var chosen = content with { ChosenRoles = roles };
        var mapping = chosen.Choose(content.File.Mapping);
        if (chosen.ChosenTwice() is { } twice)
        {
            ModelState.AddModelError("", texts["columns-twice", texts["role-" + twice.Key].Value, string.Join(", ", twice.Select(column => content.File.Headers[column]))]);
        }
        else if (mapping.Missing.Count > 0)
        {
            ModelState.AddModelError("", texts["columns-missing", string.Join(", ", mapping.Missing.Select(field => texts["field-" + field].Value))]);
        }

        if (!ModelState.IsValid) return this.TryAgain("Columns", await ColumnsAsync(id, chosen, cancel));
        await previews.ReplaceAsync(id, User.EmployeeId(), chosen, cancel);
        await RememberAsync(content.File, mapping, cancel);
        return RedirectToAction(nameof(Check), new { id });
    }

    /// <param name="group">Of which group to show who comes and who goes.</param>
    [HttpGet("{id:guid}/check")]
    public async Task<IActionResult> Check(Guid id, string? tab, Guid? group, string? q, int page, CancellationToken cancel)
    {
        var (_, preview, groups) = await desk.CheckAsync(id, User.EmployeeId(), isSame: q is not null || page > 1, cancel);
        var shown = CheckPage.Of(id, preview, groups, new CheckAsked(tab, group, q, page), PageSize);
        var known = shown.Changed.Select(p => p.Person.Id).Concat(shown.Leaving.Select(p => p.Id)).ToList();
        var photos = await db.Employees.Where(e => known.Contains(e.Id) && e.PhotoId != null && !e.IsShielded).ToDictionaryAsync(e => e.Id, e => e.PhotoId, cancel);
        return View("Check", shown with { Photos = photos, ClosesOwn = Closes(preview.Difference, User.EmployeeId()) });
    }

    /// <summary>Somebody else has this address now, or is it the same person under another name?</summary>
    [HttpPost("{id:guid}/same-people")]
    public async Task<IActionResult> SamePeople(Guid id, string email, bool same, CancellationToken cancel)
    {
        var content = await previews.OpenAsync(id, User.EmployeeId(), cancel);
        var others = content.SamePeople.Where(e => e != email);
        await previews.ReplaceAsync(id, User.EmployeeId(), content with { SamePeople = same ? [.. others, email] : [.. others] }, cancel);
        return RedirectToAction(nameof(Check), new { id, tab = same ? "changed" : "new" });
    }

    [HttpGet("{id:guid}/confirm")]
    public async Task<IActionResult> Confirm(Guid id, CancellationToken cancel)
    {
        var preview = await desk.LookAsync(id, User.EmployeeId(), cancel);
        return View("Confirm", await ConfirmationAsync(id, preview, null, cancel));
    }

    [HttpPost("{id:guid}/confirm")]
    public async Task<IActionResult> Confirm(Guid id, ConfirmForm form, CancellationToken cancel)
    {
        var preview = await desk.LookAsync(id, User.EmployeeId(), cancel);
        var (content, rows, difference) = preview;
        if (difference.Leaving.Count > 0 && !form.LeaversConfirmed) ModelState.AddModelError(nameof(form.LeaversConfirmed), texts["leavers-not-confirmed"]);
        if (Closes(difference, User.EmployeeId()) && !form.SelfConfirmed) ModelState.AddModelError(nameof(form.SelfConfirmed), texts["self-not-confirmed"]);
        if (difference.NeedsLeaverCount && form.Leavers != difference.Leaving.Count) ModelState.AddModelError(nameof(form.Leavers), texts["leavers-number-wrong"]);
        if (!ModelState.IsValid) return this.TryAgain("Confirm", await ConfirmationAsync(id, preview, form, cancel));

        var consent = new ImportConsent(content.SamePeople.ToHashSet(), form.Fingerprint, form.Leavers, form.HandOver);
        var answer = await importer.ApplyAsync(rows, content.File.Sha256, consent, User.EmployeeId(), cancel);
        if (answer.Result is ImportResult.Outdated or ImportResult.Held)
        {
            ModelState.AddModelError("", texts["outdated"]);
            return this.TryAgain("Confirm", await ConfirmationAsync(id, preview with { Difference = answer.Difference }, null, cancel));
        }

        await previews.EraseAsync(id, cancel);
        if (content.HeldFile is { } held) folder.Discard(held);
        if (answer.ImportId is { } import) return Redirect($"/hr/import/done/{import}");
        this.Toast(texts["nothing-changed"]);
        return RedirectToAction(nameof(New));
    }

    [HttpPost("{id:guid}/cancel")]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken cancel)
    {
        await previews.OpenAsync(id, User.EmployeeId(), cancel);
        await previews.EraseAsync(id, cancel);
        this.Toast(texts["cancelled"]);
        return RedirectToAction(nameof(New));
    }

    /// <summary>A file as ours would look, with the eight columns and one made-up colleague.</summary>
    [HttpGet("example.csv")]
    public IActionResult Example() => this.Csv(texts["example-file"],
    [
        "Voornaam;Achternaam;E-mail;Telefoon;Functie;Team;Werklocatie;E-mail leidinggevende",
        "Aaltje;van den Berg;a.vandenberg@lindewaard.example;0123 456701;Medewerker archief;Informatisering;Stadhuis;d.mulder@lindewaard.example",
    ]);

    /// <param name="typed">Null when it has to be looked at first.</param>
    private async Task<ConfirmPage> ConfirmationAsync(Guid id, Previewed preview, ConfirmForm? typed, CancellationToken cancel)
    {
        var groups = await desk.ForecastAsync(preview, User.EmployeeId(), cancel);
        return new(id, preview.Difference, typed ?? new ConfirmForm { Fingerprint = DirectoryImporter.Fingerprint(preview.Difference, groups) })
        {
            Inheritances = await estate.OfAsync([.. preview.Difference.Leaving.Select(p => p.Id)], cancel),
            Groups = groups.Count,
            ClosesOwn = Closes(preview.Difference, User.EmployeeId()),
        };
    }

    private static bool Closes(ImportDifference difference, Guid employeeId) => difference.Leaving.Any(p => p.Id == employeeId);

    private async Task<ViewResult> RefuseFileAsync(string code, CancellationToken cancel)
    {
        ModelState.AddModelError("file", texts["refused-" + code]);
        return this.TryAgain("New", await StartAsync(cancel));
    }

    private async Task<StartPage> StartAsync(CancellationToken cancel) => new(await PastAsync(cancel), folder.Waiting(), await keeper.LastAsync(cancel));

    private Task<List<PastImport>> PastAsync(CancellationToken cancel) =>
        db.StaffImports.AsNoTracking().OrderByDescending(i => i.At).ThenByDescending(i => i.Id).Take(12)
            .Select(i => new PastImport(
                i, db.Employees.Where(e => e.Id == i.ById).Select(e => new Importer(e.Id, e.FirstName + " " + e.LastName, e.PhotoId)).FirstOrDefault())).ToListAsync(cancel);

    private async Task<ColumnsPage> ColumnsAsync(Guid id, PreviewContent content, CancellationToken cancel) =>
        new(id, content, content.Choose(await importer.MappingForAsync(content.File, cancel)));

    private async Task RememberAsync(StaffFile file, ImportMapping mapping, CancellationToken cancel)
    {
        if (!file.HasHeader) return;
        var key = StaffLayout.KeyOf(file.Headers);
        var layout = await db.StaffLayouts.SingleOrDefaultAsync(l => l.Headers == key, cancel);
        if (layout is null) db.Add(StaffLayout.Of(mapping, clock.UtcNow()));
        else layout.Choose(mapping, clock.UtcNow());
        await db.SaveChangesAsync(cancel);
    }
}
