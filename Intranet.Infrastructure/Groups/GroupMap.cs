using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Groups;

internal sealed class GroupMap :
    IEntityTypeConfiguration<Group>, IEntityTypeConfiguration<Membership>, IEntityTypeConfiguration<JoinRequest>, IEntityTypeConfiguration<GroupInvitation>,
    IEntityTypeConfiguration<MembershipRule>, IEntityTypeConfiguration<RuleException>
{
    public void Configure(EntityTypeBuilder<Group> group)
    {
        group.ToTable("groups");
        group.Property(g => g.Name).HasMaxLength(Group.MaxNameLength);
        group.Property(g => g.Description).HasMaxLength(Group.MaxDescriptionLength);
        group.Property(g => g.SearchName).HasMaxLength(2 * Group.MaxNameLength);
        group.Property(g => g.Icon).HasMaxLength(60);
        group.Property(g => g.IconBelow).HasMaxLength(60);
        group.HasIndex(g => new { g.LastActivityAt, g.Id });
        group.HasIndex(g => new { g.SearchName, g.Id });
        group.HasMany(g => g.Memberships).WithOne().HasForeignKey(m => m.GroupId).OnDelete(DeleteBehavior.Cascade);
        group.Navigation(g => g.Memberships).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("memberships");
        membership.HasKey(m => new { m.GroupId, m.EmployeeId });
        membership.HasIndex(m => new { m.EmployeeId, m.GroupId, m.ReadsFrom });

        // Who came in while a group was open, and so does not read all of it: few, and asked for at each page of the home feed (FeedSql).
        membership.HasIndex(m => new { m.EmployeeId, m.ReadsFrom, m.GroupId }).HasFilter("reads_from IS NOT NULL");
        // Counts and the first few faces of a group of 20,000 come out of the index alone: "Admin" sorts before "Member". Who is away is left
        // out on the way: SQLite finds nothing in an index by what is NOT so.
        membership.HasIndex(m => new { m.GroupId, m.Role, m.EmployeeId, m.IsAway });
        membership.HasOne<Employee>().WithMany().HasForeignKey(m => m.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<JoinRequest> request)
    {
        request.ToTable("join_requests");
        request.HasKey(r => new { r.GroupId, r.EmployeeId });
        request.Property(r => r.Reason).HasMaxLength(JoinRequest.MaxReasonLength);
        request.HasIndex(r => r.EmployeeId);
        request.HasOne<Group>().WithMany().HasForeignKey(r => r.GroupId).OnDelete(DeleteBehavior.Cascade);
        request.HasOne<Employee>().WithMany().HasForeignKey(r => r.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<GroupInvitation> invitation)
    {
        invitation.ToTable("group_invitations");
        invitation.HasKey(i => new { i.GroupId, i.EmployeeId });
        invitation.HasIndex(i => i.EmployeeId);
        invitation.HasOne<Group>().WithMany().HasForeignKey(i => i.GroupId).OnDelete(DeleteBehavior.Cascade);
        invitation.HasOne<Employee>().WithMany().HasForeignKey(i => i.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<MembershipRule> rule)
    {
        rule.ToTable("membership_rules");
        rule.Property(r => r.Team).HasMaxLength(200);
        rule.Property(r => r.JobTitle).HasMaxLength(200);
        rule.Property(r => r.WorkLocation).HasMaxLength(200);
        rule.HasIndex(r => r.GroupId);
        rule.HasOne<Group>().WithMany().HasForeignKey(r => r.GroupId).OnDelete(DeleteBehavior.Cascade);
        rule.HasOne<Employee>().WithMany().HasForeignKey(r => r.ManagerId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RuleException> exception)
    {
        exception.ToTable("rule_exceptions");
        exception.HasKey(x => new { x.GroupId, x.EmployeeId });
        exception.HasIndex(x => x.EmployeeId);
        exception.HasOne<Group>().WithMany().HasForeignKey(x => x.GroupId).OnDelete(DeleteBehavior.Cascade);
        exception.HasOne<Employee>().WithMany().HasForeignKey(x => x.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }
}
