using Intranet.Domain.Shared;

namespace Intranet.Domain.Chat;

/// <summary>What the organisation allows in chat. There is one row once something was changed.</summary>
public sealed class ChatSettings
{
    public const int MinKeepsDays = 7;
    public const int MaxKeepsDays = 36_500;

    public int Id { get; private set; } = 1;

    /// <summary>Colleagues may choose to show that they are here. Off until the organisation decides otherwise.</summary>
    public bool AllowsPresence { get; private set; }

    /// <summary>Two colleagues who both choose so see how far the other has read. Off until the organisation decides otherwise.</summary>
    public bool AllowsReadReceipts { get; private set; }

    /// <summary>Days that is kept what two colleagues said to each other; null is for ever.</summary>
    public int? DirectKeepsDays { get; private set; }

    /// <summary>The same for conversations of several.</summary>
    public int? SmallKeepsDays { get; private set; }

    /// <summary>The same for the chats of groups.</summary>
    public int? GroupKeepsDays { get; private set; }

    public void Allow(bool presence, bool readReceipts)
    {
        AllowsPresence = presence;
        AllowsReadReceipts = readReceipts;
    }

    /// <exception cref="RuleBrokenException">Shorter than a week is a slip of the finger, and would take everything away.</exception>
    public void Keep(int? direct, int? small, int? group)
    {
        if (direct < MinKeepsDays || small < MinKeepsDays || group < MinKeepsDays) throw new RuleBrokenException("keeps-too-short");
        DirectKeepsDays = direct;
        SmallKeepsDays = small;
        GroupKeepsDays = group;
    }

    public int? KeepsDays(ConversationKind kind) => kind switch
    {
        ConversationKind.Direct => DirectKeepsDays,
        ConversationKind.Small => SmallKeepsDays,
        _ => GroupKeepsDays,
    };
}

/// <summary>How one colleague likes to chat. There is a row once they chose something.</summary>
public sealed class ChatPreferences
{
    public Guid EmployeeId { get; private set; }

    /// <summary>Colleagues see whether they are here, if the organisation allows that at all.</summary>
    public bool ShowsPresence { get; private set; }

    /// <summary>Who they talk with sees how far they read, and they see the same of the other, if the organisation allows that at all.</summary>
    public bool ShowsReading { get; private set; }

    /// <summary>A mail comes about what stays unread.</summary>
    public bool MailsUnread { get; private set; } = true;

    /// <summary>Enter sends and Shift+Enter breaks the line; otherwise the other way round.</summary>
    public bool EnterSends { get; private set; } = true;

    public static ChatPreferences Of(Guid employeeId) => new() { EmployeeId = employeeId };

    public void Choose(bool showsPresence, bool showsReading, bool mailsUnread, bool enterSends)
    {
        ShowsPresence = showsPresence;
        ShowsReading = showsReading;
        MailsUnread = mailsUnread;
        EnterSends = enterSends;
    }
}
