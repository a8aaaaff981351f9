using System.Linq.Expressions;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Directory;

/// <summary>What stands about colleagues in one field: what they are found by follows from it.</summary>
/// <param name="field">A property that <see cref="Employee.Reword"/> knows.</param>
internal sealed class ProfileTexts(IntranetDb db, string field, Expression<Func<Employee, KeptText>> read, Surface surface) : IKeptTexts
{
    public string Name { get; } = $"employees.{db.Model.FindEntityType(typeof(Employee))!.FindProperty(field)!.GetColumnName()}";

    public Surface Surface => surface;

    public IQueryable<KeptText> Texts => db.Employees.AsNoTracking().Select(read).Where(text => text.Text != "");

    public async Task<string?> HideAsync(KeptText text, CheckedText covered, CancellationToken cancel) =>
        await RewordAsync(text.Id, words => words == text.Text, covered, cancel) ? text.Text : null;

    public Task ShowAsync(Guid id, string withheld, CancellationToken cancel) =>
        RewordAsync(id, words => Spots.AreCoveredIn(words, withheld), Spots.Uncover(withheld), cancel);

    public Task PurgeAsync(Guid id, CancellationToken cancel) => Task.CompletedTask;

    private Task<bool> RewordAsync(Guid id, Func<string, bool> isAsBefore, CheckedText words, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        if (await db.Employees.AsTracking().FirstOrDefaultAsync(e => e.Id == id, cancel) is not { } person) return false;
        if (!isAsBefore((string?)db.Entry(person).Property(field).CurrentValue ?? "")) return false;
        // Two addresses may be the same once they are covered, and one signs in by them: then HR has to mend it.
        if (field == nameof(Employee.Email) && await db.Employees.AnyAsync(e => e.Id != id && e.Email == words.Value, cancel)) return false;
        person.Reword(field, words);
        await db.SaveChangesAsync(cancel);
        return true;
    }, cancel);
}
