using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Moderation;

internal sealed class ModerationMap :
    IEntityTypeConfiguration<Removal>, IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<Report>, IEntityTypeConfiguration<Decision>, IEntityTypeConfiguration<CaseNote>
{
    public void Configure(EntityTypeBuilder<Removal> removal)
    {
        removal.ToTable("removals");
        removal.Property(r => r.Reason).HasMaxLength(Removal.MaxReasonLength);
        removal.HasIndex(r => r.SubjectId);
        removal.HasIndex(r => new { r.RemovedAt, r.Id });
        removal.HasOne<Group>().WithMany().HasForeignKey(r => r.GroupId).OnDelete(DeleteBehavior.Cascade);
        removal.HasOne<Employee>().WithMany().HasForeignKey(r => r.AuthorId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Case> matter)
    {
        matter.ToTable("cases");
        matter.HasIndex(c => new { c.SettledAt, c.LastReportAt, c.Id });
        matter.HasIndex(c => new { c.GroupId, c.SettledAt, c.LastReportAt });
        // What is reported while a case about it is open joins that case.
        matter.HasIndex(c => c.SubjectId).IsUnique().HasFilter("settled_at IS NULL");
        matter.HasMany(c => c.Reports).WithOne().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Cascade);
        matter.Navigation(c => c.Reports).UsePropertyAccessMode(PropertyAccessMode.Field);
        matter.HasMany<CaseNote>().WithOne().HasForeignKey(n => n.CaseId).OnDelete(DeleteBehavior.Cascade);
        matter.HasOne(c => c.Decision).WithOne().HasForeignKey<Decision>(d => d.CaseId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Report> report)
    {
        report.ToTable("reports");
        report.HasKey(r => new { r.CaseId, r.ReporterId });
        report.Property(r => r.Words).HasMaxLength(Report.MaxWordsLength);
    }

    public void Configure(EntityTypeBuilder<Decision> decision)
    {
        decision.ToTable("decisions");
        decision.HasKey(d => d.CaseId);
        decision.Property(d => d.Reason).HasMaxLength(Case.MaxAnswerLength);
    }

    public void Configure(EntityTypeBuilder<CaseNote> note)
    {
        note.ToTable("case_notes");
        note.Property(n => n.Words).HasMaxLength(CaseNote.MaxLength);
        note.HasIndex(n => new { n.CaseId, n.WrittenAt });
    }
}
