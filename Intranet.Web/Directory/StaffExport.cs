using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Directory;

/// <summary>Writes the imported people as CSV: the eight fields and the state of the account. Our own import reads it back.</summary>
public sealed class StaffExport(IntranetDb db, AuditTrail audit)
{
    private static readonly StaffField[] Columns = Enum.GetValues<StaffField>();

    public async Task WriteAsync(TextWriter output, CancellationToken cancel)
    {
        await output.WriteLineAsync(string.Join(',', Columns.Select(c => c.Code())));
        var people = db.Employees.AsNoTracking()
            .WithProfile().Where(e => e.IsImported && !e.Email.EndsWith(Employee.GivenUp))
            .OrderBy(e => e.SortKey).ThenBy(e => e.Id)
            .Select(e => new { e.FirstName, e.LastName, e.Email, e.Phone, e.JobTitle, e.Team, e.WorkLocation, Manager = e.Manager!.Email, e.State });
        var rows = 0;
        await foreach (var person in people.AsAsyncEnumerable().WithCancellation(cancel))
        {
            string?[] cells = [person.FirstName, person.LastName, person.Email, person.Phone, person.JobTitle, person.Team, person.WorkLocation, person.Manager, person.State.ToString().ToLowerInvariant()];
            await output.WriteLineAsync(string.Join(',', cells.Select(CsvCell.Write)));
            rows++;
        }

        audit.Add("staff-exported", details: $"rows={rows}");
        await db.SaveChangesAsync(cancel);
    }
}
