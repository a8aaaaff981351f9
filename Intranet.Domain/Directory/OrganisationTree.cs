namespace Intranet.Domain.Directory;

/// <summary>
/// Who reports to whom, as a forest that always renders: whoever has no manager who works here is a top, and a circle of managers is
/// opened at one of them, so that everybody is in it exactly once.
/// </summary>
public sealed class OrganisationTree
{
    private readonly ILookup<Guid, Guid> reports;

    private OrganisationTree(IReadOnlyList<Guid> tops, IReadOnlySet<Guid> circle, ILookup<Guid, Guid> reports)
    {
        Tops = tops;
        InACircle = circle;
        this.reports = reports;
    }

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<Guid> Tops { get; }

    /// <summary>Whose managers, followed upward, lead back to themselves. HR mends these.</summary>
    public IReadOnlySet<Guid> InACircle { get; }

    /// <summary>In the order in which they were given; without whom stands on top.</summary>
    public IEnumerable<Guid> ReportsOf(Guid id) => reports[id];

    /// <param name="people">Who works here, each with the manager's id.</param>
    public static OrganisationTree Of(IReadOnlyList<(Guid Id, Guid? Manager)> people)
    {
        var working = people.Select(p => p.Id).ToHashSet();
        var managerOf = people.ToDictionary(p => p.Id, p => p.Manager is { } manager && working.Contains(manager) && manager != p.Id ? manager : (Guid?)null);
        var circle = new HashSet<Guid>();
        var tops = new HashSet<Guid>();
        var walkOf = new Dictionary<Guid, int>(people.Count);
        for (var walk = 0; walk < people.Count; walk++)
        {
            var person = people[walk].Id;
            while (walkOf.TryAdd(person, walk) && managerOf[person] is { } manager) person = manager;
            if (managerOf[person] is null) tops.Add(person);
            else if (walkOf[person] == walk && circle.Add(person)) OpenAt(person);
        }

        return new OrganisationTree(
            [.. people.Select(p => p.Id).Where(tops.Contains)], circle,
            people.Where(p => !tops.Contains(p.Id) && managerOf[p.Id] is not null).ToLookup(p => managerOf[p.Id]!.Value, p => p.Id));

        void OpenAt(Guid first)
        {
            tops.Add(first);
            for (var next = managerOf[first]!.Value; next != first; next = managerOf[next]!.Value) circle.Add(next);
        }
    }
}
