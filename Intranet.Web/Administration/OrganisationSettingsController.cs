using Intranet.Domain.Accounts;
using Intranet.Domain.Branding;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Administration;

/// <summary>Name, colour and the choices that hold for everybody.</summary>
[Only(Role.Administrator), Route("admin/organisation")]
public sealed class OrganisationSettingsController(
    IntranetDb db, ContentRuleSet rules, AuditTrail audit, OrganisationCache cache, IStringLocalizer<AdministrationTexts> texts) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancel)
    {
        var organisation = await db.Organisations.AsNoTracking().OneAsync(cancel);
        return View(new OrganisationForm
        {
            Name = organisation.Name, SiteName = organisation.SiteName, BrandColour = organisation.BrandColour, OwnDomains = organisation.OwnDomains,
            FeedOrder = organisation.FeedOrder, RequiresSecondFactor = organisation.RequiresSecondFactor, LogoId = organisation.LogoId, RequiredSecondFactor = organisation.RequiresSecondFactor,
        });
    }

    [HttpPost("")]
    public async Task<IActionResult> Edit(OrganisationForm form, CancellationToken cancel)
    {
        var organisation = await db.Organisations.OneAsync(cancel);
        var name = Checked(form.Name, nameof(form.Name), Organisation.MaxNameLength, required: true);
        var siteName = Checked(form.SiteName, nameof(form.SiteName), Organisation.MaxNameLength, required: true);
        var domains = Checked(form.OwnDomains, nameof(form.OwnDomains), 1_000, required: false);
        var reason = Checked(form.Reason, nameof(form.Reason), 500, required: organisation.RequiresSecondFactor && !form.RequiresSecondFactor);
        CheckColour(form.BrandColour);
        form = form with { LogoId = organisation.LogoId, RequiredSecondFactor = organisation.RequiresSecondFactor };
        if (!ModelState.IsValid || name is null || siteName is null || domains is null || reason is null) return this.TryAgain("Edit", form);

        organisation.Rename(name, siteName);
        organisation.Own(domains);
        organisation.OrderFeedBy(form.FeedOrder == "activity" ? "activity" : "newest");
        organisation.Dress(Rgb.Parse(form.BrandColour!).ToString(), organisation.LogoId);
        audit.Add("organisation-changed", details: $"colour={organisation.BrandColour} feed={organisation.FeedOrder}");
        if (organisation.RequiresSecondFactor != form.RequiresSecondFactor)
        {
            organisation.RequireSecondFactor(form.RequiresSecondFactor, reason);
            audit.Add("second-factor-requirement-changed", details: $"required={form.RequiresSecondFactor}");
        }

        await db.SaveChangesAsync(cancel);
        cache.Forget();
        this.Toast(texts["saved"]);
        return RedirectToAction(nameof(Edit));
    }

    private CheckedText? Checked(string? typed, string field, int maxLength, bool required)
    {
        if (required && string.IsNullOrWhiteSpace(typed)) ModelState.AddModelError(field, texts["fill-in"]);
        if (typed?.Length > maxLength) ModelState.AddModelError(field, texts["too-long", maxLength]);
        if (rules.Check(typed, Surface.Settings) is Allowed(var text)) return text;

        ModelState.AddModelError(field, texts["holds-number"]);
        return null;
    }

    private void CheckColour(string? typed)
    {
        if (!Rgb.TryParse(typed, out var colour)) ModelState.AddModelError(nameof(OrganisationForm.BrandColour), texts["colour-unreadable"]);
        else if (ThemeColors.From(colour).Unreadable is [var pair, ..]) ModelState.AddModelError(nameof(OrganisationForm.BrandColour), texts["colour-refused", pair]);
    }
}

public sealed record OrganisationForm
{
    public string? Name { get; init; }
    public string? SiteName { get; init; }

    /// <summary>#rgb or #rrggbb.</summary>
    public string? BrandColour { get; init; }
    public string? OwnDomains { get; init; }
    public string? FeedOrder { get; init; }
    public bool RequiresSecondFactor { get; init; }

    /// <summary>Why the second factor is no longer required; asked only then.</summary>
    public string? Reason { get; init; }

    /// <summary>Before this form: only who had it required says why not any more.</summary>
    [BindNever]
    public bool RequiredSecondFactor { get; init; }

    /// <summary>Chosen in a form of its own.</summary>
    [BindNever]
    public Guid? LogoId { get; init; }
}
