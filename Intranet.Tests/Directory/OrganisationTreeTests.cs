using Intranet.Domain.Directory;

namespace Intranet.Tests.Directory;

/// <summary>Who reports to whom always renders, whatever the staff file says.</summary>
public class OrganisationTreeTests
{
    private static readonly Guid[] People = [.. Enumerable.Range(1, 9).Select(i => new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]))];

    [Fact]
    public void Several_tops_missing_managers_and_circles_hold_everybody_exactly_once()
    {
        // 0 leads 1 and 2; 3 has a manager who left; 4, 5 and 6 go round in a circle and 7 reports to 5; 8 reports to itself.
        (Guid, Guid?)[] links =
        [
            (People[0], null), (People[1], People[0]), (People[2], People[0]), (People[3], Guid.NewGuid()),
            (People[4], People[5]), (People[5], People[6]), (People[6], People[4]), (People[7], People[5]), (People[8], People[8]),
        ];
        var tree = OrganisationTree.Of(links);
        Assert.Equal([People[0], People[3], People[4], People[8]], tree.Tops);
        Assert.Equal([People[4], People[5], People[6]], tree.InACircle.Order());

        var seen = new List<Guid>();
        void Walk(Guid person)
        {
            seen.Add(person);
            foreach (var report in tree.ReportsOf(person)) Walk(report);
        }

        foreach (var top in tree.Tops) Walk(top);
        Assert.Equal(People, seen.Order());
    }

    [Fact]
    public void A_deep_line_does_not_take_long()
    {
        var many = Enumerable.Range(0, 20_000).Select(_ => Guid.NewGuid()).ToArray();
        var tree = OrganisationTree.Of([.. many.Select((id, i) => (id, i == 0 ? (Guid?)null : many[i - 1]))]);
        Assert.Equal([many[0]], tree.Tops);
        Assert.Empty(tree.InACircle);
    }
}
