using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Intranet.Infrastructure.Data;

/// <summary>
/// Queries of pages that are opened all day, translated once: EF takes longer to understand a query again than SQLite takes to answer it.
/// EF's own compiled queries belong to one model, and a process may know two databases (the tests do).
/// </summary>
public static class Compiled
{
    public static Func<IntranetDb, T, IAsyncEnumerable<TRow>> Query<T, TRow>(Expression<Func<IntranetDb, T, IQueryable<TRow>>> query)
    {
        var ofModel = ByModel(() => EF.CompileAsyncQuery(query));
        return (db, value) => ofModel(db)(db, value);
    }

    public static Func<IntranetDb, T1, T2, IAsyncEnumerable<TRow>> Query<T1, T2, TRow>(Expression<Func<IntranetDb, T1, T2, IQueryable<TRow>>> query)
    {
        var ofModel = ByModel(() => EF.CompileAsyncQuery(query));
        return (db, first, second) => ofModel(db)(db, first, second);
    }

    public static Func<IntranetDb, T1, T2, T3, T4, IAsyncEnumerable<TRow>> Query<T1, T2, T3, T4, TRow>(Expression<Func<IntranetDb, T1, T2, T3, T4, IQueryable<TRow>>> query)
    {
        var ofModel = ByModel(() => EF.CompileAsyncQuery(query));
        return (db, first, second, third, fourth) => ofModel(db)(db, first, second, third, fourth);
    }

    private static Func<IntranetDb, TQuery> ByModel<TQuery>(Func<TQuery> compile) where TQuery : class
    {
        var compiled = new ConditionalWeakTable<IModel, TQuery>();
        return db => compiled.GetValue(db.Model, _ => compile());
    }
}
