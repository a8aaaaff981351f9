using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.ContentRules;

/// <summary>Keeps the settings of the content rules: each change is in the audit log, holds at once, and when it is stricter everything is looked at again.</summary>
public sealed class RuleSettingsKeeper(IntranetDb db, AuditTrail audit, RuleSettingsFollower follower, Reviewer reviewer, TimeProvider clock)
{
    public async Task<RuleSettings> ReadAsync(CancellationToken cancel) => (await db.Set<StoredRuleSettings>().AsNoTracking().SingleOrDefaultAsync(cancel))?.Read() ?? RuleSettings.Default;

    public async Task SaveAsync(RuleSettings settings, CancellationToken cancel)
    {
        var stored = await db.Set<StoredRuleSettings>().SingleOrDefaultAsync(cancel);
        if (stored is null) db.Add(stored = new StoredRuleSettings());
        var before = stored.Version == 0 ? RuleSettings.Default : stored.Read();
        stored.Change(settings, clock.UtcNow());
        if (settings.IsSharperThan(before)) await reviewer.BeginAsync(cancel);
        audit.Add("rules-changed", details: $"rule=bsn mode={settings.Bsn.Mode} strict={settings.Bsn.Strict} strong={settings.Bsn.StrongLabels.Count} other={settings.Bsn.OtherNumberLabels.Count} accounts={settings.OwnAccounts.Count}");
        foreach (var (rule, mode) in settings.Modes) audit.Add("rules-changed", details: $"rule={rule} mode={mode}");
        await db.SaveChangesAsync(cancel);
        await follower.FollowAsync(cancel);
    }

    /// <summary>What stands behind this word is a number of something else.</summary>
    public async Task AddOtherNumberLabelAsync(string word, CancellationToken cancel)
    {
        var settings = await ReadAsync(cancel);
        if (settings.Bsn.OtherNumberLabels.Contains(word, StringComparer.OrdinalIgnoreCase)) return;
        await SaveAsync(settings with { Bsn = settings.Bsn with { OtherNumberLabels = [.. settings.Bsn.OtherNumberLabels, word] } }, cancel);
    }
}
