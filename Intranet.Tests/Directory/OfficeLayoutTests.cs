using Intranet.Domain.Directory;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Directory;

/// <summary>Lists from Workday, Entra, Google and Unit4, where more than one column could be meant.</summary>
public class OfficeLayoutTests
{
    [Fact]
    public void Workday_calls_whole_names_workers_beside_their_numbers()
    {
        var people = People(Lines(
            "Employee ID,Worker,Business Title,Supervisory Organization,Email - Primary Work,Manager",
            "1001,Joost van der Meer,Secretaris,Directie,j.vandermeer@x.example,", "1002,Els Bakker,Jurist,Directie,e.bakker@x.example,Joost van der Meer (1001)"));
        Assert.Equal(["Joost van der Meer", "Els Bakker"], people.Rows.Select(r => r.Staff.Name));
        Assert.Equal("j.vandermeer@x.example", Compare(people, []).New[1].Row.Staff.ManagerEmail);
    }

    [Fact]
    public void The_preferred_name_goes_before_the_legal_one_and_the_legal_one_fills_what_is_empty()
    {
        var people = People(Lines(
            "Legal First Name,Legal Last Name,Preferred First Name,Preferred Last Name,Business Email",
            "Johanna Maria,Jansen,Hanna,de Wit,h.dewit@x.example", "Pieter,Bos,,,p.bos@x.example"));
        Assert.Equal(["Hanna de Wit", "Pieter Bos"], people.Rows.Select(r => r.Staff.Name));
    }

    [Theory]
    [InlineData("userPrincipalName,givenName,surname,mail,usageLocation,physicalDeliveryOfficeName,authenticationPhoneNumber,alternateEmailAddress,jobTitle", "email=mail|job_title=jobTitle|work_location=physicalDeliveryOfficeName")]
    [InlineData("First Name [Required],Last Name [Required],Email Address [Required],Recovery Email,Work Secondary Email,Recovery Phone,Work Phone,Employee Title", "email=Email Address [Required]|phone=Work Phone|job_title=Employee Title")]
    [InlineData("ROEPNAAM,NAAM,EMAIL_WERK,FUNC_OMS,AFD_OMS", "email=EMAIL_WERK|job_title=FUNC_OMS|team=AFD_OMS")]
    [InlineData("Forename,Surname,Work email,Place of work,Organisational unit", "email=Work email|team=Organisational unit|work_location=Place of work")]
    [InlineData("Voornaam,Tussen,Achternaam,E-mail werk 2,Zakelijke e-mail,Thuiswerkdagen", "email=E-mail werk 2")]
    [InlineData("Voornaam,Achternaam,E-mail,Casemanager,HR Manager,Leidinggevende,Manager van leidinggevende", "email=E-mail|manager_email=Leidinggevende")]
    [InlineData("First Name,Last Name,Email,Matrix Manager,Second Level Manager,Manager", "email=Email|manager_email=Manager")]
    [InlineData("Voornaam,Achternaam,E-mail,Personeelsnummer leidinggevende,Naam leidinggevende", "email=E-mail|manager_email=Naam leidinggevende")]
    [InlineData("Personeelsnummer,Voornaam,Achternaam,E-mail,Personeelsnummer leidinggevende,Naam leidinggevende", "email=E-mail|manager_email=Personeelsnummer leidinggevende")]
    [InlineData("Associate ID,First Name,Last Name,Work Contact: Work Email,Job Title Description,Home Department Description", "email=Work Contact: Work Email|job_title=Job Title Description|team=Home Department Description")]
    [InlineData("Display name,Email,Work title,Reporting to", "email=Email|job_title=Work title|manager_email=Reporting to")]
    [InlineData("E-mailadres,Wat is je voornaam?,Wat is je achternaam?,Wat is je functie?,Wie is je leidinggevende?", "email=E-mailadres|job_title=Wat is je functie?|manager_email=Wie is je leidinggevende?")]
    [InlineData("Voornaam,Achternaam,E-mail,Is leidinggevende", "email=E-mail")]
    [InlineData("Vnaam,Anaam,Mail,Designation,Dept,Hoofd", "email=Mail|job_title=Designation|team=Dept|manager_email=Hoofd")]
    [InlineData("Roepn.,Achtern.,E-mail,Onderdeel,Aantal teams,Locatie parkeerplaats", "email=E-mail|team=Onderdeel")]
    [InlineData("Gebruikelijke voornaam,Geslachtsnaam,Mail (zakelijk),Teamomschrijving", "email=Mail (zakelijk)|team=Teamomschrijving")]
    public void The_column_that_is_meant_is_chosen(string header, string fields)
    {
        var mapping = Read(Lines(header, string.Join(',', header.Split(',').Select((_, i) => i == 0 ? "1001" : "x")))).Mapping;
        Assert.Equal(fields, string.Join('|', mapping.Fields.Where(f => f.Key is not (StaffField.FirstName or StaffField.LastName)).Select(f => $"{f.Key.Code()}={f.Value}")));
        Assert.Empty(mapping.ForbiddenColumns);
    }

    [Fact]
    public void What_a_code_means_is_read_and_not_the_code()
    {
        var rows = Enumerable.Range(1, 6).Select(i => $"{i};Jan{i};Bos;j{i}@x.example;F0{i};Adviseur {i};{4000 + i};Team {i}").Prepend("Ressnr;Voornaam;Achternaam;E-mail;Functie;Functie (T);Afdeling;Afdeling (T)");
        var fields = Read(Lines([.. rows])).Mapping.Fields;
        Assert.Equal(("Functie (T)", "Afdeling (T)"), (fields[StaffField.JobTitle], fields[StaffField.Team]));

        fields = Read(Lines("Person Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value", "\"Bos, Jan\",Work,j@x.example,Work,0123-456701")).Mapping.Fields;
        Assert.Equal(("Person Name", "E-mail 1 - Value", "Phone 1 - Value"), (fields[StaffField.LastName], fields[StaffField.Email], fields[StaffField.Phone]));
    }

    [Theory]
    [InlineData("1001 - Joost van der Meer")]
    [InlineData("Meer, Joost van der [1001]")]
    [InlineData("1001,00")]
    [InlineData("0001001")]
    public void A_manager_is_found_by_the_number_beside_the_name(string manager)
    {
        var people = People(Lines("Nr_medewerker;Personeelsnummer;Voornaam;Achternaam;E-mail;Manager", "a;1001;Joost;van der Meer;j@x.example;", $"b;1002;Els;Bakker;e@x.example;\"{manager}\""));
        Assert.Equal("j@x.example", Compare(people, []).New[1].Row.Staff.ManagerEmail);
    }

    [Fact]
    public void What_a_database_or_spreadsheet_writes_for_nothing_is_nothing()
    {
        Assert.Equal("Bos", People(Lines("Voornaam;Tussenvoegsel;Achternaam;E-mail", "Jan;-;Bos;j@x.example")).Rows[0].Staff.LastName);
        var staff = People(Lines(Header, Row("Jan", "Null", "j@x.example", "#N/B", "NULL", "#VERW!", "(null)", "NULL"))).Rows[0].Staff;
        Assert.Equal(("Null", null, "", "", "", null), (staff.LastName, staff.Phone, staff.JobTitle, staff.Team, staff.WorkLocation, staff.ManagerEmail));
    }

    [Fact]
    public void The_number_that_a_spreadsheet_keeps_for_a_day_is_a_last_day()
    {
        var people = People(Lines("Voornaam;Achternaam;E-mail;Uit dienst", "Jan;Bos;j@x.example;43861", "Bas;Vos;b@x.example;88000"));
        Assert.Equal("Bas Vos", Assert.Single(people.Rows).Staff.Name);
    }
}
