using Intranet.Domain.Branding;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Branding;

/// <summary>What every page wants to know about the organisation.</summary>
/// <param name="IsSetUp">False until the set-up link was used; the rest are defaults then.</param>
/// <param name="HouseRulesVersion">0 while there are none.</param>
public sealed record OrganisationFacts(
    bool IsSetUp, string Name, string SiteName, string BrandColour, Guid? LogoId, bool RequiresSecondFactor, string FeedOrder, int HouseRulesVersion)
{
    public static OrganisationFacts BeforeSetUp { get; } = new(false, "", "Plein", Organisation.DefaultColour, null, true, "newest", 0);
}

/// <summary>Remembers the organisation's settings for a few seconds, so that a page needs no query for them; one instance.</summary>
public sealed class OrganisationCache(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Another node may have changed a setting: it is felt within this time.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);
    private volatile Remembered remembered = new(OrganisationFacts.BeforeSetUp, DateTime.MinValue);

    /// <summary>As remembered, however long ago: for a page that must come out when the database does not answer.</summary>
    public OrganisationFacts Last => remembered.Facts;

    public async ValueTask<OrganisationFacts> GetAsync(CancellationToken cancel)
    {
        var now = clock.UtcNow();
        var known = remembered;
        if (now - known.At < Fresh && known.At <= now) return known.Facts;

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var version = await db.HouseRules.MaxAsync(r => (int?)r.Version, cancel) ?? 0;
        var facts = await db.Organisations.OrderBy(o => o.Id)
            .Select(o => new OrganisationFacts(true, o.Name, o.SiteName, o.BrandColour, o.LogoId, o.RequiresSecondFactor, o.FeedOrder, version))
            .FirstOrDefaultAsync(cancel) ?? OrganisationFacts.BeforeSetUp;
        remembered = new Remembered(facts, now);
        return facts;
    }

    /// <summary>To be called after a setting was saved. A page that is on its way out keeps what it began with.</summary>
    public void Forget() => remembered = remembered with { At = DateTime.MinValue };

    private sealed record Remembered(OrganisationFacts Facts, DateTime At);
}
