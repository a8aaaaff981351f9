namespace Intranet.Infrastructure.Directory;

/// <summary>
/// A feature that must know who works here. Called inside the transaction in which colleagues came, left or came back:
/// what follows from it is committed with it.
/// </summary>
public interface IStaffFollower
{
    /// <summary>Brings everything into line with the colleagues as they stand in the database now. Doing it twice does no harm.</summary>
    Task FollowAsync(CancellationToken cancel);
}
