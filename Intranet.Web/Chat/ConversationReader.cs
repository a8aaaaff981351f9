using Intranet.Domain.Chat;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>A part of a conversation, and how far it goes.</summary>
/// <param name="Head">With all rows applied, the reader is at this number; holes below it are no holes.</param>
/// <param name="More">Ask again after <paramref name="Head"/> (changes), or before the first row (older lines).</param>
/// <param name="Reset">Too much changed: forget what is on the screen and take these newest lines instead.</param>
/// <param name="HasNewer">These lines do not reach the end of the conversation.</param>
public sealed record Rows(Guid ConversationId, int Epoch, long Head, bool More, bool Reset, IReadOnlyList<MessageRow> Lines, bool HasNewer = false);

/// <summary>Where in a conversation to read; the end when nothing is said.</summary>
/// <param name="On">The first line of that day or after it, where the town is.</param>
public sealed record Spot(long? Before = null, long? After = null, long? Around = null, DateOnly? On = null);

/// <summary>Reads conversations as one colleague may see them. Each call asks anew whether they take part.</summary>
public sealed class ConversationReader(IntranetDb db)
{
    public const int PageSize = 50;
    public const int MaxChanges = 500;

    /// <summary>Beyond this many changes the newest page is better than all of them.</summary>
    public const int MaxMissed = 2_000;

    /// <summary>Fifty lines of a conversation, oldest first.</summary>
    /// <exception cref="NotThereException">There is no such conversation, or they do not take part.</exception>
    public async Task<Rows> PageAsync(Guid employeeId, Guid conversationId, Spot spot, CancellationToken cancel)
    {
        var seat = await db.SeatAsync(conversationId, employeeId, cancel);
        if (spot.On is { } day) spot = new Spot(Around: await db.FirstSinceAsync(conversationId, Town.StartOf(day), seat.FromSeq, seat.Head, cancel));
        if (spot.Around is { } middle) return await AroundAsync(seat, middle, cancel);
        return spot.After is { } after ? await AfterAsync(seat, after, PageSize, cancel) : await PageAsync(seat, spot.Before, reset: false, cancel);
    }

    /// <summary>What changed after a number, as it is now, in the order of the changes; what was deleted included.</summary>
    /// <param name="epoch">The one that the number belongs to; null when the reader kept none.</param>
    /// <inheritdoc cref="PageAsync(Guid, Guid, Spot, CancellationToken)"/>
    public async Task<Rows> ChangesAsync(Guid employeeId, Guid conversationId, long after, int? epoch, CancellationToken cancel)
    {
        var seat = await db.SeatAsync(conversationId, employeeId, cancel);
        var knowsOtherNumbers = after > seat.Head || (after > 0 && after < seat.JoinedSeq) || (epoch is not null && epoch != seat.Epoch);
        if (knowsOtherNumbers || seat.Head - Math.Max(after, 0) > MaxMissed) return await PageAsync(seat, before: null, reset: true, cancel);

        var lines = await db.Messages
            .Where(m => m.ConversationId == conversationId && m.RevSeq > after && m.Seq >= seat.FromSeq)
            .OrderBy(m => m.RevSeq).Take(MaxChanges + 1).ToRowsAsync(db, cancel);
        var more = lines.Count > MaxChanges;
        if (more) lines = [.. lines.Take(MaxChanges)];

        // The head was read before the lines, so every change up to it is among them; later ones may be too.
        var last = lines.Count == 0 ? 0 : lines[^1].Rev;
        return new Rows(conversationId, seat.Epoch, more ? last : Math.Max(seat.Head, last), more, Reset: false, See(lines, seat));
    }

    /// <summary>Catching up after a lost connection, for all that is on the screen at once. What they no longer take part in is left out.</summary>
    public async Task<IReadOnlyList<Rows>> CatchUpAsync(Guid employeeId, IReadOnlyList<(Guid ConversationId, long After, int? Epoch)> cursors, CancellationToken cancel)
    {
        var all = new List<Rows>(cursors.Count);
        foreach (var (conversationId, after, epoch) in cursors)
        {
            try
            {
                all.Add(await ChangesAsync(employeeId, conversationId, after, epoch, cancel));
            }
            catch (NotThereException)
            {
                // Left out: that is how the page learns it.
            }
        }

        return all;
    }

    private async Task<Rows> PageAsync(Seat seat, long? before, bool reset, CancellationToken cancel)
    {
        var lines = await db.NewestRowsAsync(seat.ConversationId, seat.FromSeq, before ?? long.MaxValue, PageSize + 1, cancel);
        var newest = lines.Take(PageSize).Reverse().ToList();
        return new Rows(seat.ConversationId, seat.Epoch, seat.Head, lines.Count > PageSize, reset, See(newest, seat), HasNewer: before <= seat.Head);
    }

    private async Task<Rows> AfterAsync(Seat seat, long after, int count, CancellationToken cancel)
    {
        var lines = await db.Messages
            .Where(m => m.ConversationId == seat.ConversationId && m.Seq >= seat.FromSeq && m.Seq > after)
            .OrderBy(m => m.Seq).Take(count + 1).ToRowsAsync(db, cancel);
        return new Rows(seat.ConversationId, seat.Epoch, seat.Head, More: after >= seat.FromSeq, Reset: false, See([.. lines.Take(count)], seat), HasNewer: lines.Count > count);
    }

    private async Task<Rows> AroundAsync(Seat seat, long middle, CancellationToken cancel)
    {
        var before = await db.NewestRowsAsync(seat.ConversationId, seat.FromSeq, middle, (PageSize / 2) + 1, cancel);
        var earlier = before.Take(PageSize / 2).Reverse();
        var later = await AfterAsync(seat, middle - 1, PageSize / 2, cancel);
        return later with { More = before.Count > PageSize / 2, Lines = [.. See([.. earlier], seat), .. later.Lines] };
    }

    private static IReadOnlyList<MessageRow> See(IReadOnlyList<MessageRow> lines, Seat seat) => [.. lines.Select(line => line.SeenFrom(seat.FromSeq))];
}
