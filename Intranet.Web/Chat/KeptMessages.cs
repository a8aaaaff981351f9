using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>Messages, for a rule that looks back. What is in a conversation is its people's: only counts leave it.</summary>
public sealed class KeptMessages(IntranetDb db, MessageEditor editor) : IKeptTexts
{
    public string Name => "messages";

    public Surface Surface => Surface.Message;

    public bool IsPrivate => true;

    public IQueryable<KeptText> Texts => db.Messages.AsNoTracking().Where(m => m.Kind == MessageKind.Said && m.DeletedAt == null && m.Body != "")
        .Select(m => new KeptText { Id = m.Id, AuthorId = m.AuthorId, Text = m.Body });

    /// <summary>Where its words were while a moderator had hidden it.</summary>
    public async Task<IReadOnlyList<Guid>> ElsewhereAsync(Guid id, CancellationToken cancel) =>
        await db.Removals.Where(r => r.SubjectId == id).Select(r => r.Id).ToListAsync(cancel);

    public async Task<string?> HideAsync(KeptText text, CheckedText covered, CancellationToken cancel) =>
        await editor.RewordAsync(text.Id, body => body == text.Text, covered, cancel) ? text.Text : null;

    public Task ShowAsync(Guid id, string withheld, CancellationToken cancel) =>
        editor.RewordAsync(id, body => Spots.AreCoveredIn(body, withheld), Spots.Uncover(withheld), cancel);

    public Task PurgeAsync(Guid id, CancellationToken cancel) => editor.TakeAwayAsync(id, cancel);
}

/// <summary>Lines of the product that repeat what people wrote: the name that a conversation was given.</summary>
public sealed class KeptNotes(IntranetDb db, MessageEditor editor) : IKeptTexts
{
    public string Name => "messages.body";

    public Surface Surface => Surface.GroupName;

    public bool IsPrivate => true;

    public IQueryable<KeptText> Texts => db.Messages.AsNoTracking().Where(m => m.Kind != MessageKind.Said && m.Body != "")
        .Select(m => new KeptText { Id = m.Id, AuthorId = m.AuthorId, Text = m.Body });

    public async Task<string?> HideAsync(KeptText text, CheckedText covered, CancellationToken cancel) =>
        await editor.RewordAsync(text.Id, body => body == text.Text, covered, cancel) ? text.Text : null;

    public Task ShowAsync(Guid id, string withheld, CancellationToken cancel) =>
        editor.RewordAsync(id, body => Spots.AreCoveredIn(body, withheld), Spots.Uncover(withheld), cancel);

    /// <summary>The spot is covered already.</summary>
    public Task PurgeAsync(Guid id, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>What a moderator hid may come back for thirty days: not with what no rule lets in any more.</summary>
public sealed class KeptHiddenMessages(IntranetDb db, MessageEditor editor) : IKeptTexts
{
    public string Name => "removals.withheld";

    public Surface Surface => Surface.Message;

    public bool IsPrivate => true;

    public IQueryable<KeptText> Texts => db.Removals.AsNoTracking().Where(r => r.Withheld != null && r.Withheld != "")
        .Select(r => new KeptText { Id = r.Id, AuthorId = r.AuthorId, Text = r.Withheld! });

    /// <summary>The line itself, and what became of it when it was hidden before.</summary>
    public async Task<IReadOnlyList<Guid>> ElsewhereAsync(Guid id, CancellationToken cancel)
    {
        var lines = db.Removals.Where(r => r.Id == id).Select(r => r.SubjectId);
        return await lines.Concat(db.Removals.Where(r => lines.Contains(r.SubjectId)).Select(r => r.Id)).ToListAsync(cancel);
    }

    public async Task<string?> HideAsync(KeptText text, CheckedText covered, CancellationToken cancel) =>
        await ReplaceAsync(text.Id, text.Text, covered, cancel) > 0 ? text.Text : null;

    public async Task ShowAsync(Guid id, string withheld, CancellationToken cancel)
    {
        var removal = await db.Removals.AsNoTracking().Where(r => r.Id == id).Select(r => new { r.SubjectId, r.Withheld }).FirstOrDefaultAsync(cancel);
        if (removal is null) return;

        // Put back meanwhile: then it is the line itself that is covered.
        if (removal.Withheld is null) await editor.RewordAsync(removal.SubjectId, body => Spots.AreCoveredIn(body, withheld), Spots.Uncover(withheld), cancel);
        else if (Spots.AreCoveredIn(removal.Withheld, withheld)) await ReplaceAsync(id, removal.Withheld, Spots.Uncover(withheld), cancel);
    }

    /// <summary>The spot is covered already.</summary>
    public Task PurgeAsync(Guid id, CancellationToken cancel) => Task.CompletedTask;

    private Task<int> ReplaceAsync(Guid id, string from, CheckedText to, CancellationToken cancel) =>
        db.WriteAsync(() => db.Removals.Where(r => r.Id == id && r.Withheld == from).ExecuteUpdateAsync(set => set.SetProperty(r => r.Withheld, to.Value), cancel), cancel);
}

/// <summary>What conversations are called: their people's lists look again.</summary>
internal static class KeptTitles
{
    public static IKeptTexts Of(IntranetDb db, ICourier courier) => new KeptColumn<Conversation>(
        db, db.Conversations, c => new() { Id = c.Id, AuthorId = c.StartedById, Text = c.Title }, nameof(Conversation.Title), Surface.GroupName)
    {
        IsPrivate = true,
        Follow = async (id, cancel) =>
        {
            var people = await db.Participants.Where(p => p.ConversationId == id && p.ToSeq == null).Select(p => p.EmployeeId).ToListAsync(cancel);
            db.OnceCommitted(() => courier.Bring(new OwnPlaceMoved(id, people)));
        },
    };
}
