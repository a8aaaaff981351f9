namespace Intranet.Infrastructure.Directory;

/// <summary>
/// A feature that takes something from colleagues when they leave, and gives it back when their leaving turns out to be a
/// mistake in the staff file. Called inside the transaction of the import.
/// </summary>
public interface ILeaverMemory
{
    /// <summary>What these colleagues are about to lose, in words that only this feature reads. Called before the <see cref="IStaffFollower"/>s.</summary>
    Task<string> RememberAsync(Guid[] leavers, CancellationToken cancel);

    /// <summary>As far as it is still there to give.</summary>
    Task GiveBackAsync(string remembered, CancellationToken cancel);
}
