using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Accounts;

internal sealed class AccountMap :
    IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<RoleGrant>,
    IEntityTypeConfiguration<RecoveryCode>, IEntityTypeConfiguration<EntryLink>, IEntityTypeConfiguration<Slip>, IEntityTypeConfiguration<Attempt>,
    IEntityTypeConfiguration<SecondFactorReset>
{
    private const int HashLength = 64;

    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account.HasOne<Employee>().WithOne().HasForeignKey<Account>(a => a.Id).OnDelete(DeleteBehavior.Cascade);
        account.Property(a => a.RecoverySalt).HasMaxLength(HashLength);
    }

    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions");
        session.Property(s => s.KeyHash).HasMaxLength(HashLength);
        session.Property(s => s.Device).HasMaxLength(100);
        session.Property(s => s.Address).HasMaxLength(64);
        session.HasIndex(s => s.KeyHash).IsUnique();
        session.HasIndex(s => s.EmployeeId);
        session.HasIndex(s => s.EndsAt);
        session.HasOne<Employee>().WithMany().HasForeignKey(s => s.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RoleGrant> grant)
    {
        grant.ToTable("role_grants");
        grant.HasKey(g => new { g.EmployeeId, g.Role });
        grant.HasOne<Employee>().WithMany().HasForeignKey(g => g.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.ToTable("recovery_codes");
        code.Property(c => c.Hash).HasMaxLength(HashLength);
        code.HasIndex(c => new { c.EmployeeId, c.Hash });
        code.HasOne<Account>().WithMany().HasForeignKey(c => c.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<EntryLink> link)
    {
        link.ToTable("entry_links");
        link.Property(l => l.TokenHash).HasMaxLength(HashLength);
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => l.EmployeeId);
        link.HasOne<Employee>().WithMany().HasForeignKey(l => l.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Slip> slip)
    {
        slip.ToTable("slips");
        slip.Property(s => s.Salt).HasMaxLength(HashLength);
        slip.Property(s => s.CodeHash).HasMaxLength(HashLength);
        slip.HasIndex(s => s.EmployeeId);
        slip.HasOne<Employee>().WithMany().HasForeignKey(s => s.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Attempt> attempt)
    {
        attempt.ToTable("attempts");
        attempt.HasKey(a => a.Subject);
        attempt.Property(a => a.Subject).HasMaxLength(HashLength);
        attempt.HasIndex(a => a.Since);
    }

    public void Configure(EntityTypeBuilder<SecondFactorReset> reset)
    {
        reset.ToTable("second_factor_resets");
        reset.Property(r => r.Note).HasMaxLength(SecondFactorReset.MaxNoteLength);
        reset.HasIndex(r => r.EmployeeId);
        reset.HasOne<Employee>().WithMany().HasForeignKey(r => r.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }
}
