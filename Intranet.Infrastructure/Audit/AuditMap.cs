using Intranet.Domain.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Audit;

internal sealed class AuditMap : IEntityTypeConfiguration<AuditRecord>
{
    public void Configure(EntityTypeBuilder<AuditRecord> record)
    {
        record.ToTable("audit_records");
        record.HasIndex(r => new { r.At, r.Id });

        // Each filter of the log, in the order in which it is read.
        record.HasIndex(r => new { r.Action, r.At, r.Id });
        record.HasIndex(r => new { r.ActorId, r.At, r.Id });
        record.HasIndex(r => new { r.TargetId, r.At, r.Id });
    }
}
