using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.ContentRules;

/// <summary>What an administrator decides about the content rules; each change is in the audit log.</summary>
[Only(Role.Administrator), Route("admin/rules")]
public sealed class RuleSettingsController(
    IntranetDb db, AuditTrail audit, RuleSettingsFollower follower, TimeProvider clock, IStringLocalizer<ContentRulesTexts> texts) : Controller
{
    private const int MaxLines = 1_000;
    private const int MaxWordLength = 60;

    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancel)
    {
        var stored = await db.Set<StoredRuleSettings>().AsNoTracking().SingleOrDefaultAsync(cancel);
        return View(RuleSettingsForm.Of(stored?.Read() ?? BsnRuleSettings.Default));
    }

    [HttpPost("")]
    public async Task<IActionResult> Edit(RuleSettingsForm form, CancellationToken cancel)
    {
        CheckWords(form);
        foreach (var number in Lines(form.TestNumbers).Where(number => number.Length != 9 || !number.All(char.IsAsciiDigit)).Take(1))
        {
            ModelState.AddModelError(nameof(form.TestNumbers), texts["number-unreadable", number.Length]);
        }

        if (!ModelState.IsValid) return this.TryAgain("Edit", form);

        await SaveAsync(new BsnRuleSettings
        {
            Mode = form.Mode, Strict = form.Strict, StrongLabels = Lines(form.StrongLabels), OtherNumberLabels = Lines(form.OtherNumberLabels),
            PersonalFileLabels = Lines(form.PersonalFileLabels), PersonWords = Lines(form.PersonWords), TestNumbers = Lines(form.TestNumbers),
        }, cancel);
        return RedirectToAction(nameof(Edit));
    }

    /// <summary>Back to our defaults, lists included.</summary>
    [HttpPost("reset")]
    public async Task<IActionResult> Reset(CancellationToken cancel)
    {
        await SaveAsync(BsnRuleSettings.Default, cancel);
        return RedirectToAction(nameof(Edit));
    }

    private void CheckWords(RuleSettingsForm form)
    {
        (string Field, string? Typed)[] lists =
        [
            (nameof(form.StrongLabels), form.StrongLabels), (nameof(form.OtherNumberLabels), form.OtherNumberLabels),
            (nameof(form.PersonalFileLabels), form.PersonalFileLabels), (nameof(form.PersonWords), form.PersonWords), (nameof(form.TestNumbers), form.TestNumbers),
        ];
        foreach (var (field, typed) in lists)
        {
            var lines = Lines(typed);
            if (lines.Count > MaxLines) ModelState.AddModelError(field, texts["too-many-lines", MaxLines]);
            if (lines.Any(line => line.Length > MaxWordLength)) ModelState.AddModelError(field, texts["line-too-long", MaxWordLength]);
        }

        if (Lines(form.StrongLabels).Count == 0) ModelState.AddModelError(nameof(form.StrongLabels), texts["labels-missing"]);
        if (!Enum.IsDefined(form.Mode)) ModelState.AddModelError(nameof(form.Mode), texts["mode-missing"]);
    }

    private async Task SaveAsync(BsnRuleSettings settings, CancellationToken cancel)
    {
        var stored = await db.Set<StoredRuleSettings>().SingleOrDefaultAsync(cancel);
        if (stored is null) db.Add(stored = new StoredRuleSettings());
        stored.Change(settings, clock.UtcNow());
        audit.Add("rules-changed", details: $"rule=bsn mode={settings.Mode} strict={settings.Strict} strong={settings.StrongLabels.Count} other={settings.OtherNumberLabels.Count}");
        await db.SaveChangesAsync(cancel);
        await follower.FollowAsync(cancel);
        this.Toast(texts["saved"]);
    }

    private static List<string> Lines(string? typed) =>
        [.. (typed ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
}

/// <summary>The lists as text, one word a line.</summary>
public sealed record RuleSettingsForm
{
    public RuleMode Mode { get; init; } = RuleMode.Block;
    public bool Strict { get; init; }
    public string? StrongLabels { get; init; }
    public string? OtherNumberLabels { get; init; }
    public string? PersonalFileLabels { get; init; }
    public string? PersonWords { get; init; }
    public string? TestNumbers { get; init; }

    public static RuleSettingsForm Of(BsnRuleSettings settings) => new()
    {
        Mode = settings.Mode, Strict = settings.Strict, StrongLabels = Text(settings.StrongLabels), OtherNumberLabels = Text(settings.OtherNumberLabels),
        PersonalFileLabels = Text(settings.PersonalFileLabels), PersonWords = Text(settings.PersonWords), TestNumbers = Text(settings.TestNumbers),
    };

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines);
}
