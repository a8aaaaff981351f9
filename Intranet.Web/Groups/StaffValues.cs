using System.Linq.Expressions;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Groups;

/// <summary>What may be chosen from: the teams, job titles and locations of who works here, as far as others may know.</summary>
internal static class StaffValues
{
    private const int Most = 1_000;

    public static Task<List<string>> StaffValuesAsync(this IntranetDb db, Expression<Func<Position, string>> field, CancellationToken cancel) =>
        db.Employees.WorkingHere().Positions().Select(field).Where(value => value != "").Distinct().OrderBy(value => value).Take(Most).ToListAsync(cancel);
}
