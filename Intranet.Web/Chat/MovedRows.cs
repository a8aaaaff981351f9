using Intranet.Domain.Chat;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>
/// The lines that news is about. What was said on this node a moment ago is not read back: all that it lacks is its author's
/// name and face. Anything else is read as it is now.
/// </summary>
public sealed class MovedRows
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider clock;
    private readonly Remembered<Author> authors;

    public MovedRows(UnawaitedWork work, IServiceScopeFactory scopes, TimeProvider clock)
    {
        (this.scopes, this.clock) = (scopes, clock);
        authors = new Remembered<Author>(Fresh, id => WithDbAsync(db => AuthorAsync(db, id)), work, clock);
    }

    /// <returns>By the number of their latest change; without the numbers that a later change overtook.</returns>
    public async Task<IReadOnlyDictionary<long, MessageRow>> OfAsync(Guid conversationId, IReadOnlyCollection<ConversationMoved> moved)
    {
        // One change among them that must be read may be to a line that was just said: then all are read.
        var rows = moved.All(m => IsPlain(m.Said)) ? await AsSaidAsync(moved) : await ReadAsync(conversationId, [.. moved.Select(m => m.Seq)]);
        return rows.ToDictionary(row => row.Rev);
    }

    // Without quote, files or names: those are looked up where all lines are read.
    private bool IsPlain(Message? said) => said is { ReplyToSeq: null, FileCount: 0 } && !MessageRows.MayName(said.Body) && clock.UtcNow() - said.SentAt < Fresh;

    private async Task<IReadOnlyList<MessageRow>> AsSaidAsync(IReadOnlyCollection<ConversationMoved> moved)
    {
        var rows = new List<MessageRow>(moved.Count);
        foreach (var (said, seq) in moved.Select(m => (m.Said!, m.Seq)))
        {
            var author = await authors.OfAsync(said.AuthorId);
            rows.Add(new MessageRow(
                seq, seq, said.Id, said.Kind, said.AuthorId, author.Name, author.PhotoId, said.ClientId, said.Body,
                SubjectId: null, SubjectName: null, ReplyTo: null, said.SentAt, EditedAt: null, IsDeleted: false, Reactions: [], Files: [], Mentions: []));
        }

        return rows;
    }

    private Task<IReadOnlyList<MessageRow>> ReadAsync(Guid conversationId, IReadOnlyCollection<long> numbers) =>
        WithDbAsync(db => db.Messages.Where(m => m.ConversationId == conversationId && numbers.Contains(m.RevSeq)).ToRowsAsync(db, CancellationToken.None));

    private async Task<T> WithDbAsync<T>(Func<IntranetDb, Task<T>> ask)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<IntranetDb>());
    }

    private static async Task<Author> AuthorAsync(IntranetDb db, Guid id)
    {
        var found = await db.Employees.Where(e => e.Id == id).Select(e => new { e.FirstName, e.LastName, PhotoId = e.IsShielded ? null : e.PhotoId }).OneAsync(CancellationToken.None);
        return new Author($"{found.FirstName} {found.LastName}".Trim(), found.PhotoId);
    }

    private sealed record Author(string Name, Guid? PhotoId);
}
