using Intranet.Domain.ContentRules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.ContentRules;

internal sealed class RuleObjectionMap : IEntityTypeConfiguration<RuleObjection>
{
    public void Configure(EntityTypeBuilder<RuleObjection> objection)
    {
        objection.ToTable("content_rule_objections");
        objection.Property(o => o.Id).ValueGeneratedNever();
        objection.Property(o => o.Place).HasMaxLength(60);
        objection.HasIndex(o => o.At);
        objection.HasIndex(o => o.SubjectId);
    }
}
