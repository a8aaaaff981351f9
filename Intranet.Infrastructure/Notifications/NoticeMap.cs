using Intranet.Domain.Directory;
using Intranet.Domain.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Notifications;

internal sealed class NoticeMap : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("notices");
        notice.HasIndex(n => new { n.EmployeeId, n.Kind, n.SubjectId }).IsUnique();
        notice.HasIndex(n => new { n.EmployeeId, n.ReadAt });
        notice.HasIndex(n => n.SubjectId);
        notice.HasIndex(n => n.MailAt).HasFilter("mail_at IS NOT NULL");
        notice.HasOne<Employee>().WithMany().HasForeignKey(n => n.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }
}
