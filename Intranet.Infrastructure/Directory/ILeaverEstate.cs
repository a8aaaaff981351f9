namespace Intranet.Infrastructure.Directory;

/// <summary>Something that nobody looks after any more when its owner leaves.</summary>
/// <param name="Kind">A name in texts, such as <c>group</c>.</param>
/// <param name="Name">As everybody may see it.</param>
/// <param name="At">When it happens, of what happens at a time.</param>
public sealed record Belonging(Guid OwnerId, string Kind, string Name, DateTime? At = null);

/// <summary>
/// A feature in which colleagues own things that need an heir when they leave. HR sees what is listed, so nothing may be that not everybody
/// may know of.
/// </summary>
public interface ILeaverEstate
{
    Task<IReadOnlyList<Belonging>> ListAsync(Guid[] leavers, CancellationToken cancel);

    /// <summary>Called in the transaction in which the owner leaves, before anything is taken from them.</summary>
    Task HandOverAsync(Guid ownerId, Guid heirId, CancellationToken cancel);
}
