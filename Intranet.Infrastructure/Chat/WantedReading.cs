using Intranet.Domain.Shared;

namespace Intranet.Infrastructure.Chat;

/// <summary>A read position that asks to move forward.</summary>
internal sealed class WantedReading(Guid conversationId, Guid employeeId, long seq) : Wanted<long>
{
    // In the chat of a group there is a row from the first reading on.
    private const string Move = """
        INSERT INTO participants (conversation_id, employee_id, from_seq, joined_seq, last_read_seq, mailed_seq, is_admin, hears_mentions)
        SELECT c.id, $2, 1, 0, CASE WHEN $3 < c.last_seq THEN $3 ELSE c.last_seq END, 0, FALSE, FALSE FROM conversations c
        WHERE c.id = $1 AND CASE WHEN c.kind = 'Group'
            THEN EXISTS (SELECT 1 FROM memberships m WHERE m.group_id = c.group_id AND m.employee_id = $2)
            ELSE EXISTS (SELECT 1 FROM participants p WHERE p.conversation_id = c.id AND p.employee_id = $2 AND p.to_seq IS NULL) END
        ON CONFLICT (conversation_id, employee_id) DO UPDATE
        SET last_read_seq = CASE WHEN excluded.last_read_seq > participants.last_read_seq THEN excluded.last_read_seq ELSE participants.last_read_seq END
        RETURNING last_read_seq
        """;

    private readonly Guid conversationId = conversationId;
    private readonly Guid employeeId = employeeId;
    private readonly long seq = seq;

    /// <summary>Returns where it is now; nothing when the reader does not take part.</summary>
    public Statement AsStatement() => new(Move, [conversationId, employeeId, seq]);

    public void Take(long? place) => WillAnswer(() => place ?? throw new NotThereException());

    /// <summary>In one order for all nodes, so that two of them never wait for each other.</summary>
    public static IEnumerable<WantedReading> InOrder(IEnumerable<WantedReading> together) => together.OrderBy(w => w.conversationId).ThenBy(w => w.employeeId);

    public static async Task WriteAsync(Statements statements, IReadOnlyList<WantedReading> together, CancellationToken cancel)
    {
        var wishes = InOrder(together).ToList();
        var places = await statements.RunAsync<long?>([.. wishes.Select(w => w.AsStatement())], row => row.GetInt64(0), cancel);
        foreach (var (wish, place) in wishes.Zip(places)) wish.Take(place);
    }
}
