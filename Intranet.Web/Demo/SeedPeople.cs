using Intranet.Domain.Branding;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Demo;

/// <summary>Any number of colleagues with managers, and groups of every size for them to be in.</summary>
internal sealed class SeedPeople(IntranetDb db, ContentRuleSet rules, Skew skew, DateTime now)
{
    private const int GroupsEach = 20;
    private static readonly string[] Subjects = ["Wonen", "Jeugd", "Verkeer", "Groen", "Sport", "Cultuur", "Energie", "Balie", "Inkoop", "Archief", "Toezicht", "Water", "Onderwijs", "Werk"];
    private static readonly string[] Forms = ["Team {0}", "Project {0}", "{0} in de praktijk", "Vragen over {0}", "Nieuws over {0}"];

    /// <summary>Everybody is active; each tenth leads those around them.</summary>
    public async Task<IReadOnlyList<Guid>> HireAsync(int count, CancellationToken cancel)
    {
        await SetUpAsync(cancel);
        var town = await ReadTownAsync(cancel);
        var first = await db.Employees.CountAsync(e => e.Email.EndsWith("@seed.example"), cancel);
        var hired = new List<Employee>();
        for (var n = first; n < first + count; n++)
        {
            var (row, other) = (skew.One(town), skew.One(town));
            var employee = Employee.Invite(
                new EmployeeDetails(
                    Checked(row[1]), Checked($"{other[2]} {other[3]}".Trim()), Checked($"collega{n}@seed.example"), null,
                    Checked(row[6]), Checked(row[7]), Checked(row[8])),
                isImported: false, now.AddDays(-400));
            employee.Activate(now.AddDays(-380));
            employee.ReportTo(hired.Count == 0 ? null : hired[hired.Count / 10].Id);
            hired.Add(employee);
        }

        await db.WriteAsync(async () =>
        {
            foreach (var some in hired.Chunk(2_000))
            {
                db.AddRange(some);
                await db.SaveChangesAsync(cancel);
                db.ChangeTracker.Clear();
            }

            var rulesVersion = await db.HouseRules.MaxAsync(r => (int?)r.Version, cancel);
            if (rulesVersion is null) return;
            await new BulkInsert<HouseRulesAcceptance>(db, nameof(HouseRulesAcceptance.EmployeeId), nameof(HouseRulesAcceptance.Version), nameof(HouseRulesAcceptance.AcceptedAt))
                .AddAsync(hired.Select(e => new object?[] { e.Id, rulesVersion, now.AddDays(-380) }), cancel);
        }, cancel);
        return [.. hired.Select(e => e.Id)];
    }

    /// <summary>From three members to everybody, so that colleagues are in <see cref="GroupsEach"/> groups on average.</summary>
    public async Task<IReadOnlyList<SeedGroup>> MeetAsync(int count, IReadOnlyList<Guid> people, CancellationToken cancel)
    {
        if (count == 0 || people.Count == 0) return [];

        var weights = Enumerable.Range(1, count).Select(rank => Math.Pow(rank, -0.8)).ToArray();
        var scale = (double)GroupsEach * people.Count / weights.Sum();
        var founded = now.AddDays(-370);
        var met = new List<SeedGroup>();
        foreach (var (weight, n) in weights.Select((w, n) => (w, n)))
        {
            // Every fourth is a handful of colleagues, as in life.
            var size = n % 4 == 3 ? 3 + skew.Below(10) : (int)(weight * scale);
            var members = skew.Different(people, Math.Clamp(size, 3, people.Count)).ToList();
            var access = (n % 10) switch { < 6 => GroupAccess.Open, < 9 => GroupAccess.Closed, _ => GroupAccess.Secret };
            var name = string.Format(System.Globalization.CultureInfo.InvariantCulture, Forms[n % Forms.Length], Subjects[n % Subjects.Length]);
            var group = Group.Start(members[0], Checked($"{name} {n + 1}"), Checked($"Alles over {name}."), access, GroupKind.Team, "users-group", founded);
            met.Add(new SeedGroup(group, members));
        }

        await db.WriteAsync(async () =>
        {
            db.AddRange(met.Select(g => g.Group));
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            await new BulkInsert<Membership>(db, nameof(Membership.GroupId), nameof(Membership.EmployeeId), nameof(Membership.JoinedAt), nameof(Membership.ReadUntil))
                .AddAsync(
                    met.SelectMany(g => g.Members.Skip(1).Select(m => new object?[] { g.Group.Id, m, founded, skew.Between(founded, now) })), cancel);
        }, cancel);
        return met;
    }

    private async Task SetUpAsync(CancellationToken cancel)
    {
        if (await db.Organisations.AnyAsync(cancel)) return;
        db.Add(Organisation.SetUp(Checked("Gemeente Lindewaard"), Checked("Plein"), Organisation.DefaultColour, now.AddDays(-400)));
        db.Add(HouseRules.Publish(1, Checked("Geen persoonsgegevens."), Checked("No personal data."), now.AddDays(-400)));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Names, job titles and teams are those of the demo, mixed.</summary>
    private static async Task<IReadOnlyList<string[]>> ReadTownAsync(CancellationToken cancel)
    {
        using var file = new StreamReader(DemoWeek.StaffFile());
        var lines = (await file.ReadToEndAsync(cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Skip(1).Select(line => line.Split(';'))];
    }

    private CheckedText Checked(string text) => rules.CheckUnanswered(text, Surface.CommandLine) is Allowed(var allowed)
        ? allowed
        : throw new InvalidOperationException("A made-up text breaks a content rule.");
}

internal sealed record SeedGroup(Group Group, IReadOnlyList<Guid> Members);
