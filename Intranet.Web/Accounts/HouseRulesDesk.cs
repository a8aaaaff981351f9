using System.Globalization;
using Intranet.Domain.Branding;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Shared;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

/// <param name="Version">0 while there are none.</param>
public sealed record HouseRulesPage(int Version, DateTime? PublishedAt, SafeHtml Text);

/// <summary>The house rules: shows them, keeps who agreed to which version, publishes a new one.</summary>
public sealed class HouseRulesDesk(
    IntranetDb db, MarkdownRenderer markdown, SessionStore sessions, OrganisationCache organisations, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The latest version, in the reader's language.</summary>
    public async Task<HouseRulesPage> ReadAsync(CancellationToken cancel)
    {
        var latest = await LatestAsync(cancel);
        var isEnglish = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        return new HouseRulesPage(latest?.Version ?? 0, latest?.PublishedAt, markdown.Show((isEnglish ? latest?.English : latest?.Dutch) ?? ""));
    }

    public Task<HouseRules?> LatestAsync(CancellationToken cancel) => db.HouseRules.AsNoTracking().OrderByDescending(r => r.Version).FirstOrDefaultAsync(cancel);

    /// <param name="activate">It is the last step of claiming the account.</param>
    /// <exception cref="RuleBrokenException">A newer version was published meanwhile: that one is to be read.</exception>
    public async Task AcceptAsync(Guid employeeId, int version, bool activate, CancellationToken cancel)
    {
        if (((await LatestAsync(cancel))?.Version ?? 0) != version) throw new RuleBrokenException("house-rules-changed");

        var now = clock.UtcNow();
        var isNew = version > 0 && !await db.HouseRulesAcceptances.AnyAsync(a => a.EmployeeId == employeeId && a.Version == version, cancel);
        if (isNew) db.Add(HouseRulesAcceptance.Of(employeeId, version, now));
        if (activate)
        {
            (await db.Employees.Where(e => e.Id == employeeId).OneAsync(cancel)).Activate(now);
            audit.Add("account-claimed", "employee", employeeId, actorId: employeeId);
        }

        await db.SaveChangesAsync(cancel);
        sessions.Forget(employeeId);
    }

    /// <summary>Everybody is asked again at their next page.</summary>
    public async Task PublishAsync(CheckedText dutch, CheckedText english, CancellationToken cancel)
    {
        var version = ((await LatestAsync(cancel))?.Version ?? 0) + 1;
        db.Add(HouseRules.Publish(version, dutch, english, clock.UtcNow()));
        audit.Add("house-rules-published", details: $"version={version.ToString(CultureInfo.InvariantCulture)}");
        await db.SaveChangesAsync(cancel);
        organisations.Forget();
    }
}
