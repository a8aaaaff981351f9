using Intranet.Domain.Branding;
using Intranet.Domain.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Branding;

internal sealed class OrganisationMap :
    IEntityTypeConfiguration<Organisation>, IEntityTypeConfiguration<HouseRules>, IEntityTypeConfiguration<HouseRulesAcceptance>
{
    public void Configure(EntityTypeBuilder<Organisation> organisation)
    {
        organisation.ToTable("organisation");
        organisation.Property(o => o.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<HouseRules> rules)
    {
        rules.ToTable("house_rules");
        rules.HasKey(r => r.Version);
        rules.Property(r => r.Version).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<HouseRulesAcceptance> acceptance)
    {
        acceptance.ToTable("house_rules_acceptances");
        acceptance.HasKey(a => new { a.EmployeeId, a.Version });
        acceptance.HasOne<Employee>().WithMany().HasForeignKey(a => a.EmployeeId).OnDelete(DeleteBehavior.Cascade);
    }
}
