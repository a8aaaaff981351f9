using Intranet.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Intranet.Tests;

/// <summary>The few classes that take longest start first: the run does not end with one of them, and the other processor idle.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(Journeys.EveryPageTests), nameof(Chat.Faults.FaultTests), nameof(Security.RouteMatrixTests), nameof(Journeys.MainRoadTests),
        nameof(Chat.Faults.SlowReaderTests), nameof(Journeys.SessionEndTests), nameof(Journeys.StaffMonthsTests), nameof(Journeys.KeyboardTests),
        nameof(Journeys.WritingTests), nameof(Directory.ImportFolderTests), nameof(Timeline.FeedTests), nameof(Timeline.PostLifeTests),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Rank(c)).ThenBy(c => c.UniqueID, StringComparer.Ordinal)];

    private static int Rank(ITestCollection collection)
    {
        var place = Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal));
        return place < 0 ? Long.Length : place;
    }
}
