using System.Text.Json;
using Intranet.Domain.ContentRules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.ContentRules;

/// <summary>The rules as an administrator set them. No row means our defaults; so a better default reaches who changed nothing.</summary>
public sealed class StoredRuleSettings
{
    public int Id { get; private set; } = 1;

    /// <summary>Rises with each change, so that other nodes notice.</summary>
    public int Version { get; private set; }

    /// <summary><see cref="RuleSettings"/> as JSON.</summary>
    public string Settings { get; private set; } = "";
    public DateTime ChangedAt { get; private set; }

    public RuleSettings Read() => JsonSerializer.Deserialize<RuleSettings>(Settings) ?? RuleSettings.Default;

    public void Change(RuleSettings settings, DateTime now)
    {
        Settings = JsonSerializer.Serialize(settings);
        Version++;
        ChangedAt = now;
    }
}

internal sealed class StoredRuleSettingsMap : IEntityTypeConfiguration<StoredRuleSettings>
{
    public void Configure(EntityTypeBuilder<StoredRuleSettings> settings)
    {
        settings.ToTable("content_rule_settings");
        settings.Property(s => s.Id).ValueGeneratedNever();
    }
}
