using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.ContentRules;

/// <summary>"Klopt dit niet? Meld het": whoever was refused says that a rule is wrong; an administrator looks at it, with every digit replaced.</summary>
[Authorize]
public sealed class RuleObjectionsController(
    IntranetDb db, ContentRuleSet rules, KeptPlaces places, Reviewer reviewer, RuleSettingsKeeper keeper, AuditTrail audit, TimeProvider clock, IStringLocalizer<ContentRulesTexts> texts) : Controller
{
    /// <summary>Nobody reads more than this; what comes on top says nothing new.</summary>
    private const int MaxOpen = 500;

    [HttpPost("/content-rules/objections")]
    public async Task<IActionResult> Create(ObjectionForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid || !ContentRuleSet.Names.Contains(form.Rule)) return UnprocessableEntity();
        if (rules.CheckUnanswered(DigitMask.MaskDigits(form.Text!), Surface.Reason) is not Allowed(var words)) return UnprocessableEntity();
        if (await db.Set<RuleObjection>().CountAsync(o => o.AllowedUntil == null, cancel) >= MaxOpen) return NoContent();

        db.Add(RuleObjection.Raise(User.EmployeeId(), form.Rule!, form.Surface, words, form.Length ?? words.Value.Length, clock.UtcNow()));
        await db.SaveChangesAsync(cancel);
        return NoContent();
    }

    [HttpGet("/admin/rules/objections"), Only(Role.Administrator, Role.Moderator, Role.PrivacyOfficer)]
    public async Task<IActionResult> Index(CancellationToken cancel) => View("Index", await OpenAsync(cancel));

    /// <summary>The number was one of something else, and a word said so: from now on the rule knows that word.</summary>
    [HttpPost("/admin/rules/objections/labels"), Only(Role.Administrator, Role.Moderator)]
    public async Task<IActionResult> AddLabel(string? word, CancellationToken cancel)
    {
        var label = word?.Trim() ?? "";
        if (!label.Any(char.IsLetter)) ModelState.AddModelError("word", texts["label-missing"]);
        if (label.Length > RuleSettingsForm.MaxWordLength) ModelState.AddModelError("word", texts["line-too-long", RuleSettingsForm.MaxWordLength]);
        if (rules.Check(label, Surface.Settings) is Refused) ModelState.AddModelError("word", texts["say.bsn.block-short"]);
        else if (rules.NamesCitizenNumber(label)) ModelState.AddModelError("word", texts["label-strong"]);
        if (!ModelState.IsValid) return this.TryAgain("Index", await OpenAsync(cancel));

        await keeper.AddOtherNumberLabelAsync(label, cancel);
        this.Toast(texts["label-added", label]);
        return RedirectToAction(nameof(Index));
    }

    /// <summary>Everything that is there already is looked at with the rules of now.</summary>
    [HttpPost("/admin/rules/look-back"), Only(Role.Administrator)]
    public async Task<IActionResult> LookBack(CancellationToken cancel)
    {
        await reviewer.BeginAsync(cancel);
        await db.SaveChangesAsync(cancel);
        return RedirectToAction(nameof(Index));
    }

    /// <summary>The rule is wrong about what it found: it is shown again.</summary>
    [HttpPost("/admin/rules/objections/{id:guid}/keep"), Only(Role.Administrator, Role.Moderator)]
    public async Task<IActionResult> Keep(Guid id, CancellationToken cancel)
    {
        var found = await FoundLaterAsync(id, cancel);
        var withheld = found.Withheld ?? "";
        found.Keep(User.EmployeeId());
        await places.Of(found).ShowAsync(found.SubjectId!.Value, withheld, cancel);
        audit.Add("rule-finding-kept", details: $"rule={found.Rule} surface={found.Surface}");
        await db.SaveChangesAsync(cancel);
        this.Toast(texts["finding-kept"]);
        return RedirectToAction(nameof(Index));
    }

    /// <summary>The rule is right: the words go for good.</summary>
    [HttpPost("/admin/rules/objections/{id:guid}/purge"), Only(Role.Administrator, Role.Moderator)]
    public async Task<IActionResult> Purge(Guid id, CancellationToken cancel)
    {
        var found = await FoundLaterAsync(id, cancel);
        await places.Of(found).PurgeAsync(found.SubjectId!.Value, cancel);
        db.Remove(found);
        audit.Add("rule-finding-purged", details: $"rule={found.Rule} surface={found.Surface}");
        await db.SaveChangesAsync(cancel);
        this.Toast(texts["finding-purged"]);
        return RedirectToAction(nameof(Index));
    }

    /// <summary>This one text may pass: its author, whoever that is, sends it again. The rule stays as it is.</summary>
    [HttpPost("/admin/rules/objections/{id:guid}/allow"), Only(Role.Administrator, Role.Moderator)]
    public async Task<IActionResult> Allow(Guid id, CancellationToken cancel)
    {
        var objection = await db.Set<RuleObjection>().Where(o => o.Id == id && o.SubjectId == null && o.AllowedUntil == null).OneAsync(cancel);
        objection.Allow(User.EmployeeId(), clock.UtcNow());
        db.Add(Notice.Tell(objection.RaisedById, NoticeKind.RuleObjectionAllowed, null, objection.Id, null, clock.UtcNow()));
        audit.Add("rule-objection-allowed", details: $"rule={objection.Rule} surface={objection.Surface}");
        await db.SaveChangesAsync(cancel);
        return RedirectToAction(nameof(Index));
    }

    /// <summary>It was looked at: what it held is not needed any more.</summary>
    [HttpPost("/admin/rules/objections/{id:guid}/settle"), Only(Role.Administrator, Role.Moderator)]
    public async Task<IActionResult> Settle(Guid id, CancellationToken cancel)
    {
        var objection = await db.Set<RuleObjection>().Where(o => o.Id == id && !o.IsHidden).OneAsync(cancel);
        db.Remove(objection);
        audit.Add("rule-objection-settled", details: $"rule={objection.Rule}");
        await db.SaveChangesAsync(cancel);
        return RedirectToAction(nameof(Index));
    }

    private async Task<List<RuleObjection>> OpenAsync(CancellationToken cancel)
    {
        ViewData[nameof(Rescan)] = await db.Set<Rescan>().AsNoTracking().OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancel);
        return await db.Set<RuleObjection>().AsNoTracking().Where(o => o.AllowedUntil == null).OrderBy(o => o.At).ThenBy(o => o.Id).Take(MaxOpen).ToListAsync(cancel);
    }

    private Task<RuleObjection> FoundLaterAsync(Guid id, CancellationToken cancel) =>
        db.Set<RuleObjection>().Where(o => o.Id == id && o.SubjectId != null && o.AllowedUntil == null).OneAsync(cancel);
}

public sealed record ObjectionForm
{
    [Required]
    public string? Rule { get; init; }

    /// <summary>Where the text would have appeared; unknown names count as a post.</summary>
    public Surface Surface { get; init; } = Surface.Post;

    /// <summary>The words around the spot; the browser replaced the digits before it sent them.</summary>
    [Required, StringLength(RuleObjection.MaxLength)]
    public string? Text { get; init; }

    /// <summary>Of the whole text, in UTF-16 units; null when it is all there.</summary>
    [Range(1, 1_000_000)]
    public int? Length { get; init; }
}
