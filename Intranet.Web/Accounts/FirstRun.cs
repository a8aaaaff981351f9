using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Accounts;
using Intranet.Domain.Branding;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Accounts;

public sealed class SetUpForm
{
    [Required, StringLength(80)]
    public string Organisation { get; set; } = "";

    [Required, StringLength(40)]
    public string SiteName { get; set; } = "Plein";

    [Required, RegularExpression("^#[0-9a-fA-F]{6}$")]
    public string BrandColour { get; set; } = Domain.Branding.Organisation.DefaultColour;

    [Required, StringLength(Employee.MaxNameLength)]
    public string FirstName { get; set; } = "";

    [Required, StringLength(Employee.MaxNameLength)]
    public string LastName { get; set; } = "";

    [Required, StringLength(254), EmailAddress]
    public string Email { get; set; } = "";

    [Required, StringLength(1_000)]
    public string Password { get; set; } = "";
}

/// <summary>Why a field of the set-up was refused: a key in resources.</summary>
public sealed record SetUpObjection(string Field, string Key);

/// <param name="AdministratorId">Null when there are objections.</param>
public sealed record SetUpAnswer(Guid? AdministratorId, IReadOnlyList<SetUpObjection> Objections);

/// <summary>Makes the organisation, its house rules and its first administrator: all of them, once.</summary>
public sealed class FirstRun(
    IntranetDb db, ContentRuleSet rules, PasswordRules passwordRules, PasswordWork work, UserManager<Account> accounts, IEnumerable<IStaffFollower> followers,
    OrganisationCache organisations, SetUpLink link, IStringLocalizer<AccountsTexts> texts, AuditTrail audit, TimeProvider clock)
{
    private readonly List<SetUpObjection> objections = [];

    /// <exception cref="NotThereException">It is set up already: somebody else was first.</exception>
    public async Task<SetUpAnswer> SetUpAsync(SetUpForm form, CancellationToken cancel)
    {
        var email = form.Email.Trim().ToLowerInvariant();
        var name = Check(form.Organisation, Surface.Settings, nameof(form.Organisation));
        var siteName = Check(form.SiteName, Surface.Settings, nameof(form.SiteName));
        var details = new EmployeeDetails(
            Check(form.FirstName, Surface.PersonName, nameof(form.FirstName)), Check(form.LastName, Surface.PersonName, nameof(form.LastName)),
            Check(email, Surface.PersonName, nameof(form.Email)), null, CheckedText.Empty, CheckedText.Empty, CheckedText.Empty);
        if (ThemeColors.From(Rgb.Parse(form.BrandColour)).Unreadable.Count > 0) objections.Add(new(nameof(form.BrandColour), "set-up.colour-unreadable"));
        var owner = new PasswordOwner(form.FirstName, form.LastName, email, form.Organisation, form.SiteName);
        objections.AddRange(passwordRules.Check(form.Password, owner).Select(rule => new SetUpObjection(nameof(form.Password), $"password.{rule}")));
        if (objections.Count > 0) return new SetUpAnswer(null, objections);

        var now = clock.UtcNow();
        var administrator = Employee.Invite(details, isImported: false, now);
        administrator.Activate(now);
        var account = Account.For(administrator);
        account.PasswordHash = await work.HashAsync(account, form.Password, cancel);
        await link.OneAtATimeAsync(() => db.WriteAsync(() => SaveAsync(name, siteName, form.BrandColour, administrator, account, now, cancel), cancel), cancel);
        link.Destroy();
        organisations.Forget();
        return new SetUpAnswer(administrator.Id, []);
    }

    private async Task SaveAsync(
        CheckedText name, CheckedText siteName, string brandColour, Employee administrator, Account account, DateTime now, CancellationToken cancel)
    {
        if (await db.Organisations.AnyAsync(cancel)) throw new NotThereException();

        db.Add(Organisation.SetUp(name, siteName, brandColour.ToLowerInvariant(), now));
        db.Add(administrator);
        db.Add(RoleGrant.Give(administrator.Id, Role.Administrator, null, now));
        PublishDefaultHouseRules(administrator, now);
        audit.Add("set-up", "employee", administrator.Id, actorId: administrator.Id);
        await SaveFirstAsync(cancel);
        await accounts.CreateAsync(account);
        foreach (var follower in followers) await follower.FollowAsync(cancel);
    }

    private CheckedText Check(string typed, Surface surface, string field)
    {
        if (rules.Check(typed, surface) is Allowed(var text)) return text;

        objections.Add(new SetUpObjection(field, "set-up.text-refused"));
        return CheckedText.Empty;
    }

    private void PublishDefaultHouseRules(Employee administrator, DateTime now)
    {
        var (dutch, english) = (DefaultHouseRules("nl"), DefaultHouseRules("en"));
        db.Add(HouseRules.Publish(1, dutch, english, now));
        db.Add(HouseRulesAcceptance.Of(administrator.Id, 1, now));
    }

    private CheckedText DefaultHouseRules(string language)
    {
        using var speaking = Speak.In(language);
        return Check(texts["house-rules.default"], Surface.HouseRules, "");
    }

    /// <summary>The organisation is row 1: of two nodes that set up at the same moment one saves it.</summary>
    private async Task SaveFirstAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            throw new NotThereException();
        }
    }
}
