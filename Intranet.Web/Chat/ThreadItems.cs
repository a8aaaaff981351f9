using Intranet.Domain.Chat;

namespace Intranet.Web.Chat;

/// <summary>What stands in a conversation, from old to new: lines of days, the line of what is new, messages.</summary>
public abstract record ThreadItem;

/// <param name="Day">At noon, in UTC: so that it is the same day in every nearby zone.</param>
public sealed record DayLine(DateTime Day, bool IsToday, bool IsYesterday) : ThreadItem;

/// <summary>Below it is what the reader had not read when the page was written.</summary>
public sealed record NewLine : ThreadItem;

public sealed record Line(MessageView View) : ThreadItem;

/// <summary>Puts lines in the shape of ui.md: per day, per author within five minutes. The script does the same with what comes later.</summary>
public static class ThreadItems
{
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(5);

    /// <param name="newFrom">The first line that the reader has not read; null when there is none.</param>
    public static IReadOnlyList<ThreadItem> Of(Guid conversationId, IReadOnlyList<MessageRow> rows, Guid readerId, long? newFrom, DateTime now)
    {
        var items = new List<ThreadItem>();
        var today = Town.DayOf(now);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var before = i > 0 ? rows[i - 1] : null;
            var after = i + 1 < rows.Count ? rows[i + 1] : null;
            if (before is null || Town.DayOf(before.SentAt) != Town.DayOf(row.SentAt))
            {
                var day = Town.DayOf(row.SentAt);
                items.Add(new DayLine(day.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc), day == today, day.AddDays(1) == today));
            }

            if (row.Seq == newFrom) items.Add(new NewLine());
            var isFirst = before is null || !IsTogether(before, row) || row.Seq == newFrom;
            var isLast = after is null || !IsTogether(row, after) || after.Seq == newFrom;
            items.Add(new Line(new MessageView(conversationId, row, isFirst, isLast, row.AuthorId == readerId)));
        }

        return items;
    }

    private static bool IsTogether(MessageRow one, MessageRow next) =>
        one.AuthorId == next.AuthorId && one.Kind == MessageKind.Said && next.Kind == MessageKind.Said
        && next.SentAt - one.SentAt < Together && Town.DayOf(one.SentAt) == Town.DayOf(next.SentAt);
}
