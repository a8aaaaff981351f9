namespace Intranet.Web.Chat;

/// <summary>What the server says to an open page: the events of README.md, word for word.</summary>
public interface IChatClient
{
    /// <summary>The server hears this connection from now on: fetch what was missed, then let live events through.</summary>
    Task Ready(Ready ready);

    /// <summary>Look again, something changed: what other features tell their open pages through <see cref="Shared.ILive"/>.</summary>
    Task Hint(Hint hint);

    /// <summary>Events were dropped because this connection took them too slowly: fetch everything that is on the screen.</summary>
    Task Resync();

    /// <summary>The server stops. Come back after this many milliseconds, which differ from page to page.</summary>
    Task Goodbye(Goodbye goodbye);
}

/// <param name="EmployeeId">Who the server takes this connection for.</param>
/// <param name="ServerUtc">The server's clock; the client's own may be hours off.</param>
public sealed record Ready(Guid EmployeeId, DateTime ServerUtc);

/// <param name="Kind">Such as <c>post-published</c>; the feature that sends it says what its data holds.</param>
/// <param name="Data">Ids and counts, never text.</param>
public sealed record Hint(string Kind, object Data);

public sealed record Goodbye(int ReconnectAfterMs);
