namespace Intranet.Web.Demo;

/// <summary>Draws as people are: a few do much, most do little. The same seed draws the same town.</summary>
#pragma warning disable CA5394 // Made-up data needs no secret.
internal sealed class Skew(int seed)
{
    private readonly Random random = new(seed);

    public int Below(int count) => random.Next(count);

    public bool Chance(double probability) => random.NextDouble() < probability;

    /// <summary>From 0 up; half of them in the first tenth.</summary>
    public int FewOften(int count) => (int)(count * Math.Pow(random.NextDouble(), 3.3));

    /// <summary>Around <paramref name="mean"/>, often none, seldom very many.</summary>
    public int Some(double mean) => (int)(-mean * Math.Log(1 - random.NextDouble()) + random.NextDouble());

    /// <summary>A moment between the two, later ones more often.</summary>
    public DateTime Between(DateTime from, DateTime to) => from + (to - from) * Math.Pow(random.NextDouble(), 0.6);

    public T One<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>A different one each time.</summary>
    public IEnumerable<T> Different<T>(IReadOnlyList<T> from, int count)
    {
        var drawn = new HashSet<int>();
        while (drawn.Count < Math.Min(count, from.Count))
        {
            var index = random.Next(from.Count);
            if (drawn.Add(index)) yield return from[index];
        }
    }
}
#pragma warning restore CA5394
