using System.Text;
using Intranet.Domain.Directory;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Directory;

/// <summary>Whole files as each HR system writes them, with what is wrong with them in practice.</summary>
public class LayoutTests
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [Fact]
    public void Afas_names_managers_by_number_and_joins_the_partners_name()
    {
        var (file, people, difference) = Import(Lines(
            "Medewerkernummer;Roepnaam;Voorletters;Voorvoegsel;Geboortenaam;Voorvoegsel_partner;Geboortenaam_partner;Naamgebruik_code;Email_werk;Telefoonnr_werk;Mobielnr_werk;Functie;Organisatorische_eenheid;Medewerkernummer_leidinggevende;Datum_uit_dienst;Email_prive",
            "000117;Anouk;A.M.;van den;Berg;de;Boer;1;A.vandenBerg@x.example ;(0162) 48 35 00;06-12345678;Adviseur;Ruimte;000042;;anouk@gmail.com",
            "000042;Joost;J.;van der;Meer;;;0;j.vandermeer@x.example;0162483501;;Secretaris;Directie;;;",
            "000118;Bas;B.;;Vos;;;0;b.vos@x.example;;;Adviseur;Ruimte;000042;30-06-2020;",
            "000119;Els;E.;;Tas;;;0;e.tas@x.example;;;Adviseur;Ruimte;000999;31-12-2999;"));
        Assert.Equal(["Email_prive"], file.Mapping.ForbiddenColumns);
        Assert.Equal(["Voorletters", "Mobielnr_werk"], file.Mapping.IgnoredColumns);
        Assert.Equal("Medewerkernummer_leidinggevende", file.Mapping.Fields[StaffField.ManagerEmail]);
        Assert.Equal(["Anouk de Boer-van den Berg", "Joost van der Meer", "Els Tas"], people.Rows.Select(r => r.Staff.Name));
        Assert.Equal(["j.vandermeer@x.example", null, null], difference.New.Select(p => p.Row.Staff.ManagerEmail));
        Assert.Equal([(0, ImportWarning.ForbiddenColumn), (4, ImportWarning.ManagerNotFound)], difference.Warnings.Select(w => (w.Number, w.Code)));
        Assert.Equal("+31162483500", people.Rows[0].Staff.Phone);
    }

    [Fact]
    public void Youforce_pads_its_values_brackets_its_headers_and_keeps_history()
    {
        var text = Lines(
            "[personnelNumber];[knownAs];[lastNameAtBirthPrefix];[lastNameAtBirth];[partnerNamePrefix];[partnerName];[nameAssembleOrder];[emailWork];[phoneWork];[functie];[afdeling];[datum_ingang];[datum_einde];[geboortedatum];[BSN]",
            "00004711  ;Amélie    ;de   ;Vries     ;van  ;Eijck     ;C;a.devries@x.example     ;0162-483500 ;Adviseur  ;Ruimte    ;20190101;20201231;19800312;123456782",
            "00004711  ;Amélie    ;de   ;Vries     ;van  ;Eijck     ;C;a.devries@x.example     ;0162-483500 ;Manager   ;Ruimte    ;20210101;99991231;19800312;123456782",
            "00004712  ;Karel     ;\"t  ;Hart      ;     ;          ;E;k.thart@x.example       ;            ;\"Jurist\"  ;Directie  ;20210101;99991231;19790312;111222333",
            "00004713  ;Zoë       ;     ;Müller    ;     ;Bos       ;P;z.muller@x.example      ;            ;Jurist    ;Directie  ;20210101;99991231;19780312;123456782");
        var file = Read(Windows1252.GetBytes(text));
        var people = People(file);
        Assert.Equal(("windows-1252", ';'), (file.Encoding, file.Delimiter));
        Assert.Equal(["geboortedatum", "BSN"], file.Mapping.ForbiddenColumns);
        Assert.Equal(["Amélie de Vries-van Eijck", "Karel 't Hart", "Zoë Bos"], people.Rows.Select(r => r.Staff.Name));
        Assert.Equal(["Manager", "Jurist", "Jurist"], people.Rows.Select(r => r.Staff.JobTitle));
        Assert.Equal([2, 3, 4], people.Rows.Select(r => r.Number));
        Assert.Empty(people.Rejected);
        Assert.Equal(4, people.Total);
    }

    [Fact]
    public void SuccessFactors_writes_keys_then_labels_and_manager_ids()
    {
        var (file, people, difference) = Import(Lines(
            "STATUS,USERID,USERNAME,FIRSTNAME,LASTNAME,MI,GENDER,EMAIL,MANAGER,HR,DEPARTMENT,JOBCODE,DIVISION,LOCATION,TIMEZONE,HIREDATE,TITLE,BIZ_PHONE,CUSTOM01,CUSTOM02",
            "Status,User ID,Username,First Name,Last Name,Middle Name,Gender,Email,Manager,Human Resources,Department,Job Code,Division,Location,Time Zone,Hire Date,Title,Business Phone,Custom 1,Custom 2",
            "active,42,jmeer,Joost,van der Meer,,M,j.vandermeer@x.example,NO_MANAGER,7,Directie,1,Gemeente,Stadhuis,Europe/Amsterdam,2019-09-01,Secretaris,+31 162 483501,,",
            "Active,117,aberg,Anouk,van den Berg,,F,a.vandenberg@x.example,42,7,\"Ruimte, Wonen\",2,Gemeente,Stadhuis,Europe/Amsterdam,2019-09-01,Adviseur,+31 162 483500,x,y",
            "inactive,118,bvos,Bas,Vos,,M,b.vos@x.example,42,7,Ruimte,2,Gemeente,Stadhuis,Europe/Amsterdam,2019-09-01,Adviseur,,,"));
        Assert.Equal("FIRSTNAME", file.Mapping.Fields[StaffField.FirstName]);
        Assert.Equal("BIZ_PHONE", file.Mapping.Fields[StaffField.Phone]);
        Assert.Equal([1, 2], people.Rows.Select(r => r.Number));
        Assert.Equal(3, people.Total);
        Assert.Equal(["Directie", "Ruimte, Wonen"], people.Rows.Select(r => r.Staff.Team));
        Assert.Equal([null, "j.vandermeer@x.example"], difference.New.Select(p => p.Row.Staff.ManagerEmail));
        Assert.Empty(difference.Warnings);
    }

    [Fact]
    public void Centric_writes_capitals_trailing_delimiters_and_managers_by_name()
    {
        var (file, people, difference) = Import(Lines(
            "PERSNR;ACHTERNAAM;VOORVOEGSELS;ROEPNAAM;E-MAIL;TELEFOON WERK;FUNCTIE;AFDELING;STANDPLAATS;NAAM CHEF;SCHAAL;;;",
            "1001;MEER;VAN DER;JOOST;J.VANDERMEER@X.EXAMPLE;0162483501;SECRETARIS;DIRECTIE;STADHUIS;;14;;;",
            "1002;BERG;VAN DEN;ANOUK;A.VANDENBERG@X.EXAMPLE;0162483500;ADVISEUR;RUIMTE;STADHUIS;MEER, J. VAN DER;10;;;",
            "1003;VOS;;BAS;B.VOS@X.EXAMPLE;;ADVISEUR;RUIMTE;STADHUIS;JOOST VAN DER MEER;10"));
        Assert.Equal(["SCHAAL"], file.Mapping.ForbiddenColumns);
        Assert.Equal("ACHTERNAAM + VOORVOEGSELS", file.Mapping.Fields[StaffField.LastName]);
        Assert.Equal(["JOOST VAN DER MEER", "ANOUK VAN DEN BERG", "BAS VOS"], people.Rows.Select(r => r.Staff.Name));
        Assert.Equal([null, "j.vandermeer@x.example", "j.vandermeer@x.example"], difference.New.Select(p => p.Row.Staff.ManagerEmail));
    }

    [Fact]
    public void Unit4_calls_people_resources()
    {
        var (file, people, difference) = Import(Lines(
            "Resource ID|First name|Surname|E-mail|Phone|Position|Org unit|Work location|Supervisor resource ID|Date of birth|",
            "10042|Joost|van der Meer|j.vandermeer@x.example|0162 483501|Secretaris|Directie|Stadhuis||12/03/1980|",
            "10117|Anouk|van den Berg|a.vandenberg@x.example|0162 483500|Adviseur|Ruimte|Stadhuis|10042|12/03/1981|"));
        Assert.Equal('|', file.Delimiter);
        Assert.Equal(["Date of birth"], file.Mapping.ForbiddenColumns);
        Assert.Equal(["Secretaris", "Adviseur"], people.Rows.Select(r => r.Staff.JobTitle));
        Assert.Equal([null, "j.vandermeer@x.example"], difference.New.Select(p => p.Row.Staff.ManagerEmail));
    }

    [Fact]
    public void Excel_on_a_Dutch_pc_loses_zeros_and_writes_large_numbers_as_powers()
    {
        var text = "sep=;\r\n" + Lines(Header, Row("Renée", "Duchâteau", "r@x.example", "6,12E+08"), Row("Jan", "Bos", "j@x.example", "6,12345678E+08"), Row("Bas", "Vos", "b@x.example", "162483500"), Row("Els", "Tas", "e@x.example", "612345678,00"));
        byte[] unicode = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text[7..].Replace(';', '\t'))];
        foreach (var (bytes, encoding, delimiter) in new[] { (Windows1252.GetBytes(text), "windows-1252", ';'), (unicode, "utf-16le", '\t') })
        {
            var file = Read(bytes);
            var people = People(file);
            Assert.Equal((encoding, delimiter), (file.Encoding, file.Delimiter));
            Assert.Equal("Duchâteau", people.Rows[0].Staff.LastName);
            Assert.Equal([null, "+31612345678", "+31162483500", "+31612345678"], people.Rows.Select(r => r.Staff.Phone));
            Assert.Equal([(1, ImportWarning.PhoneUnreadable)], people.Warnings.Select(w => (w.Number, w.Code)));
        }
    }

    [Fact]
    public void Workplace_quotes_its_commas()
    {
        var (file, people, difference) = Import(Lines(
            "Email,First Name,Last Name,Job Title,Department,Phone Number,Location,Locale,Manager Email,Division,Organization,Start Date",
            "j.vandermeer@x.example,Joost,van der Meer,\"Secretaris, directeur\",Directie,+31 162 483501,Stadhuis,nl_NL,,Gemeente,Lindewaard,2019-09-01",
            "a.vandenberg@x.example,Anouk,van den Berg,Adviseur,\"Ruimte \"\"Noord\"\"\",+31 162 483500,Stadhuis,nl_NL,J.vanderMeer@x.example,Gemeente,Lindewaard,2019-09-01"));
        Assert.Equal(["Locale", "Division", "Organization", "Start Date"], file.Mapping.IgnoredColumns);
        Assert.Equal("Secretaris, directeur", people.Rows[0].Staff.JobTitle);
        Assert.Equal("Ruimte \"Noord\"", people.Rows[1].Staff.Team);
        Assert.Equal("j.vandermeer@x.example", difference.New[1].Row.Staff.ManagerEmail);
    }

    [Fact]
    public void Headers_that_were_encoded_twice_are_understood_too()
    {
        var twice = Windows1252.GetString(Encoding.UTF8.GetBytes("\uFEFF" + Lines("Roepnaam;Achternaam;E-mail;E-mail privé;Functie", "Renée;Bos;r@x.example;renee@gmail.com;Adviseur")));
        var file = Read(twice);
        Assert.Equal(["E-mail privé"], file.Mapping.ForbiddenColumns);
        Assert.Equal("Roepnaam", file.Mapping.Fields[StaffField.FirstName]);
        Assert.Equal("Renée", People(file).Rows[0].Staff.FirstName);
    }

    [Fact]
    public void A_private_column_in_an_encoding_that_nobody_can_name_stays_private()
    {
        // "privé" in the code page of DOS, read as Windows-1252.
        var file = Read(Windows1252.GetBytes(Lines("Roepnaam;Achternaam;E-mail;Telefoon priv\u201A;Telefoon", "Jan;Bos;j@x.example;0612345678;0162483500")));
        Assert.Equal("+31162483500", People(file).Rows[0].Staff.Phone);
        Assert.Single(file.Mapping.ForbiddenColumns);
    }

    [Theory]
    [InlineData("Actief;ja;nee")]
    [InlineData("Actief;J;N")]
    [InlineData("Actief;1;0")]
    [InlineData("active;true;false")]
    [InlineData("STATUS;active;inactive")]
    [InlineData("Status;In dienst;Uit dienst")]
    [InlineData("Status medewerker;Actief;Beëindigd")]
    [InlineData("Einddatum;9999-12-31;2020-12-31")]
    [InlineData("Datum uit dienst;;20201231")]
    [InlineData("Einde dienstverband;01-01-1900;31/12/2020")]
    [InlineData("End date;12/31/2099;12/31/2020")]
    public void Who_left_is_seen_in_the_column_that_says_so(string values)
    {
        var (header, stays, left) = (values.Split(';')[0], values.Split(';')[1], values.Split(';')[2]);
        var people = People(Lines($"Voornaam;Achternaam;E-mail;{header};Team", $"Jan;Bos;j@x.example;{stays};A", $"Bas;Vos;b@x.example;{left};A", $"Els;Tas;e@x.example;{stays};A"));
        Assert.Equal(["Jan", "Els"], people.Rows.Select(r => r.Staff.FirstName));
        Assert.Equal((3, 0), (people.Total, people.Rejected.Count));
    }

    [Theory]
    [InlineData("BSN")]
    [InlineData("bsn-nummer")]
    [InlineData("Burgerservicenummer")]
    [InlineData("SOFINR")]
    [InlineData("Geboortedatum")]
    [InlineData("GEB_DATUM")]
    [InlineData("geb. dat.")]
    [InlineData("BIRTHDATE")]
    [InlineData("Bankrekening")]
    [InlineData("IBAN")]
    [InlineData("Rekening")]
    [InlineData("Jaarsalaris")]
    [InlineData("Bruto maandloon")]
    [InlineData("Salarisschaal")]
    [InlineData("Inschaling")]
    [InlineData("Schaal/trede")]
    [InlineData("Nationaliteit")]
    [InlineData("Land van herkomst")]
    [InlineData("Straat")]
    [InlineData("Huisnummer")]
    [InlineData("Postcode")]
    [InlineData("Woonplaats")]
    [InlineData("Adres (privé)")]
    [InlineData("PRIVATE_EMAIL")]
    [InlineData("Persoonlijk e-mailadres")]
    [InlineData("Mobiel privé")]
    [InlineData("Home address")]
    [InlineData("Burgerlijke staat")]
    [InlineData("Compensation")]
    [InlineData("Jaarinkomen")]
    [InlineData("Tax ID")]
    [InlineData("Fiscaal nummer")]
    [InlineData("INSZ")]
    [InlineData("ID-kaart nummer")]
    [InlineData("Gezinssituatie")]
    [InlineData("Contactpersoon bij nood")]
    [InlineData("Thuisadres")]
    [InlineData("Datum geboorte")]
    [InlineData("Naam partner geboortedatum")]
    [InlineData("Paspoortnummer")]
    [InlineData("Place of residence")]
    [InlineData("Sick leave")]
    [InlineData("Politieke voorkeur")]
    public void What_we_must_not_know_is_named_and_dropped(string header)
    {
        var file = Read(Lines($"Voornaam;Achternaam;{header};E-mail", "Jan;Bos;canary;j@x.example"));
        Assert.Equal([header], file.Mapping.ForbiddenColumns);
        Assert.DoesNotContain("canary", file.Lines.SelectMany(l => l.Cells));
        Assert.Equal("Jan Bos", People(file).Rows[0].Staff.Name);
    }

    [Theory]
    [InlineData("123456782;111222333;377897929")]
    [InlineData("NL91ABNA0417164300;NL91 ABNA 0417 1643 00;NL91ABNA0417164300")]
    [InlineData("12-03-1980;1979-04-01;19781112")]
    [InlineData("3.250,00;€ 2.980,50;4100,00")]
    [InlineData("1234 AB;5678CD;9012 EF")]
    public void What_we_must_not_know_is_recognised_under_a_header_that_says_nothing(string values)
    {
        var cells = values.Split(';');
        var file = Read(Lines("Voornaam;Achternaam;Veld 7;E-mail", $"Jan;Bos;{cells[0]};j@x.example", $"Bas;Vos;{cells[1]};b@x.example", $"Els;Tas;{cells[2]};e@x.example"));
        Assert.Equal(["Veld 7"], file.Mapping.ForbiddenColumns);
        Assert.DoesNotContain(file.Lines.SelectMany(l => l.Cells), cell => cell is not null && cells.Contains(cell));
    }

    [Fact]
    public void A_file_without_headers_in_another_order_is_read_by_its_contents()
    {
        var people = People(Lines(
            "j.vandermeer@x.example,Joost,van der Meer,Secretaris,Directie,+31 162 483501,Stadhuis,",
            "a.vandenberg@x.example,Anouk,van den Berg,Adviseur,Ruimte,+31 162 483500,Stadhuis,j.vandermeer@x.example",
            "b.vos@x.example,Bas,Vos,Jurist,Ruimte,+31 162 483502,De Kade,j.vandermeer@x.example",
            "e.tas@x.example,Els,Tas,Griffier,Griffie,+31 162 483503,Stadhuis,j.vandermeer@x.example"));
        Assert.Equal([1, 2, 3, 4], people.Rows.Select(r => r.Number));
        Assert.Equal(["Joost van der Meer", "Anouk van den Berg", "Bas Vos", "Els Tas"], people.Rows.Select(r => r.Staff.Name));
        Assert.Equal(["Secretaris", "Adviseur", "Jurist", "Griffier"], people.Rows.Select(r => r.Staff.JobTitle));
        Assert.Equal("j.vandermeer@x.example", people.Rows[1].Manager);
        Assert.Equal("+31162483500", people.Rows[1].Staff.Phone);
    }

    [Fact]
    public void A_name_in_one_column_under_a_header_of_both_is_taken_apart()
    {
        var people = People(Lines("Naam (achternaam, voornaam);E-mail;Team", "\"Meer, Joost van der\";j@x.example;A", "Vos, Bas;b@x.example;B"));
        Assert.Equal(["Joost van der Meer", "Bas Vos"], people.Rows.Select(r => r.Staff.Name));
    }

    [Fact]
    public void A_file_cut_off_half_way_still_says_whom_it_holds()
    {
        var whole = Lines([Header, .. Enumerable.Range(0, 60).Select(i => Row("Jan", $"Bos{(char)('a' + i / 26)}{(char)('a' + i % 26)}", $"p{i}@x.example", manager: "p0@x.example"))]);
        var directory = DirectoryOf(whole);
        var cut = Compare(People(whole[..(whole.Length / 2)]), directory);
        Assert.True(cut.NeedsLeaverCount);
        Assert.Equal(RejectReason.ColumnCount, Assert.Single(cut.Rejected).Reason);
        Assert.Equal(directory.Count, cut.Unchanged + cut.Leaving.Count + cut.Rejected.Count);
    }

    private static (Intranet.Infrastructure.Directory.StaffFile File, Intranet.Infrastructure.Directory.StaffRows People, ImportDifference Difference) Import(string text)
    {
        var file = Read(text);
        var people = People(file);
        return (file, people, Compare(people, []));
    }
}
