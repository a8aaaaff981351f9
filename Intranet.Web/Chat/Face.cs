using Intranet.Domain.Directory;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>A colleague as shown beside their words.</summary>
public sealed record Face(Guid Id, string Name, string FirstName, string JobTitle, Guid? PhotoId, bool WorksHere);

internal static class Faces
{
    /// <summary>The first of those who match.</summary>
    public static Task<IReadOnlyList<Face>> FindFacesAsync(this IQueryable<Employee> people, string? q, int most, CancellationToken cancel) =>
        people.Matching(q).CalledFirst(q).Take(most).ToFacesAsync(cancel);

    public static async Task<IReadOnlyList<Face>> ToFacesAsync(this IQueryable<Employee> people, CancellationToken cancel) =>
        [.. (await people.Select(e => new { e.Id, e.FirstName, e.LastName, e.JobTitle, PhotoId = e.IsShielded ? null : e.PhotoId, WorksHere = e.State == EmployeeState.Active || e.State == EmployeeState.Invited }).ToListAsync(cancel))
            .Select(e => new Face(e.Id, $"{e.FirstName} {e.LastName}".Trim(), e.FirstName, e.JobTitle, e.PhotoId, e.WorksHere))];
}
