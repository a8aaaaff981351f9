using Intranet.Domain.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Directory;

internal sealed class StaffImportMap : IEntityTypeConfiguration<StaffImport>, IEntityTypeConfiguration<StaffLayout>, IEntityTypeConfiguration<StaffPreview>,
    IEntityTypeConfiguration<KeptImport>
{
    public void Configure(EntityTypeBuilder<StaffImport> import)
    {
        import.ToTable("staff_imports");
        import.Property(i => i.FileHash).HasMaxLength(64);
        import.HasIndex(i => i.At);
        import.HasOne<Employee>().WithMany().HasForeignKey(i => i.ById).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<StaffLayout> layout)
    {
        layout.ToTable("staff_layouts");
        layout.HasKey(l => l.Headers);
        layout.Property(l => l.Headers).HasMaxLength(64);
        layout.Ignore(l => l.ChosenRoles);
    }

    public void Configure(EntityTypeBuilder<KeptImport> kept)
    {
        kept.ToTable("kept_imports");
        kept.HasKey(k => k.ImportId);
        kept.HasOne<StaffImport>().WithOne().HasForeignKey<KeptImport>(k => k.ImportId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<StaffPreview> preview)
    {
        preview.ToTable("staff_previews");
        preview.HasOne<Employee>().WithMany().HasForeignKey(p => p.ById).OnDelete(DeleteBehavior.Cascade);
    }
}
