namespace Intranet.Web.Chat;

/// <summary>Something that open pages may want to hear of. Small: whoever delivers it reads the rest from the database.</summary>
internal abstract record News;

/// <summary>For the open pages of these colleagues.</summary>
internal sealed record HintToPeople(IReadOnlyCollection<Guid> EmployeeIds, Hint Hint) : News;

/// <summary>For whoever may read this group at the moment of delivery.</summary>
internal sealed record HintToReaders(Guid GroupId, Hint Hint) : News;

/// <summary>A session ended (null: all of them): close its connections.</summary>
internal sealed record SessionEnded(Guid EmployeeId, Guid? SessionId) : News;

/// <summary>
/// Carries news to every node, the sender's own included; at most once, in no promised order. The truth stands in the
/// database, so a courier may lose things: pages find out by comparing numbers.
/// </summary>
internal interface ICourier
{
    Task BringAsync(News news, CancellationToken cancel);
}

/// <summary>One node: nobody else to tell.</summary>
internal sealed class LocalCourier(NewsDesk desk) : ICourier
{
    public Task BringAsync(News news, CancellationToken cancel) => desk.ReceiveAsync(news, cancel);
}
