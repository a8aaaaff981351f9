using Intranet.Domain.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Groups;

internal sealed class GroupFileMap : IEntityTypeConfiguration<GroupFolder>, IEntityTypeConfiguration<GroupFile>
{
    public void Configure(EntityTypeBuilder<GroupFolder> folder)
    {
        folder.ToTable("group_folders");
        folder.Property(f => f.Name).HasMaxLength(GroupFolder.MaxNameLength);
        folder.HasIndex(f => f.GroupId);
        folder.HasOne<Group>().WithMany().HasForeignKey(f => f.GroupId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<GroupFile> file)
    {
        file.ToTable("group_files");
        file.HasIndex(f => new { f.GroupId, f.FolderId });
        file.HasOne(f => f.Group).WithMany().HasForeignKey(f => f.GroupId).OnDelete(DeleteBehavior.Cascade);
        file.HasOne<GroupFolder>().WithMany().HasForeignKey(f => f.FolderId).OnDelete(DeleteBehavior.Restrict);
    }
}
