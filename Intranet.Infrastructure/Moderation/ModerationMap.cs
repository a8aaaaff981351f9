using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Moderation;

internal sealed class ModerationMap : IEntityTypeConfiguration<Removal>
{
    public void Configure(EntityTypeBuilder<Removal> removal)
    {
        removal.ToTable("removals");
        removal.Property(r => r.Reason).HasMaxLength(Removal.MaxReasonLength);
        removal.HasIndex(r => r.SubjectId);
        removal.HasOne<Group>().WithMany().HasForeignKey(r => r.GroupId).OnDelete(DeleteBehavior.Cascade);
        removal.HasOne<Employee>().WithMany().HasForeignKey(r => r.AuthorId).OnDelete(DeleteBehavior.Cascade);
    }
}
