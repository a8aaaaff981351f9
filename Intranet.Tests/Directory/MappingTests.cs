using Intranet.Domain.Directory;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Directory;

/// <summary>Which column is what, and which we must not know.</summary>
public class MappingTests
{
    [Theory]
    [InlineData("lindewaard-afas.csv", "utf-8-bom", "first_name=Roepnaam|last_name=Voorvoegsel + Achternaam|email=E-mail werk|phone=Telefoonnr. werk|job_title=Functie|team=Organisatorische eenheid|work_location=Werklocatie|manager_email=E-mail leidinggevende", "Medewerker|Begindatum contract", "")]
    [InlineData("lindewaard-excel.csv", "windows-1252", "first_name=Voornaam|last_name=Tussenvoegsel + Achternaam|email=E-mailadres|phone=Telefoon|job_title=Functie|team=Afdeling|work_location=Standplaats|manager_email=Leidinggevende e-mail", "", "Geboortedatum")]
    [InlineData("lindewaard-workplace.csv", "utf-8", "first_name=First Name|last_name=Last Name|email=Email|phone=Phone Number|job_title=Job Title|team=Department|work_location=Location|manager_email=Manager Email", "Locale|Division|Organization|Start Date", "")]
    public void The_files_of_Lindewaard_map_by_themselves(string name, string encoding, string fields, string ignored, string forbidden)
    {
        var file = Read(Sample(name));
        Assert.Equal(encoding, file.Encoding);
        Assert.Equal(fields, string.Join('|', file.Mapping.Fields.Select(f => $"{f.Key.Code()}={f.Value}")));
        Assert.Equal(ignored, string.Join("|", file.Mapping.IgnoredColumns));
        Assert.Equal(forbidden, string.Join('|', file.Mapping.ForbiddenColumns));

        var people = People(file);
        Assert.Equal(36, people.Rows.Count);
        Assert.Empty(people.Rejected);
        Assert.All(people.Rows, row => Assert.StartsWith("+311234567", row.Staff.Phone, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Roepnaam", ColumnRole.FirstName)]
    [InlineData("knownAs", ColumnRole.FirstName)]
    [InlineData("FIRSTNAME", ColumnRole.FirstName)]
    [InlineData("name.givenName", ColumnRole.FirstName)]
    [InlineData("Tussenvoegsel(s)", ColumnRole.LastNamePrefix)]
    [InlineData("lastNameAtBirthPrefix", ColumnRole.LastNamePrefix)]
    [InlineData("Geboortenaam", ColumnRole.LastName)]
    [InlineData("LAST_NAME", ColumnRole.LastName)]
    [InlineData("Geboortenaam_partner", ColumnRole.PartnerName)]
    [InlineData("Voorvoegsel partner", ColumnRole.PartnerPrefix)]
    [InlineData("Naamgebruik_code", ColumnRole.NameUsage)]
    [InlineData("E-mailadres (werk)", ColumnRole.Email)]
    [InlineData("Email_werk", ColumnRole.Email)]
    [InlineData("emails[type eq \"work\"].value", ColumnRole.Email)]
    [InlineData("Telefoonnr_werk", ColumnRole.Phone)]
    [InlineData("Tel. werk", ColumnRole.Phone)]
    [InlineData("BIZ_PHONE", ColumnRole.Phone)]
    [InlineData("userName", ColumnRole.Email)]
    [InlineData("Mobiel werk", ColumnRole.Phone)]
    [InlineData("Functieomschrijving", ColumnRole.JobTitle)]
    [InlineData("TITLE", ColumnRole.JobTitle)]
    [InlineData("Organisatorische_eenheid", ColumnRole.Team)]
    [InlineData("Cluster", ColumnRole.Team)]
    [InlineData("DEPARTMENT", ColumnRole.Team)]
    [InlineData("Standplaats", ColumnRole.WorkLocation)]
    [InlineData("LOCATION", ColumnRole.WorkLocation)]
    [InlineData("Mail leidinggevende", ColumnRole.Manager)]
    [InlineData("Medewerkernummer_leidinggevende", ColumnRole.Manager)]
    [InlineData("MANAGER", ColumnRole.Manager)]
    [InlineData("In dienst tot", ColumnRole.EndDate)]
    [InlineData("STATUS", ColumnRole.Status)]
    [InlineData("USERID", ColumnRole.StaffId)]
    [InlineData("BSN", ColumnRole.Forbidden)]
    [InlineData("Burger service nummer", ColumnRole.Forbidden)]
    [InlineData("Geb. datum", ColumnRole.Forbidden)]
    [InlineData("Date of birth", ColumnRole.Forbidden)]
    [InlineData("IBAN", ColumnRole.Forbidden)]
    [InlineData("Bankrekeningnummer", ColumnRole.Forbidden)]
    [InlineData("Bruto salaris", ColumnRole.Forbidden)]
    [InlineData("Functieschaal", ColumnRole.Forbidden)]
    [InlineData("Nationaliteit", ColumnRole.Forbidden)]
    [InlineData("Adres", ColumnRole.Forbidden)]
    [InlineData("Woonplaats", ColumnRole.Forbidden)]
    [InlineData("E-mail privé", ColumnRole.Forbidden)]
    [InlineData("Telefoon prive", ColumnRole.Forbidden)]
    [InlineData("PERSONAL_EMAIL", ColumnRole.Forbidden)]
    [InlineData("Functie leidinggevende", ColumnRole.Ignored)]
    [InlineData("Telefoon leidinggevende", ColumnRole.Ignored)]
    [InlineData("E-mail vervanger", ColumnRole.Ignored)]
    [InlineData("Begindatum contract", ColumnRole.Ignored)]
    [InlineData("Functiecode", ColumnRole.Ignored)]
    [InlineData("Afdelingsnummer", ColumnRole.Ignored)]
    [InlineData("Titulatuur", ColumnRole.Ignored)]
    public void A_header_says_what_its_column_is(string header, ColumnRole role) =>
        Assert.Equal(role, ColumnName.Read(header).Role);

    [Fact]
    public void Work_mail_is_chosen_and_never_the_managers_or_a_private_one()
    {
        var mapping = Read(Lines("Voornaam;Achternaam;E-mail leidinggevende;E-mail privé;E-mail;E-mail werk", "Jan;Bos;m@x.example;p@gmail.com;o@x.example;j.bos@x.example")).Mapping;
        Assert.Equal("E-mail werk", mapping.Fields[StaffField.Email]);
        Assert.Equal("E-mail leidinggevende", mapping.Fields[StaffField.ManagerEmail]);
        Assert.Equal(["E-mail privé"], mapping.ForbiddenColumns);
        Assert.Equal(["E-mail"], mapping.IgnoredColumns);
    }

    [Fact]
    public void A_name_of_one_column_is_taken_apart()
    {
        var people = People(Lines("Medewerkernaam;E-mail;Afdeling", "Meer, Joost van der;j.vandermeer@x.example;A", "Pieter-Jan van den Oudenrijn;p@x.example;B"));
        Assert.Equal(["Jan Bos", "Bas Vos"], People(Lines("Medewerker;E-mail;Functie", "Jan Bos;j@x.example;A", "Vos, Bas;b@x.example;B")).Rows.Select(r => r.Staff.Name));
        Assert.Equal([("Joost", "van der Meer"), ("Pieter-Jan", "van den Oudenrijn")], people.Rows.Select(r => (r.Staff.FirstName, r.Staff.LastName)));
    }

    [Fact]
    public void Columns_that_must_not_be_known_are_recognised_by_what_stands_in_them()
    {
        var rows = Enumerable.Range(0, 20).Select(i => $"Jan{i};Bos;j{i}@x.example;{Numbers[i % Numbers.Length]};NL91ABNA0417164300;{1 + i % 28:00}-03-{1960 + i};A").Prepend("Voornaam;Achternaam;E-mail;Kenmerk;Veld 7;Veld 8;Team");
        var file = Read(Lines([.. rows]));
        Assert.Equal(["Kenmerk", "Veld 7", "Veld 8"], file.Mapping.ForbiddenColumns);
        Assert.All(file.Lines, line => Assert.Equal([null, null, null], line.Cells[3..6]));
    }

    [Fact]
    public void Starting_days_are_no_birthdays_and_ids_no_citizen_numbers()
    {
        var rows = Enumerable.Range(0, 20).Select(i => $"{200100100 + i};Jan{i};Bos;j{i}@x.example;{1 + i % 28:00}-03-{2004 + i}").Prepend("Nr;Voornaam;Achternaam;E-mail;Veld 8");
        Assert.Empty(Read(Lines([.. rows])).Mapping.ForbiddenColumns);
    }

    [Fact]
    public void Values_of_forbidden_columns_are_nowhere_in_what_was_read()
    {
        var file = Read(Lines("Voornaam;Achternaam;E-mail;BSN;Geboortedatum", $"Jan;Bos;j@x.example;{CitizenNumber};12-03-1980"));
        Assert.DoesNotContain(file.Lines.SelectMany(l => l.Cells), cell => cell is not null && (cell.Contains(CitizenNumber, StringComparison.Ordinal) || cell.Contains("1980", StringComparison.Ordinal)));
        Assert.Equal(2, People(file).Warnings.Count(w => w.Code == ImportWarning.ForbiddenColumn));
    }

    [Fact]
    public void HR_may_choose_another_column_but_not_a_forbidden_one()
    {
        var file = Read(Lines("Voornaam;Achternaam;E-mail;BSN;Functie;Rol in project", "Jan;Bos;j@x.example;1;Boa;Trekker"));
        var chosen = file.Mapping.Choose([ColumnRole.FirstName, ColumnRole.LastName, ColumnRole.Email, ColumnRole.Phone, ColumnRole.Ignored, ColumnRole.JobTitle]);
        Assert.Equal(ColumnRole.Forbidden, chosen.Roles[3]);
        Assert.Equal("Rol in project", chosen.Fields[StaffField.JobTitle]);
        Assert.Equal(["Functie"], chosen.IgnoredColumns);
    }

    /// <summary>Different numbers that pass the 11-test.</summary>
    private static readonly string[] Numbers = [.. Enumerable.Range(100_000_000, 400).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)).Where(n => ColumnEvidence.IsCitizenNumber(n))];
}
