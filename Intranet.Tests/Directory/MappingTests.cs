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
    [InlineData("Kind 1", ColumnRole.Forbidden)]
    [InlineData("Kindcentrum", ColumnRole.Ignored)]
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
    [InlineData("Calling name", ColumnRole.FirstName)]
    [InlineData("sn", ColumnRole.LastName)]
    [InlineData("Achternaam incl. voorvoegsel", ColumnRole.LastName)]
    [InlineData("Voorvoegsel achternaam", ColumnRole.LastNamePrefix)]
    [InlineData("GBRTNAAM", ColumnRole.LastName)]
    [InlineData("Naam werknemer", ColumnRole.FullName)]
    [InlineData("Samengestelde naam", ColumnRole.FullName)]
    [InlineData("Werkmail", ColumnRole.Email)]
    [InlineData("PrimarySmtpAddress", ColumnRole.Email)]
    [InlineData("Doorkiesnummer", ColumnRole.Phone)]
    [InlineData("Vast nummer", ColumnRole.Phone)]
    [InlineData("[function]", ColumnRole.JobTitle)]
    [InlineData("Business Title", ColumnRole.JobTitle)]
    [InlineData("FNC_OMS", ColumnRole.JobTitle)]
    [InlineData("Supervisory Organization", ColumnRole.Team)]
    [InlineData("AFD_OMS", ColumnRole.Team)]
    [InlineData("Vakgroep", ColumnRole.Team)]
    [InlineData("Werkadres", ColumnRole.WorkLocation)]
    [InlineData("Plaats tewerkstelling", ColumnRole.WorkLocation)]
    [InlineData("Vestigingsnaam", ColumnRole.WorkLocation)]
    [InlineData("Vestigingsnummer", ColumnRole.Ignored)]
    [InlineData("Website", ColumnRole.Ignored)]
    [InlineData("Afdelingshoofd", ColumnRole.Manager)]
    [InlineData("Rapporteert aan", ColumnRole.Manager)]
    [InlineData("Afdeling leidinggevende", ColumnRole.Ignored)]
    [InlineData("Account enabled", ColumnRole.Status)]
    [InlineData("Medewerkerstatus", ColumnRole.Status)]
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

    [Theory]
    [InlineData("Anna Maria de Bruin", "Anna Maria", "de Bruin")]
    [InlineData("Nguyen Le Anh", "Nguyen", "Le Anh")]
    [InlineData("Fatima El Amrani", "Fatima", "El Amrani")]
    [InlineData("Anna Bakker - de Wit", "Anna", "Bakker - de Wit")]
    [InlineData("Hof, M. (Maria) van 't", "Maria", "van 't Hof")]
    [InlineData("M. (Maria) Smit", "Maria", "Smit")]
    [InlineData("Vries, de, Jan", "Jan", "de Vries")]
    [InlineData("Dhr. J. de Vries", "J.", "de Vries")]
    [InlineData("Jansen, mr. drs. P.", "P.", "Jansen")]
    [InlineData("Vries", "", "Vries")]
    public void A_whole_name_is_taken_apart_at_its_prefix_and_without_titles(string full, string first, string last) =>
        Assert.Equal((first, last), PersonName.Split(full));

    [Theory]
    [InlineData("Partnernaam gevolgd door geboortenaam", NameUsage.PartnerThenOwn)]
    [InlineData("Geboortenaam gevolgd door partnernaam", NameUsage.OwnThenPartner)]
    [InlineData("Eigen - partner", NameUsage.OwnThenPartner)]
    [InlineData("naam partner", NameUsage.Partner)]
    [InlineData("Geen partnernaam", NameUsage.Own)]
    [InlineData("Geboortenaam", NameUsage.Own)]
    [InlineData("2", NameUsage.Partner)]
    [InlineData("onbekend", null)]
    public void The_name_somebody_goes_by_is_read_from_codes_and_from_words(string words, NameUsage? usage) =>
        Assert.Equal(usage, PersonName.ReadUsage(words));

    [Fact]
    public void What_a_job_is_called_is_read_and_not_its_code() =>
        Assert.Equal("Position description", Read(Lines("First name;Last name;E-mail;Position;Position description", "Jan;Bos;j@x.example;P01;Adviseur")).Mapping.Fields[StaffField.JobTitle]);

    [Fact]
    public void Homes_and_nationalities_are_recognised_where_no_header_names_them()
    {
        string[] streets = ["Dorpsstraat", "Kerkweg", "Lange Voorhout laan", "Stadhuisplein"];
        var rows = Enumerable.Range(0, 12).Select(i => $"Jan{i};Bos;j{i}@x.example;{streets[i % 4]} {i + 1}a;{(i % 5 == 4 ? "Belgische" : "Nederlandse")};Stadhuisplein 1;Ploeg {i}").Prepend("Voornaam;Achternaam;E-mail;Veld 1;Veld 2;Werklocatie;Veld 3");
        var mapping = Read(Lines([.. rows])).Mapping;
        Assert.Equal(["Veld 1", "Veld 2"], mapping.ForbiddenColumns);
        Assert.Equal("Werklocatie", mapping.Fields[StaffField.WorkLocation]);

        var withoutHeader = Enumerable.Range(0, 12).Select(i => $"Jan{i};Bos;j{i}@x.example;Adviseur {i};Stadhuisplein {1 + i % 2}");
        Assert.Empty(Read(Lines([.. withoutHeader])).Mapping.ForbiddenColumns);
    }

    [Fact]
    public void Columns_that_must_not_be_known_are_recognised_by_what_stands_in_them()
    {
        var rows = Enumerable.Range(0, 20).Select(i => $"Jan{i};Bos;j{i}@x.example;{Numbers[i % Numbers.Length]};NL91ABNA0417164300;{1 + i % 28:00}-03-{1960 + i};A").Prepend("Voornaam;Achternaam;E-mail;Kenmerk;Veld 7;Veld 8;Team");
        var file = Read(Lines([.. rows]));
        Assert.Equal(["Kenmerk", "Veld 7", "Veld 8"], file.Mapping.ForbiddenColumns);
        Assert.All(file.Lines, line => Assert.Equal([null, null, null], line.Cells[3..6]));
    }

    [Theory]
    [InlineData("Datum", "{0:dd-MM-yyyy}", true)]
    [InlineData("Date", "{0:M/d/yyyy} 12:00:00 AM", true)]
    [InlineData("Veld 8", "{0:dd-MM-yy}", true)]
    [InlineData("Veld 8", "{0:d MMM yyyy}", true)]
    [InlineData("Veld 8", "{0:dd-MMM-yy}", true)]
    [InlineData("Veld 8", "{0:yyyy-MM-dd}T00:00:00Z", true)]
    [InlineData("Datum in dienst", "{0:dd-MM-yyyy}", false)]
    [InlineData("Ingangsdatum", "{0:dd-MM-yyyy}", false)]
    public void Birthdays_are_recognised_however_they_are_written_unless_the_header_says_which_days_these_are(string header, string format, bool areBirthdays)
    {
        var rows = Enumerable.Range(0, 20).Select(i => $"Jan{i};Bos;j{i}@x.example;{string.Format(System.Globalization.CultureInfo.InvariantCulture, format, new DateOnly(1960 + i * 2, 1 + i % 12, 1 + i))}").Prepend($"Voornaam;Achternaam;E-mail;{header}");
        Assert.Equal(areBirthdays ? [header] : [], Read(Lines([.. rows])).Mapping.ForbiddenColumns);
    }

    [Theory]
    [InlineData("3 mrt 1978", "1978-03-03")]
    [InlineData("03-Mar-78", "1978-03-03")]
    [InlineData("3 maart 1978", "1978-03-03")]
    [InlineData("vrijdag 3 maart 1978", "1978-03-03")]
    [InlineData("March 3, 1978", "1978-03-03")]
    [InlineData("31-okt-2026", "2026-10-31")]
    [InlineData("03-03-78", "1978-03-03")]
    [InlineData("12/05/2025", "2025-05-12")]
    [InlineData("12/31/2025 12:00:00 AM", "2025-12-31")]
    [InlineData("31/12/9999", "9999-12-31")]
    [InlineData("20251231", "2025-12-31")]
    [InlineData("31122025", "2025-12-31")]
    [InlineData("2025-12-31T00:00:00.000Z", "2025-12-31")]
    [InlineData("31-12-2025 0:00", "2025-12-31")]
    [InlineData("31-02-2025", null)]
    [InlineData("06-12345678", null)]
    [InlineData("12 11 56", null)]
    [InlineData("0162 48 35", null)]
    [InlineData("Stadhuis 3", null)]
    [InlineData("Team 3 mei 10", null)]
    [InlineData("45657", null)]
    public void Days_are_read_as_HR_systems_write_them(string text, string? day) =>
        Assert.Equal(day, DayReader.TryRead(text, out var read) ? read.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null);

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
