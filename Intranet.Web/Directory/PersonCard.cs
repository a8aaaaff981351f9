using System.Linq.Expressions;
using Intranet.Domain.Directory;

namespace Intranet.Web.Directory;

/// <summary>A colleague as the directory shows them. What is shielded is not in it.</summary>
public sealed record PersonCard(
    Guid Id, string FirstName, string LastName, string JobTitle, string Team, string? WorkLocation, string Email, string? Phone, Guid? PhotoId, string SortKey)
{
    public string Name => LastName.Length == 0 ? FirstName : $"{FirstName} {LastName}";
}

public static class PersonCards
{
    private static readonly Expression<Func<Employee, PersonCard>> Card = e => new PersonCard(
        e.Id, e.FirstName, e.LastName, e.JobTitle, e.Team,
        e.IsShielded ? null : e.WorkLocation, e.Email, e.IsShielded ? null : e.Phone, e.IsShielded ? null : e.PhotoId, e.SortKey);

    /// <summary>Filter before: EF cannot look inside.</summary>
    public static IQueryable<PersonCard> AsCards(this IQueryable<Employee> employees) => employees.Select(Card);
}
