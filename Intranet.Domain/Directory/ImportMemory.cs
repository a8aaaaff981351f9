namespace Intranet.Domain.Directory;

/// <summary>What an import changed, as it was before: enough to take the import back, and to tell HR whom it touched.</summary>
/// <param name="Joined">Who got an account.</param>
/// <param name="Corrected">Who changed or came back.</param>
/// <param name="Left">Whose account was closed.</param>
/// <param name="Moved">Whose account gave its address to somebody else.</param>
/// <param name="Taken">What other parts of the product took from the leavers: by part, in words that only that part reads.</param>
public sealed record ImportMemory(
    IReadOnlyList<Guid> Joined,
    IReadOnlyList<CorrectedPerson> Corrected,
    IReadOnlyList<LeftPerson> Left,
    IReadOnlyList<MovedAddress> Moved,
    IReadOnlyDictionary<string, string> Taken)
{
    /// <summary>How long an import can be taken back.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Who has to be invited now: newcomers, and who came back.</summary>
    public IReadOnlyList<Guid> ToBeInvited() => [.. Joined, .. Corrected.Where(p => !p.Was.WorksHere).Select(p => p.Was.Id)];

    /// <summary>Only what it says about these people.</summary>
    public ImportMemory About(ICollection<Guid> people) => this with
    {
        Joined = [.. Joined.Where(people.Contains)],
        Corrected = [.. Corrected.Where(c => people.Contains(c.Was.Id))],
        Left = [.. Left.Where(l => people.Contains(l.Id))],
        Moved = [.. Moved.Where(m => people.Contains(m.Id))],
    };

    /// <param name="roles">Which roles each leaver has.</param>
    public static ImportMemory Of(ImportDifference difference, ILookup<Guid, string> roles, IReadOnlyDictionary<string, string> taken) => new(
        [],
        [.. difference.Changed.Concat(difference.ComingBack).Select(p => new CorrectedPerson(p.Person, p.Row.Staff))],
        [.. difference.Leaving.Select(p => new LeftPerson(p.Id, p.State, [.. roles[p.Id]]))],
        [.. difference.New.Where(p => p.FormerHolder is not null).Select(p => new MovedAddress(p.FormerHolder!.Id, p.FormerHolder.Email))],
        taken);
}

/// <param name="Was">Before the import.</param>
/// <param name="Became">What the import made of it. What HR changed since then is left alone.</param>
public sealed record CorrectedPerson(KnownPerson Was, StaffRow Became);

public sealed record LeftPerson(Guid Id, EmployeeState State, IReadOnlyList<string> Roles);

public sealed record MovedAddress(Guid Id, string Email);
