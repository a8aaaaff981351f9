using System.Text;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Directory;

namespace Intranet.Tests.Directory;

/// <summary>Staff files for the tests: those of Lindewaard, and made-up ones of every layout.</summary>
internal static class StaffFiles
{
    public const string Header = "Voornaam;Achternaam;E-mail werk;Telefoon;Functie;Team;Werklocatie;E-mail leidinggevende";

    /// <summary>Passes the 11-test; the usual number of documentation.</summary>
    public const string CitizenNumber = "123456782";

    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Directory", "Files", name));

    public static string Lines(params string[] lines) => string.Join("\r\n", lines) + "\r\n";

    /// <summary>A whole row of <see cref="Header"/>.</summary>
    public static string Row(string first, string last, string email, string phone = "", string job = "Adviseur", string team = "Samenleving", string location = "Stadhuis", string manager = "") =>
        $"{first};{last};{email};{phone};{job};{team};{location};{manager}";

    public static StaffFile Read(string text, ReadingChoices? choices = null) => Read(Encoding.UTF8.GetBytes(text), choices);

    public static StaffFile Read(byte[] bytes, ReadingChoices? choices = null) =>
        new StaffFileReader(TimeProvider.System).Read(bytes, choices ?? new ReadingChoices());

    public static StaffRows People(string text) => People(Read(text));

    public static StaffRows People(StaffFile file, params string[] ownDomains) =>
        new StaffRowReader(ContentRuleSet.Default(), TimeProvider.System).Read(file, file.Mapping, ownDomains);

    public static ImportDifference Compare(StaffRows rows, IReadOnlyList<KnownPerson> directory, params string[] samePeople) =>
        ImportDifference.Between(rows.Rows, rows.Rejected, rows.Warnings, directory, samePeople.ToHashSet());

    /// <summary>The directory as it is after this import was applied.</summary>
    public static List<KnownPerson> Apply(ImportDifference difference, IReadOnlyList<KnownPerson> directory)
    {
        var people = directory.ToDictionary(p => p.Id);
        foreach (var person in difference.Leaving) people[person.Id] = person with { State = EmployeeState.Deactivated };
        foreach (var person in difference.New)
        {
            if (person.FormerHolder is { } former) people[former.Id] = people[former.Id] with { Email = $"{former.Id}@given-up.invalid" };
            var added = Known(person.Row.Staff, Guid.CreateVersion7());
            people[added.Id] = added;
        }

        foreach (var person in difference.Changed.Concat(difference.ComingBack))
        {
            var state = person.Person.WorksHere ? person.Person.State : EmployeeState.Invited;
            people[person.Person.Id] = Known(person.Row.Staff, person.Person.Id) with { State = state };
        }

        var ids = people.Values.ToDictionary(p => p.Email, p => p.Id);
        foreach (var row in difference.New.Select(p => p.Row).Concat(difference.Changed.Concat(difference.ComingBack).Select(p => p.Row)))
        {
            var person = people[ids[row.Staff.Email]];
            people[person.Id] = person with { ManagerId = row.Staff.ManagerEmail is { } manager ? ids[manager] : null };
        }

        return [.. people.Values];
    }

    public static List<KnownPerson> DirectoryOf(string text) => Apply(Compare(People(text), []), []);

    public static KnownPerson Known(StaffRow staff, Guid id) => new(
        id, staff.FirstName, staff.LastName, staff.Email, staff.Phone, staff.JobTitle, staff.Team, staff.WorkLocation, null, EmployeeState.Invited, IsImported: true);
}
