using Microsoft.AspNetCore.WebUtilities;

namespace Intranet.Web.Shared;

/// <summary>Which part of a list is shown: "51 – 100 van 121", the page before and the page after. For lists that one leafs through by number.</summary>
public sealed record Pager(int Page, int Size, int Total, string Address)
{
    public int First => (Page - 1) * Size + 1;
    public int Last => Math.Min(Page * Size, Total);
    public string? Previous => Page > 1 ? AddressOf(Page - 1) : null;
    public string? Next => Page * Size < Total ? AddressOf(Page + 1) : null;

    /// <param name="asked">A page that is not there becomes the nearest that is.</param>
    /// <param name="search">What else stands in the address; what is empty is left out.</param>
    public static Pager For(int asked, int size, int total, string path, params (string Name, string? Value)[] search) =>
        new(Math.Clamp(asked, 1, Math.Max(1, (total + size - 1) / size)), size, total,
            QueryHelpers.AddQueryString(path, search.Where(part => !string.IsNullOrEmpty(part.Value)).ToDictionary(part => part.Name, part => part.Value)));

    public IEnumerable<T> Of<T>(IEnumerable<T> all) => all.Skip(First - 1).Take(Size);

    public IQueryable<T> Of<T>(IQueryable<T> all) => all.Skip(First - 1).Take(Size);

    private string AddressOf(int page) => page == 1 ? Address : QueryHelpers.AddQueryString(Address, "page", $"{page}");
}
