using Intranet.Domain.Search;
using Microsoft.AspNetCore.WebUtilities;

namespace Intranet.Web.Search;

public enum SearchKind
{
    All,
    Posts,
    Comments,
    People,
    Groups,
    Files,
    Chats,
}

/// <summary>What is asked on the search page.</summary>
public sealed record SearchQuestion
{
    public const int MaxLength = 200;

    public string? Q { get; init; }
    public SearchKind Kind { get; init; }
    public Guid? Group { get; init; }

    /// <summary>Part of the name of who wrote it.</summary>
    public string? By { get; init; }

    /// <summary><c>week</c>, <c>month</c>, <c>year</c>; anything else is always.</summary>
    public string? Period { get; init; }

    /// <summary><c>date</c>; anything else is by relevance.</summary>
    public string? Order { get; init; }
    public int Page { get; init; } = 1;

    public string Typed => Q?.Trim() is { Length: > 0 } typed ? typed[..Math.Min(typed.Length, MaxLength)] : "";
    public TypedWords Words => TypedWords.From(Typed);
    public bool IsByDate => Order == "date";

    public DateTime? Since(DateTime now) => Period switch
    {
        "week" => now.AddDays(-7),
        "month" => now.AddMonths(-1),
        "year" => new DateTime(now.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        _ => null,
    };

    /// <summary>The address of this question.</summary>
    public string Address => QueryHelpers.AddQueryString("/search", new Dictionary<string, string?>
    {
        ["q"] = Typed, ["kind"] = Kind == SearchKind.All ? null : Kind.ToString(), ["group"] = Group?.ToString(), ["by"] = By, ["period"] = Period,
        ["order"] = IsByDate ? "date" : null, ["page"] = Page > 1 ? Page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
    }.Where(part => !string.IsNullOrEmpty(part.Value)));
}
