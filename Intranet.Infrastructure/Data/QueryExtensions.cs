using Intranet.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Data;

public static class QueryExtensions
{
    /// <exception cref="NotThereException">There is none, or the asker may not know of it.</exception>
    public static async Task<T> OneAsync<T>(this IQueryable<T> query, CancellationToken cancel)
        where T : class =>
        await query.FirstOrDefaultAsync(cancel) ?? throw new NotThereException();
}

/// <summary>Apart, for the first of no numbers is 0 and not null: what is not there would pass for something.</summary>
public static class ValueQueryExtensions
{
    /// <inheritdoc cref="QueryExtensions.OneAsync"/>
    public static async Task<T> OneAsync<T>(this IQueryable<T> query, CancellationToken cancel)
        where T : struct =>
        await query.Select(value => (T?)value).FirstOrDefaultAsync(cancel) ?? throw new NotThereException();
}
