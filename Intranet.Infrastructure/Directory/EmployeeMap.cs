using Intranet.Domain.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intranet.Infrastructure.Directory;

internal sealed class EmployeeMap : IEntityTypeConfiguration<Employee>, IEntityTypeConfiguration<CorrectionRequest>
{
    public void Configure(EntityTypeBuilder<Employee> employee)
    {
        employee.ToTable("employees");
        employee.HasIndex(e => e.Email).IsUnique();
        employee.HasIndex(e => new { e.SortKey, e.Id });
        employee.HasIndex(e => e.ManagerId);

        // Also counts who works where without reading anybody; not led by the state, or SQLite would sort all who work here for a page of them.
        employee.HasIndex(e => new { e.Team, e.WorkLocation, e.IsShielded, e.State, e.GuestOf });
        employee.HasIndex(e => e.WorkLocation);
        employee.Property(e => e.FirstName).HasMaxLength(Employee.MaxNameLength);
        employee.Property(e => e.LastName).HasMaxLength(Employee.MaxNameLength);
        employee.Property(e => e.Email).HasMaxLength(254);
        employee.Property(e => e.Phone).HasMaxLength(20);
        employee.Property(e => e.GuestOf).HasMaxLength(Employee.MaxFieldLength);
        employee.HasOne(e => e.Manager).WithMany().HasForeignKey(e => e.ManagerId).OnDelete(DeleteBehavior.SetNull);
        employee.HasOne<Employee>().WithMany().HasForeignKey(e => e.StandInId).OnDelete(DeleteBehavior.SetNull);
        employee.ComplexProperty(e => e.Preferences);
    }

    public void Configure(EntityTypeBuilder<CorrectionRequest> request)
    {
        request.ToTable("correction_requests");
        request.Property(r => r.Text).HasMaxLength(CorrectionRequest.MaxTextLength);
        request.HasIndex(r => r.AskedAt);
        request.HasOne<Employee>().WithMany().HasForeignKey(r => r.EmployeeId).OnDelete(DeleteBehavior.Cascade);
        request.HasOne<Employee>().WithMany().HasForeignKey(r => r.AskedById).OnDelete(DeleteBehavior.Cascade);
    }
}
