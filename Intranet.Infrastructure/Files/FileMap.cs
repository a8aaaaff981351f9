using Intranet.Domain.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Files;

internal sealed class FileMap : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable("files");
        file.Property(f => f.Hash).HasMaxLength(64);
        file.Property(f => f.Name).HasMaxLength(StoredFile.MaxNameLength);
        file.Property(f => f.AltText).HasMaxLength(StoredFile.MaxAltTextLength);
        file.Property(f => f.WarnedBy).HasMaxLength(200);
        file.Ignore(f => f.StandsStill);
        file.Ignore(f => f.NeedsWord);
        file.Ignore(f => f.IsWarned);
        file.HasIndex(f => f.PlaceId);
        file.HasIndex(f => f.Hash);
    }
}
