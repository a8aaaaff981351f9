using System.Text;
using Intranet.Domain.Directory;
using Microsoft.AspNetCore.WebUtilities;

namespace Intranet.Web.Directory;

/// <summary>Where the next page of people starts: after this name. Opaque in addresses.</summary>
public sealed record PeopleCursor(string SortKey, Guid Id)
{
    public override string ToString() => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes($"{Id:N}{SortKey}"));

    /// <summary>Null when there is none, or when somebody made it up.</summary>
    public static PeopleCursor? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 1_000) return null;
        try
        {
            var whole = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text));
            return whole.Length >= 32 && Guid.TryParseExact(whole[..32], "N", out var id) ? new(whole[32..], id) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

public static class PeopleCursors
{
    public static IQueryable<Employee> After(this IQueryable<Employee> employees, PeopleCursor? cursor)
    {
        if (cursor is null) return employees;
        var (key, id) = cursor;
        return employees.Where(e => e.SortKey.CompareTo(key) > 0 || (e.SortKey == key && e.Id.CompareTo(id) > 0));
    }

    public static IOrderedQueryable<Employee> InOrder(this IQueryable<Employee> employees) => employees.OrderBy(e => e.SortKey).ThenBy(e => e.Id);
}
