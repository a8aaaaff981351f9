using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.ContentRules.Personal;
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
public sealed class RuleSettingsController(RuleSettingsKeeper keeper, RuleRehearsal rehearsal, ContentRuleSet rules, IStringLocalizer<ContentRulesTexts> texts) : Controller
{
    private const int MaxLines = 1_000;

    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancel) => View(RuleSettingsForm.Of(await keeper.ReadAsync(cancel)));

    [HttpPost("")]
    public async Task<IActionResult> Edit(RuleSettingsForm form, CancellationToken cancel)
    {
        Check(form);
        if (!ModelState.IsValid) return this.TryAgain("Edit", form);

        await SaveAsync(form.Read(), cancel);
        return RedirectToAction(nameof(Edit));
    }

    /// <summary>What the choices on the screen would say about what is on the intranet already. Changes nothing.</summary>
    [HttpPost("rehearsal")]
    public async Task<IActionResult> Rehearse(RuleSettingsForm form, CancellationToken cancel)
    {
        Check(form);
        if (!ModelState.IsValid) return this.TryAgain("Edit", form);

        ViewData["Rehearsal"] = await rehearsal.RunAsync(form.Read(), cancel);
        return View("Edit", form);
    }

    /// <summary>Back to our defaults, lists included.</summary>
    [HttpPost("reset")]
    public async Task<IActionResult> Reset(CancellationToken cancel)
    {
        await SaveAsync(RuleSettings.Default, cancel);
        return RedirectToAction(nameof(Edit));
    }

    private void Check(RuleSettingsForm form)
    {
        (string Field, string? Typed)[] lists =
        [
            (nameof(form.StrongLabels), form.StrongLabels), (nameof(form.OtherNumberLabels), form.OtherNumberLabels), (nameof(form.PersonalFileLabels), form.PersonalFileLabels),
            (nameof(form.PersonWords), form.PersonWords), (nameof(form.TestNumbers), form.TestNumbers), (nameof(form.OwnAccounts), form.OwnAccounts),
        ];
        foreach (var (field, typed) in lists)
        {
            var lines = RuleSettingsForm.Lines(typed);
            if (lines.Count > MaxLines) ModelState.AddModelError(field, texts["too-many-lines", MaxLines]);
            if (lines.Any(line => line.Length > RuleSettingsForm.MaxWordLength)) ModelState.AddModelError(field, texts["line-too-long", RuleSettingsForm.MaxWordLength]);
            // Test numbers and own accounts are what the rules look for; words are text like any other.
            if (field is nameof(form.TestNumbers) or nameof(form.OwnAccounts)) continue;
            if (lines.Any(line => rules.Check(line, Surface.Settings) is Refused)) ModelState.AddModelError(field, texts["say.bsn.block-short"]);
        }

        foreach (var number in RuleSettingsForm.Lines(form.TestNumbers).Where(number => number.Length != 9 || !number.All(char.IsAsciiDigit)).Take(1))
        {
            ModelState.AddModelError(nameof(form.TestNumbers), texts["number-unreadable", number.Length]);
        }

        foreach (var account in RuleSettingsForm.Lines(form.OwnAccounts).Where(account => !IbanRule.IsAccount(account)).Take(1))
        {
            ModelState.AddModelError(nameof(form.OwnAccounts), texts["account-unreadable", account.Length]);
        }

        if (RuleSettingsForm.Lines(form.StrongLabels).Count == 0) ModelState.AddModelError(nameof(form.StrongLabels), texts["labels-missing"]);
        if (!Enum.IsDefined(form.Mode) || form.Modes.Values.Any(mode => mode is { } set && !Enum.IsDefined(set))) ModelState.AddModelError(nameof(form.Mode), texts["mode-missing"]);
    }

    private async Task SaveAsync(RuleSettings settings, CancellationToken cancel)
    {
        await keeper.SaveAsync(settings, cancel);
        this.Toast(texts["saved"]);
    }
}
