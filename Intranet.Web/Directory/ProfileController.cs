using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory;

/// <summary>What people say about themselves. The eight fields are HR's.</summary>
[Authorize, Route("profile")]
public sealed class ProfileController(IntranetDb db, RuleGate gate, IStringLocalizer<SharedTexts> shared, IStringLocalizer<DirectoryTexts> texts) : Controller
{
    [HttpGet("")]
    public IActionResult Index() => Redirect($"/people/{User.EmployeeId()}");

    [HttpGet("edit")]
    public async Task<IActionResult> Edit(CancellationToken cancel)
    {
        var me = await db.Employees.AsNoTracking().Where(e => e.Id == User.EmployeeId()).OneAsync(cancel);
        var standIn = await db.Employees.WorkingHere().Where(e => e.Id == me.StandInId).AsCards().FirstOrDefaultAsync(cancel);
        return View(AboutForm.Of(me) with { StandIn = standIn?.Name, StandInId = standIn?.Id });
    }

    [HttpPost("edit")]
    public async Task<IActionResult> Update(AboutForm form, CancellationToken cancel)
    {
        var me = await db.Employees.Where(e => e.Id == User.EmployeeId()).OneAsync(cancel);
        form = form with { Name = me.Name, PhotoId = me.PhotoId, IsShielded = me.IsShielded };
        if (form.About?.Length > Employee.MaxAboutLength) ModelState.AddModelError(nameof(form.About), texts["about-too-long", Employee.MaxAboutLength]);
        if (form.AskMeAbout?.Length > AboutForm.MaxTopicsLength) ModelState.AddModelError(nameof(form.AskMeAbout), texts["ask-too-long", AboutForm.MaxTopicsLength]);
        if (form.AbsentUntil < form.AbsentFrom) ModelState.AddModelError(nameof(form.AbsentUntil), texts["absence-ends-too-early"]);
        var standIn = await StandInAsync(form, me.Id, cancel);
        if (standIn is null && !string.IsNullOrWhiteSpace(form.StandIn)) ModelState.AddModelError(nameof(form.StandIn), texts["stand-in-unknown"]);
        if (!ModelState.IsValid) return this.TryAgain(nameof(Edit), form);

        var rules = gate.Of(me.Id, form.Confirmed, cancel);
        var about = await rules.CheckAsync(form.About, Surface.Profile);
        if (about is not Allowed(var aboutText)) return this.TryAgain(nameof(Edit), form, nameof(form.About), about.Findings);
        var topics = await rules.CheckAsync(form.AskMeAbout, Surface.Profile);
        if (topics is not Allowed(var topicText)) return this.TryAgain(nameof(Edit), form, nameof(form.AskMeAbout), topics.Findings);

        me.TellAboutSelf(aboutText, topicText, form.Days.Aggregate(0, (all, day) => all | (1 << day)));
        me.BeAbsent(form.AbsentFrom, form.AbsentUntil, standIn);
        await db.SaveChangesAsync(cancel);
        this.Toast(shared["saved"]);
        return Redirect($"/people/{me.Id}");
    }

    /// <summary>After the last step of claiming the account: an offer, that one may pass by.</summary>
    [HttpGet("photo")]
    public async Task<IActionResult> Photo(string? returnUrl, CancellationToken cancel)
    {
        var goesTo = this.Local(returnUrl) ?? "/";
        var me = await db.Employees.AsNoTracking().Where(e => e.Id == User.EmployeeId()).OneAsync(cancel);
        return me.IsShielded ? LocalRedirect(goesTo) : View(new PhotoPage(me.Name, me.PhotoId, goesTo));
    }

    /// <summary>Who was chosen; without script, who is the only one with this name or address.</summary>
    private async Task<Guid?> StandInAsync(AboutForm form, Guid me, CancellationToken cancel)
    {
        var typed = form.StandIn?.Trim() ?? "";
        var address = typed.ToLowerInvariant();
        var meant = await db.Employees.WorkingHere().Where(e => e.Id != me && (e.Email == address || e.FirstName + " " + e.LastName == typed || (e.LastName == "" && e.FirstName == typed)))
            .OrderBy(e => e.Id).Select(e => e.Id).Take(50).ToListAsync(cancel);
        return form.StandInId is { } chosen && meant.Contains(chosen) ? chosen : meant is [var only] ? only : null;
    }
}

/// <param name="GoesTo">The local address of what comes next.</param>
public sealed record PhotoPage(string Name, Guid? PhotoId, string GoesTo);

public sealed record AboutForm
{
    public const int MaxTopicsLength = 300;

    public string? About { get; init; }

    /// <summary>Separated by commas.</summary>
    public string? AskMeAbout { get; init; }

    /// <summary>0 is Monday.</summary>
    public List<int> Days { get; init; } = [];
    public DateOnly? AbsentFrom { get; init; }
    public DateOnly? AbsentUntil { get; init; }

    /// <summary>The name as it stands in the field, or an e-mail address.</summary>
    public string? StandIn { get; init; }

    /// <summary>Who was chosen from the list.</summary>
    public Guid? StandInId { get; init; }
    public bool Confirmed { get; init; }

    [BindNever]
    public string Name { get; init; } = "";

    [BindNever]
    public Guid? PhotoId { get; init; }

    [BindNever]
    public bool IsShielded { get; init; }

    public static AboutForm Of(Employee me) => new()
    {
        About = me.About, AskMeAbout = me.AskMeAbout, Days = [.. WorkWeek.Days(me.WorkingDays)], Name = me.Name, PhotoId = me.PhotoId, IsShielded = me.IsShielded,
        AbsentFrom = me.AbsentFrom, AbsentUntil = me.AbsentUntil,
    };
}

/// <summary>The days of a week as one number: Monday is 1, Tuesday 2, Wednesday 4.</summary>
public static class WorkWeek
{
    /// <summary>0 is Monday, 6 Sunday.</summary>
    public static IEnumerable<int> Days(int workingDays) => Enumerable.Range(0, 7).Where(day => (workingDays & (1 << day)) != 0);

    /// <summary>"ma, di, do" as the reader's language shortens them; empty when not filled in.</summary>
    public static string Words(int workingDays)
    {
        var names = System.Globalization.CultureInfo.CurrentUICulture.DateTimeFormat.AbbreviatedDayNames;
        return string.Join(", ", Days(workingDays).Select(day => names[(day + 1) % 7]));
    }
}
