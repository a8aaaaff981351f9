using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;

namespace Intranet.Web.Demo;

/// <summary>What the parts of the demo share while they fill the town: the week, its times, and who and where is who and where.</summary>
internal sealed class DemoStage(DemoWeek week, DateTime now, ContentRuleSet rules)
{
    private readonly Dictionary<string, Employee> people = [];

    public DemoWeek Week => week;
    public DateTime Now => now;
    public DemoTime Time { get; } = new(now);
    public IReadOnlyDictionary<string, Employee> People => people;
    public Dictionary<string, Group> Groups { get; } = [];

    /// <summary>Known by the part of the address before the @.</summary>
    public void Enter(Employee employee) => people.Add(employee.Email[..employee.Email.IndexOf('@', StringComparison.Ordinal)], employee);

    /// <summary>Through the same door as everybody's text; the demo has no author to ask, so it must be beyond doubt.</summary>
    public CheckedText Checked(string text, Surface surface) =>
        rules.Check(Time.FillIn(text), surface) is Allowed(var allowed)
            ? allowed
            : throw new InvalidOperationException($"A text of the demo ({surface}) breaks a content rule.");

    /// <summary>
    /// The same colleagues each time for the same <paramref name="seed"/>, so that a second demo looks like the first.
    /// </summary>
    public static IEnumerable<Employee> Draw(IReadOnlyList<Employee> from, int seed)
    {
        var order = Enumerable.Range(0, from.Count).ToArray();
#pragma warning disable CA5394 // Who likes what in a made-up town is no secret.
        new Random(seed).Shuffle(order);
#pragma warning restore CA5394
        return order.Select(i => from[i]);
    }

    /// <summary>Up to where this colleague has read; who is not told about is up to date.</summary>
    public DateTime ReadUntil(string person) => week.ReadUntil.TryGetValue(person, out var at) ? Time.Read(at) : now;
}
