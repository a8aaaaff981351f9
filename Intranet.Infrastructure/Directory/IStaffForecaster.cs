using Intranet.Domain.Directory;

namespace Intranet.Infrastructure.Directory;

/// <summary>How one group fills and empties with the staff file.</summary>
/// <param name="People">Empty when the asker may know of the group but not of who is in it.</param>
public sealed record GroupMoves(Guid GroupId, string Name, int Comes, int Goes, IReadOnlyList<GroupMove> People)
{
    /// <summary>For the fingerprint of a preview. People by address: a newcomer has another id in each comparison.</summary>
    public string AsSeen => $"group {GroupId} {Comes} {Goes} {string.Join(' ', People.Select(m => (m.Comes ? "+" : "-") + m.Person.Email))}";
}

public sealed record GroupMove(Mover Person, bool Comes);

/// <summary>Says beforehand what an <see cref="IStaffFollower"/> would do after an import. Changes nothing.</summary>
public interface IStaffForecaster
{
    /// <param name="askerId">Who looks; null for the command line, which is told what every colleague may know.</param>
    /// <returns>The groups that change, by name, as far as the asker may know of them.</returns>
    Task<IReadOnlyList<GroupMoves>> ForecastAsync(ImportDifference difference, Guid? askerId, CancellationToken cancel);
}
