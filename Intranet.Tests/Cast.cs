using Intranet.Domain.Accounts;
using Intranet.Domain.Branding;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;

namespace Intranet.Tests;

public sealed record Person(Guid Id, string Name, string Email);

public sealed record Place(Guid Id, string Name);

/// <summary>The people and places that the stories are about.</summary>
public sealed class Cast
{
    /// <summary>An employee; member of Council and Hideout, runs Council.</summary>
    public required Person Johan { get; init; }

    /// <summary>An employee; member of Council.</summary>
    public required Person Fatima { get; init; }

    /// <summary>An employee in no group but the one of everyone: who must not see.</summary>
    public required Person Sanne { get; init; }

    /// <summary>HR and nothing but HR.</summary>
    public required Person Hanna { get; init; }

    /// <summary>Moderator and nothing else.</summary>
    public required Person Mo { get; init; }

    /// <summary>Administrator and nothing else.</summary>
    public required Person Ada { get; init; }

    public required Place Everyone { get; init; }

    /// <summary>Open; Johan runs it, Fatima is in it.</summary>
    public required Place Cycling { get; init; }

    /// <summary>Closed; Johan runs it, Fatima is in it.</summary>
    public required Place Council { get; init; }

    /// <summary>Secret; Johan runs it, nobody else is in it.</summary>
    public required Place Hideout { get; init; }

    public IReadOnlyList<Person> All => [Johan, Fatima, Sanne, Hanna, Mo, Ada];

    internal static Task<Cast> AssembleAsync(IntranetApp app) => app.WithDbAsync(async db =>
    {
        var now = TimeProvider.System.UtcNow();
        db.Add(Organisation.SetUp(app.Checked("Gemeente Lindewaard"), app.Checked("Plein"), Organisation.DefaultColour, now));
        db.Add(HouseRules.Publish(1, app.Checked("Geen persoonsgegevens."), app.Checked("No personal data."), now));

        Person Join(string first, string last, params Role[] roles)
        {
            var email = $"{first}.{last.Replace(" ", "", StringComparison.Ordinal)}@lindewaard.example".ToLowerInvariant();
            var employee = Employee.Invite(
                new EmployeeDetails(app.Checked(first), app.Checked(last), app.Checked(email), null, app.Checked("Adviseur"), app.Checked("Samenleving"), app.Checked("Stadhuis")),
                isImported: false, now);
            employee.Activate(now);
            db.Add(employee);
            db.Add(HouseRulesAcceptance.Of(employee.Id, 1, now));
            db.AddRange(roles.Select(role => RoleGrant.Give(employee.Id, role, null, now)));
            return new Person(employee.Id, employee.Name, email);
        }

        var johan = Join("Johan", "de Vries");
        var fatima = Join("Fatima", "Zahra");
        var sanne = Join("Sanne", "Bos");
        var hanna = Join("Hanna", "Visser", Role.Hr);
        var mo = Join("Mo", "Yilmaz", Role.Moderator);
        var ada = Join("Ada", "Kuipers", Role.Administrator);

        var everyone = Group.ForEveryone(app.Checked("Alle collega's"), now);
        foreach (var person in new[] { johan, fatima, sanne, hanna, mo, ada }) everyone.Admit(person.Id, GroupRole.Member, MembershipSource.Rule, now);
        db.Add(everyone);

        Place Open(string name, GroupAccess access, params Person[] members)
        {
            var group = Group.Start(johan.Id, app.Checked(name), app.Checked($"Over {name}"), access, GroupKind.Team, "users-group", now);
            foreach (var member in members) group.Admit(member.Id, GroupRole.Member, MembershipSource.Hand, now);
            db.Add(group);
            return new Place(group.Id, group.Name);
        }

        var cycling = Open("Fietsen naar je werk", GroupAccess.Open, fatima);
        var council = Open("Voorbereiding raad", GroupAccess.Closed, fatima);
        var hideout = Open("Verrassing voor Ada", GroupAccess.Secret);
        await db.SaveChangesAsync();

        return new Cast
        {
            Johan = johan, Fatima = fatima, Sanne = sanne, Hanna = hanna, Mo = mo, Ada = ada,
            Everyone = new Place(everyone.Id, everyone.Name), Cycling = cycling, Council = council, Hideout = hideout,
        };
    });
}
