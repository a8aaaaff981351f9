using Intranet.Domain.ContentRules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.ContentRules;

internal sealed class RuleCountMap : IEntityTypeConfiguration<RuleCount>
{
    public void Configure(EntityTypeBuilder<RuleCount> count)
    {
        count.ToTable("content_rule_counts");
        count.HasKey(c => new { c.Day, c.Rule, c.Surface, c.Outcome });
    }
}

internal sealed class RescanMap : IEntityTypeConfiguration<Rescan>
{
    public void Configure(EntityTypeBuilder<Rescan> rescan)
    {
        rescan.ToTable("content_rule_rescans");
        rescan.Property(r => r.Id).ValueGeneratedNever();
    }
}

internal sealed class ConfirmedWarningMap : IEntityTypeConfiguration<ConfirmedWarning>
{
    public void Configure(EntityTypeBuilder<ConfirmedWarning> warning)
    {
        warning.ToTable("content_rule_confirmations");
        warning.Property(w => w.Id).ValueGeneratedNever();
        warning.HasIndex(w => new { w.AuthorId, w.At });
    }
}
