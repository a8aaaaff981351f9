using System.ComponentModel.DataAnnotations;

namespace Intranet.Web.Chat;

/// <summary>The limits of the live connection and of sending. Settings under <c>Chat</c>, such as <c>Chat__MaxConnectionsPerEmployee</c>.</summary>
public sealed class ChatOptions
{
    /// <summary>Open pages of one colleague on this node, over all devices.</summary>
    [Range(1, 1_000)]
    public int MaxConnectionsPerEmployee { get; set; } = 20;

    /// <summary>Connections of one network address that have not shaken hands yet.</summary>
    [Range(1, 100_000)]
    public int MaxHalfOpenPerAddress { get; set; } = 200;

    /// <summary>Calls a second of one connection, after a burst of twice as many; beyond it calls are refused, then the connection is closed.</summary>
    [Range(1, 1_000_000)]
    public int CallsPerSecond { get; set; } = 40;

    /// <summary>Messages a second of one colleague, after a burst of <see cref="SendBurst"/>; beyond it the answer says when to try again.</summary>
    [Range(1, 1_000_000)]
    public int SendsPerSecond { get; set; } = 10;

    /// <inheritdoc cref="SendsPerSecond"/>
    [Range(1, 1_000_000)]
    public int SendBurst { get; set; } = 60;

    /// <summary>Bytes of one call.</summary>
    [Range(1_024, 1_048_576)]
    public int MaxFrameBytes { get; set; } = 64 * 1024;

    /// <summary>Events waiting for one connection; beyond it they are dropped and the page is told to look again.</summary>
    [Range(1, 100_000)]
    public int MaxWaitingEvents { get; set; } = 256;

    /// <inheritdoc cref="MaxWaitingEvents"/>
    [Range(1_024, 100_000_000)]
    public int MaxWaitingBytes { get; set; } = 256 * 1024;

    /// <summary>What is unread for this long brings a mail, to who wants one.</summary>
    public TimeSpan MailAfter { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A connection that takes nothing for this long is closed.</summary>
    public TimeSpan MaxBlocked { get; set; } = TimeSpan.FromSeconds(10);
}
