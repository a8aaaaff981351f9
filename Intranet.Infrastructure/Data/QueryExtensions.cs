using Intranet.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Data;

public static class QueryExtensions
{
    /// <exception cref="NotThereException">There is none, or the asker may not know of it.</exception>
    public static async Task<T> OneAsync<T>(this IQueryable<T> query, CancellationToken cancel) =>
        await query.FirstOrDefaultAsync(cancel) ?? throw new NotThereException();
}
