namespace Intranet.Domain.Directory;

public static class EmployeeQueries
{
    /// <summary>Colleagues of today: invited or active. Those who left are no longer found.</summary>
    public static IQueryable<Employee> WorkingHere(this IQueryable<Employee> employees) =>
        employees.Where(e => e.State == EmployeeState.Invited || e.State == EmployeeState.Active);
}
