using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;

namespace Intranet.Web.Demo;

/// <summary>What the parts of the demo share while they fill the town: the week, its times, and who and where is who and where.</summary>
internal sealed class DemoStage(DemoWeek week, DateTime now, ContentRuleSet rules)
{
    private readonly Dictionary<string, Employee> people = [];
    private readonly Dictionary<Guid, DateTime> readUntil = [];

    public DemoWeek Week => week;
    public DateTime Now => now;
    public DemoTime Time { get; } = new(now);
    public IReadOnlyDictionary<string, Employee> People => people;
    public Dictionary<string, Group> Groups { get; } = [];

    /// <summary>Known by the part of the address before the @.</summary>
    public void Enter(Employee employee)
    {
        var name = employee.Email[..employee.Email.IndexOf('@', StringComparison.Ordinal)];
        people.Add(name, employee);
        readUntil.Add(employee.Id, week.ReadUntil.TryGetValue(name, out var at) ? Time.Read(at) : now);
    }

    /// <summary>Up to where this colleague has read.</summary>
    public DateTime ReadUntil(Guid employeeId) => readUntil[employeeId];

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

    /// <summary>Read already when this colleague has been at the bell since.</summary>
    public Notice Tell(Guid employeeId, NoticeKind kind, Employee actor, Guid subjectId, Guid groupId, DateTime at)
    {
        var notice = Notice.Tell(employeeId, kind, actor.Id, subjectId, groupId, at);
        if (at <= ReadUntil(employeeId)) notice.Read(at);
        return notice;
    }
}
