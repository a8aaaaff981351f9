namespace Intranet.Web.Shared;

/// <summary>
/// Hints to open pages: "look again, something changed". The truth stands in the database, so a hint may get lost; it
/// holds ids, never text. Who may hear it is asked at each hint, so a right that ended is felt at once.
/// </summary>
public interface ILive
{
    /// <summary>To everybody with an open page who may read this post of this group now.</summary>
    Task TellReadersAsync(Guid groupId, Guid postId, string kind, object data, CancellationToken cancel);

    /// <summary>To the open pages of these colleagues.</summary>
    Task TellAsync(IReadOnlyCollection<Guid> employeeIds, string kind, object data, CancellationToken cancel);

    /// <summary>Closes the open pages' connections of a colleague, or of one session of theirs, on every node.</summary>
    Task DisconnectAsync(Guid employeeId, Guid? sessionId, CancellationToken cancel);
}
