namespace Intranet.Domain.Chat;

/// <summary>What the organisation allows in chat. There is one row once something was changed.</summary>
public sealed class ChatSettings
{
    public int Id { get; private set; } = 1;

    /// <summary>Colleagues may choose to show that they are here. Off until the organisation decides otherwise.</summary>
    public bool AllowsPresence { get; private set; }

    public void AllowPresence(bool allowed) => AllowsPresence = allowed;
}

/// <summary>How one colleague likes to chat. There is a row once they chose something.</summary>
public sealed class ChatPreferences
{
    public Guid EmployeeId { get; private set; }

    /// <summary>Colleagues see whether they are here, if the organisation allows that at all.</summary>
    public bool ShowsPresence { get; private set; }

    /// <summary>Enter sends and Shift+Enter breaks the line; otherwise the other way round.</summary>
    public bool EnterSends { get; private set; } = true;

    public static ChatPreferences Of(Guid employeeId) => new() { EmployeeId = employeeId };

    public void Choose(bool showsPresence, bool enterSends)
    {
        ShowsPresence = showsPresence;
        EnterSends = enterSends;
    }
}
