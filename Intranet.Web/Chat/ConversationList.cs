using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>A conversation in one's own list.</summary>
/// <param name="Title">The name of the other, of the group, or of the conversation; else the names of who is in it.</param>
/// <param name="Unread">What others said after <paramref name="LastReadSeq"/> and did not delete; counted up to 1,000.</param>
public sealed record ConversationRow(
    Guid Id, ConversationKind Kind, string Title, Face? Other, Guid? GroupId, string? GroupIcon, long Head, int Epoch, long LastReadSeq, int Unread, bool IsMuted, DateTime LastAt, LastLine? Last)
{
    /// <summary>The title was given by somebody; else it is made of names.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Until when it is quiet; null unless <see cref="IsMuted"/>.</summary>
    public DateTime? MutedUntil { get; init; }

    /// <summary>While it is muted, a line that names the reader counts all the same.</summary>
    public bool HearsMentions { get; init; }

    /// <summary>How many of the unread lines name the reader.</summary>
    public int UnreadMentions { get; init; }

    /// <summary>What counts in the menu.</summary>
    public int Counts => !IsMuted ? Unread : HearsMentions ? UnreadMentions : 0;

    /// <summary>How far the other of the two read; null unless the organisation allows it and both chose so.</summary>
    public long? SeenSeq { get; init; }
}

/// <summary>What was said last.</summary>
/// <param name="Excerpt">Empty once deleted.</param>
public sealed record LastLine(Guid AuthorId, string AuthorFirstName, string Excerpt, bool IsDeleted);

/// <summary>The conversations of one colleague, newest first.</summary>
public sealed class ConversationList(IntranetDb db, ChatChoices choices, TimeProvider clock)
{
    public const int MaxRows = 200;
    private const int CountUpTo = 1_000;

    /// <param name="including">Also listed when nobody said anything yet: the one that is open.</param>
    public Task<IReadOnlyList<ConversationRow>> ReadAsync(Guid employeeId, Guid? including, CancellationToken cancel) =>
        ReadAsync(PlacesOf(employeeId).Where(p => p.Conversation.LastSeq > 0 || p.Conversation.Id == including), employeeId, cancel);

    private async Task<IReadOnlyList<ConversationRow>> ReadAsync(IQueryable<Place> which, Guid employeeId, CancellationToken cancel)
    {
        var places = await which
            .OrderByDescending(p => p.Conversation.LastAt).ThenByDescending(p => p.Conversation.Id).Take(MaxRows)
            .Select(p => new
            {
                p.Conversation, p.LastReadSeq, p.FromSeq, p.ReadsFrom, p.MutedUntil, p.HearsMentions,
                UnreadMentions = db.MessageMentions.Count(n => n.ConversationId == p.Conversation.Id && n.EmployeeId == employeeId && n.Seq > p.LastReadSeq && n.Seq >= p.FromSeq
                    && (p.ReadsFrom == null || db.Messages.Any(m => m.ConversationId == n.ConversationId && m.Seq == n.Seq && m.SentAt >= p.ReadsFrom))),
                Unread = db.Messages.Where(m => m.ConversationId == p.Conversation.Id && m.Seq > p.LastReadSeq && m.Seq >= p.FromSeq
                    && m.AuthorId != employeeId && m.Kind == MessageKind.Said && m.DeletedAt == null && (p.JoinedAt == null || m.SentAt > p.JoinedAt)).OrderBy(m => m.Seq).Take(CountUpTo).Count(),
            }).AsNoTracking().ToListAsync(cancel);

        var ids = places.Select(p => p.Conversation.Id).ToList();
        var said = await (
            from c in db.Conversations.Where(c => ids.Contains(c.Id))
            join m in db.Messages on new { ConversationId = c.Id, Seq = c.LastSaidSeq } equals new { m.ConversationId, m.Seq }
            join e in db.Employees on m.AuthorId equals e.Id
            select new { c.Id, m.Seq, m.SentAt, m.AuthorId, e.FirstName, Body = m.Body.Substring(0, 200), IsDeleted = m.DeletedAt != null }).ToDictionaryAsync(m => m.Id, cancel);
        var groupIds = places.Select(p => p.Conversation.GroupId).OfType<Guid>().ToList();
        var groups = await db.Groups.Where(g => groupIds.Contains(g.Id)).Select(g => new { g.Id, g.Name, g.Icon }).ToDictionaryAsync(g => g.Id, cancel);
        var faces = await FacesAsync([.. places.Where(p => p.Conversation.Kind != ConversationKind.Group).Select(p => p.Conversation.Id)], employeeId, cancel);

        var seen = await SeenAsync(employeeId, [.. places.Where(p => p.Conversation.Kind == ConversationKind.Direct).Select(p => p.Conversation.Id)], cancel);
        var now = clock.UtcNow();
        return [.. places.Select(p =>
        {
            var c = p.Conversation;
            var group = c.GroupId is { } groupId ? groups[groupId] : null;
            var others = faces[c.Id].ToList();
            var last = said.GetValueOrDefault(c.Id) is { } line && line.Seq >= p.FromSeq && !(line.SentAt < p.ReadsFrom)
                ? new LastLine(line.AuthorId, line.FirstName, MessageRows.Excerpt(line.Body), line.IsDeleted) : null;
            return new ConversationRow(
                c.Id, c.Kind, group?.Name ?? Called(c, others), c.Kind == ConversationKind.Direct ? others.FirstOrDefault() : null, c.GroupId, group?.Icon,
                c.LastSeq, c.Epoch, p.LastReadSeq, p.Unread, p.MutedUntil > now, c.LastAt, last) 
            {
                IsNamed = c.Title.Length > 0, MutedUntil = p.MutedUntil > now ? p.MutedUntil : null, HearsMentions = p.HearsMentions, UnreadMentions = p.UnreadMentions, SeenSeq = seen.TryGetValue(c.Id, out var seenSeq) ? seenSeq : null,
            };
        })];
    }

    private async Task<IReadOnlyDictionary<Guid, long>> SeenAsync(Guid employeeId, IReadOnlyCollection<Guid> directIds, CancellationToken cancel)
    {
        if (directIds.Count == 0 || !await choices.AllowReadReceiptsAsync(cancel) || !await db.ChatPreferences.AnyAsync(p => p.EmployeeId == employeeId && p.ShowsReading, cancel))
        {
            return new Dictionary<Guid, long>();
        }

        return await db.Participants
            .Where(p => directIds.Contains(p.ConversationId) && p.EmployeeId != employeeId && db.ChatPreferences.Any(c => c.EmployeeId == p.EmployeeId && c.ShowsReading))
            .ToDictionaryAsync(p => p.ConversationId, p => p.LastReadSeq, cancel);
    }

    /// <summary>One that is too old for the list.</summary>
    public async Task<ConversationRow> OneAsync(Guid employeeId, Guid conversationId, CancellationToken cancel) =>
        await ReadAsync(PlacesOf(employeeId).Where(p => p.Conversation.Id == conversationId), employeeId, cancel) is [var row, ..] ? row : throw new NotThereException();

    /// <summary>A conversation without a name is called after who is in it.</summary>
    public static string Called(Conversation conversation, IReadOnlyList<Face> others) => conversation switch
    {
        { Title.Length: > 0 } => conversation.Title,
        { Kind: ConversationKind.Direct } => others.Count == 0 ? "" : others[0].Name,
        _ => string.Join(", ", others.Take(4).Select(face => face.FirstName)) + (others.Count > 4 ? $" +{others.Count - 4}" : ""),
    };

    /// <summary>The others who take part, by conversation.</summary>
    public async Task<ILookup<Guid, Face>> FacesAsync(IReadOnlyCollection<Guid> conversationIds, Guid exceptId, CancellationToken cancel)
    {
        var found = await (
            from p in db.Participants.Where(p => conversationIds.Contains(p.ConversationId) && p.ToSeq == null && p.EmployeeId != exceptId)
            join e in db.Employees on p.EmployeeId equals e.Id
            orderby e.SortKey, e.Id
            select new
            {
                p.ConversationId, e.Id, e.FirstName, e.LastName, e.JobTitle, PhotoId = e.IsShielded ? null : e.PhotoId,
                WorksHere = e.State == EmployeeState.Active || e.State == EmployeeState.Invited,
            }).ToListAsync(cancel);
        return found.ToLookup(f => f.ConversationId, f => new Face(f.Id, $"{f.FirstName} {f.LastName}".Trim(), f.FirstName, f.JobTitle, f.PhotoId, f.WorksHere));
    }

    /// <summary>Every line that this colleague may read now.</summary>
    public static IQueryable<Message> ReadableBy(IntranetDb db, Guid employeeId) =>
        from p in PlacesOf(db, employeeId)
        join m in db.Messages on p.Conversation.Id equals m.ConversationId
        where m.Seq >= p.FromSeq && (p.ReadsFrom == null || m.SentAt >= p.ReadsFrom)
        select m;

    public Task<List<Guid>> IdsAsync(Guid employeeId, CancellationToken cancel) => PlacesOf(employeeId).Select(p => p.Conversation.Id).ToListAsync(cancel);

    /// <summary>These conversations, as far as they are one's own.</summary>
    public async Task<IReadOnlyDictionary<Guid, ConversationRow>> RowsAsync(Guid employeeId, IReadOnlyCollection<Guid> conversationIds, CancellationToken cancel)
    {
        var rows = conversationIds.Count == 0 ? [] : await ReadAsync(PlacesOf(employeeId).Where(p => conversationIds.Contains(p.Conversation.Id)), employeeId, cancel);
        return rows.ToDictionary(row => row.Id);
    }

    /// <summary>What others said and this colleague has not read, where it is not muted or names them: one number for the menu.</summary>
    public static IQueryable<Message> UnreadOf(IntranetDb db, Guid employeeId, DateTime now) =>
        from p in PlacesOf(db, employeeId).Where(p => p.MutedUntil == null || p.MutedUntil < now || p.HearsMentions)
        join m in db.Messages.Where(m => m.AuthorId != employeeId && m.Kind == MessageKind.Said && m.DeletedAt == null) on p.Conversation.Id equals m.ConversationId
        where m.Seq > p.LastReadSeq && m.Seq >= p.FromSeq && (p.JoinedAt == null || m.SentAt > p.JoinedAt)
            && (p.MutedUntil == null || p.MutedUntil < now || db.MessageMentions.Any(n => n.ConversationId == m.ConversationId && n.Seq == m.Seq && n.EmployeeId == employeeId))
        select m;

    public Task<int> UnreadAsync(Guid employeeId, CancellationToken cancel) => UnreadOf(db, employeeId, clock.UtcNow()).CountAsync(cancel);

    /// <summary>Sums over all of one's conversations: see <see cref="Heads"/>.</summary>
    public async Task<Heads> SumAsync(Guid employeeId, CancellationToken cancel) => (await SumAsync([employeeId], cancel))[employeeId];

    /// <summary>The same for many colleagues, in one query.</summary>
    public async Task<IReadOnlyDictionary<Guid, Heads>> SumAsync(IReadOnlyCollection<Guid> employeeIds, CancellationToken cancel)
    {
        var sums = await PlacesOf(db, db.Participants.Where(p => employeeIds.Contains(p.EmployeeId)), db.Memberships.Where(m => employeeIds.Contains(m.EmployeeId)))
            .Where(p => p.Conversation.LastSeq > 0).GroupBy(p => p.EmployeeId)
            .Select(own => new { own.Key, Heads = new Heads(own.Count(), own.Sum(p => p.Conversation.LastSeq), own.Sum(p => p.LastReadSeq)) })
            .ToDictionaryAsync(own => own.Key, own => own.Heads, cancel);
        return employeeIds.ToDictionary(id => id, id => sums.GetValueOrDefault(id) ?? new Heads(0, 0, 0));
    }

    private IQueryable<Place> PlacesOf(Guid employeeId) => PlacesOf(db, employeeId);

    private static IQueryable<Place> PlacesOf(IntranetDb db, Guid employeeId) =>
        PlacesOf(db, db.Participants.Where(p => p.EmployeeId == employeeId), db.Memberships.Where(m => m.EmployeeId == employeeId));

    // Two ways to take part: by name, or as a member of a group.
    private static IQueryable<Place> PlacesOf(IntranetDb db, IQueryable<Participant> byName, IQueryable<Membership> asMember) =>
        (from p in byName.Where(p => p.ToSeq == null)
         join c in db.Conversations.Where(c => c.Kind != ConversationKind.Group) on p.ConversationId equals c.Id
         select new Place { EmployeeId = p.EmployeeId, Conversation = c, LastReadSeq = p.LastReadSeq, FromSeq = p.FromSeq, MutedUntil = p.MutedUntil, HearsMentions = p.HearsMentions, JoinedAt = null, ReadsFrom = null })
        .Concat(
            from g in asMember
            join c in db.Conversations on g.GroupId equals c.GroupId
            from p in db.Participants.Where(p => p.ConversationId == c.Id && p.EmployeeId == g.EmployeeId).DefaultIfEmpty()
            select new Place
            {
                EmployeeId = g.EmployeeId, Conversation = c, LastReadSeq = (long?)p.LastReadSeq ?? 0, FromSeq = 1, MutedUntil = p.MutedUntil, HearsMentions = (bool?)p.HearsMentions ?? false, JoinedAt = g.JoinedAt, ReadsFrom = g.ReadsFrom,
            });

    private sealed class Place
    {
        public Guid EmployeeId { get; init; }
        public required Conversation Conversation { get; init; }
        public long LastReadSeq { get; init; }
        public long FromSeq { get; init; }
        public DateTime? MutedUntil { get; init; }
        public bool HearsMentions { get; init; }

        /// <summary>Of the group: what was said before is no news. Null where people are brought in by name.</summary>
        public DateTime? JoinedAt { get; init; }

        /// <summary>Of the group: see <see cref="Membership.ReadsFrom"/>.</summary>
        public DateTime? ReadsFrom { get; init; }
    }
}
