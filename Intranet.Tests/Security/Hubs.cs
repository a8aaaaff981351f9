namespace Intranet.Tests.Security;

/// <summary>One line for each method that a page may call over the live connection: whom it answers. What it does for others stands in the tests of its feature.</summary>
internal static class Hubs
{
    public static IReadOnlyDictionary<string, string> Rows { get; } = new Dictionary<string, string>
    {
        ["ChatHub.Send"] = "who takes part and may speak",
        ["ChatHub.Edit"] = "the author, while taking part",
        ["ChatHub.Delete"] = "the author, while taking part",
        ["ChatHub.React"] = "who takes part and sees the line",
        ["ChatHub.Read"] = "who takes part",
        ["ChatHub.MarkUnread"] = "who takes part",
        ["ChatHub.Mute"] = "who takes part",
        ["ChatHub.SaveDraft"] = "who takes part",
        ["ChatHub.Start"] = "every colleague, with colleagues of today",
        ["ChatHub.StartInGroup"] = "members of the group",
        ["ChatHub.Add"] = "who takes part in a small conversation",
        ["ChatHub.Remove"] = "who started a small conversation",
        ["ChatHub.Leave"] = "who takes part in a small conversation",
        ["ChatHub.Typing"] = "who takes part",
        ["ChatHub.Show"] = "every colleague; the events themselves go to who takes part",
        ["ChatHub.Watch"] = "every colleague; shows who chose to show it",
        ["ChatHub.Visible"] = "every colleague, about themselves",
        ["ChatHub.Heads"] = "every colleague, about their own conversations",
    };
}
