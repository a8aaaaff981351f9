using System.Linq.Expressions;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Intranet.Infrastructure.ContentRules;

/// <summary>
/// A column in which people's words stand. What a rule objects to is covered where it stands, so that whatever hangs on the row goes
/// on; as it was is kept with the finding, until somebody decides.
/// </summary>
/// <param name="rows">Those that somebody can see.</param>
/// <param name="read">Which row, who wrote it, and the column.</param>
/// <param name="column">The name of the property.</param>
public sealed class KeptColumn<T>(IntranetDb db, IQueryable<T> rows, Expression<Func<T, KeptText>> read, string column, Surface surface) : IKeptTexts
    where T : class
{
    public string Name { get; } = NameOf(db, column);

    public Surface Surface => surface;

    public bool IsPrivate { get; init; }

    /// <summary>The row is also judged as a whole, in another place: what may stay there may stay here.</summary>
    public bool IsAlsoWhole { get; init; }

    /// <summary>The property that <see cref="KeptText.Id"/> is read from; null where there are so few rows that they go by their text alone.</summary>
    public string? Id { get; init; } = "Id";

    /// <summary>What follows from the words is set along with them: the id is <see cref="KeptText.Id"/>.</summary>
    public Func<Guid, CheckedText, CancellationToken, Task<Action<UpdateSettersBuilder<T>>>>? Also { get; init; }

    /// <summary>What pages that are open need, in the same transaction: the id is <see cref="KeptText.Id"/>.</summary>
    public Func<Guid, CancellationToken, Task>? Follow { get; init; }

    public IQueryable<KeptText> Texts => rows.AsNoTracking().Select(read).Where(text => text.Text != "");

    public Task<IReadOnlyList<Guid>> ElsewhereAsync(Guid id, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Guid>>(IsAlsoWhole ? [id] : []);

    public async Task<string?> HideAsync(KeptText text, CheckedText covered, CancellationToken cancel) =>
        await ReplaceAsync(text.Id, text.Text, covered, cancel) > 0 ? text.Text : null;

    public async Task ShowAsync(Guid id, string withheld, CancellationToken cancel)
    {
        var now = await Rows(id).Select(row => EF.Property<string>(row, column)).ToListAsync(cancel);
        foreach (var covered in now.Where(words => Spots.AreCoveredIn(words, withheld)).Distinct()) await ReplaceAsync(id, covered, Spots.Uncover(withheld), cancel);
    }

    /// <summary>The spot is covered already, and nothing else stands there.</summary>
    public Task PurgeAsync(Guid id, CancellationToken cancel) => Task.CompletedTask;

    private Task<int> ReplaceAsync(Guid id, string from, CheckedText to, CancellationToken cancel) =>
        db.WriteAsync(async () =>
        {
            var also = Also is null ? null : await Also(id, to, cancel);
            var replaced = await Rows(id).Where(row => EF.Property<string>(row, column) == from).ExecuteUpdateAsync(set =>
            {
                set.SetProperty(row => EF.Property<string>(row, column), to.Value);
                also?.Invoke(set);
            }, cancel);
            if (replaced > 0 && Follow is not null) await Follow(id, cancel);
            return replaced;
        }, cancel);

    private IQueryable<T> Rows(Guid id) => Id is null ? db.Set<T>() : db.Set<T>().Where(row => EF.Property<Guid>(row, Id) == id);

    private static string NameOf(IntranetDb db, string column)
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        return $"{type.GetTableName()}.{type.FindProperty(column)!.GetColumnName()}";
    }
}
