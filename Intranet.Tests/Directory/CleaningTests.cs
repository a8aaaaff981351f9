using Intranet.Domain.Directory;
using Intranet.Infrastructure.Directory;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Directory;

/// <summary>What becomes of names, phone numbers, addresses; who stays out and why.</summary>
public class CleaningTests
{
    [Theory]
    [InlineData("06-12345678", "+31612345678", null)]
    [InlineData("+31(0)6 12345678", "+31612345678", null)]
    [InlineData("0031 6 1234 5678", "+31612345678", null)]
    [InlineData("(0162) 48 35 00", "+31162483500", null)]
    [InlineData("0123-456700", "+31123456700", null)]
    [InlineData("0123/456700", "+31123456700", null)]
    [InlineData("612345678", "+31612345678", null)]
    [InlineData("31612345678", "+31612345678", null)]
    [InlineData("0123 – 45 67 44", "+31123456744", null)]
    [InlineData("+32 475 12 34 56", "+32475123456", null)]
    [InlineData("0123-456700 tst. 12", "+31123456700", null)]
    [InlineData("06-12345678 (werk)", "+31612345678", null)]
    [InlineData("6,12345678E+08", "+31612345678", null)]
    [InlineData("6,12E+08", null, ImportWarning.PhoneUnreadable)]
    [InlineData("06-12345678 / 0123-456700", "+31612345678", ImportWarning.PhoneTwoNumbers)]
    [InlineData("0123-456700 of 06-12345678", "+31123456700", ImportWarning.PhoneTwoNumbers)]
    [InlineData("0162483500 0612345678", "+31162483500", ImportWarning.PhoneTwoNumbers)]
    [InlineData("612345678,00", "+31612345678", null)]
    [InlineData("zie intranet", null, ImportWarning.PhoneUnreadable)]
    [InlineData("12", null, ImportWarning.PhoneUnreadable)]
    [InlineData("06123", null, ImportWarning.PhoneUnreadable)]
    [InlineData("06-123 tst 4", null, ImportWarning.PhoneUnreadable)]
    [InlineData("", null, null)]
    [InlineData("-", null, null)]
    public void Phone_numbers_are_kept_in_one_form(string written, string? number, string? warning)
    {
        var people = People(Lines(Header, Row("Jan", "Bos", "j.bos@x.example", phone: written)));
        Assert.Equal(number, people.Rows[0].Staff.Phone);
        Assert.Equal(warning, people.Warnings.SingleOrDefault()?.Code);
    }

    [Theory]
    [InlineData(" J.Bos@X.example\u00A0", "j.bos@x.example")]
    [InlineData("mailto:j.bos@x.example", "j.bos@x.example")]
    public void Addresses_are_trimmed_and_lower_case(string written, string email) =>
        Assert.Equal(email, People(Lines(Header, Row("Jan", "Bos", written))).Rows[0].Staff.Email);

    [Theory]
    [InlineData("", RejectReason.EmailMissing)]
    [InlineData("j.bos", RejectReason.EmailInvalid)]
    [InlineData("j.bos@x.example, b.vos@x.example", RejectReason.EmailInvalid)]
    [InlineData("j bos@x.example", RejectReason.EmailInvalid)]
    [InlineData("j..bos@x.example", RejectReason.EmailInvalid)]
    [InlineData("jаn@x.example", RejectReason.EmailInvalid)] // The a is Cyrillic.
    public void A_row_without_one_good_address_stays_out(string written, string reason)
    {
        var rejected = Assert.Single(People(Lines(Header, Row("Jan", "Bos", written), Row("Bas", "Vos", "b.vos@x.example"))).Rejected);
        Assert.Equal((1, reason, "Jan Bos"), (rejected.Number, rejected.Reason, rejected.Name));
    }

    [Fact]
    public void The_second_row_with_an_address_is_rejected_and_names_the_first()
    {
        var people = People(Lines(Header, Row("Jan", "Bos", "j.bos@x.example"), Row("Bas", "Vos", "b.vos@x.example"), Row("Johan", "Bos", "J.BOS@x.example")));
        var rejected = Assert.Single(people.Rejected);
        Assert.Equal((3, RejectReason.EmailDuplicateInFile, 1), (rejected.Number, rejected.Reason, rejected.OtherRow));
        Assert.Equal(3, people.Total);
    }

    [Fact]
    public void Rows_without_a_name_or_with_another_number_of_cells_stay_out()
    {
        var people = People(Lines(Header, Row("", "Bos", "a@x.example"), Row("Jan", "", "b@x.example"), "Jan;Bos;c@x.example", Row("Jan", "Bos", "d@x.example") + ";x;y", Row("Jan", "Bos", "e@x.example")));
        Assert.Equal([RejectReason.FirstNameMissing, RejectReason.LastNameMissing, RejectReason.ColumnCount, RejectReason.ColumnCount], people.Rejected.Select(r => r.Reason));
    }

    [Theory]
    [InlineData("Adviseur BSN 123456782", StaffField.JobTitle)]
    [InlineData("123456782", StaffField.JobTitle)]
    [InlineData("1234.56.782", StaffField.JobTitle)]
    public void A_citizen_number_in_a_wanted_column_keeps_the_row_out_and_is_repeated_nowhere(string job, StaffField field)
    {
        var people = People(Lines(Header, Row("Jan", "Bos", "j.bos@x.example", job: job)));
        var rejected = Assert.Single(people.Rejected);
        Assert.Equal((RejectReason.PersonalNumber, field), (rejected.Reason, rejected.Field));
        Assert.DoesNotContain("1234", rejected.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_author_would_be_asked_about_comes_in_with_a_warning()
    {
        var people = People(Lines(Header, Row("Jan", "Bos", "j.bos@x.example", job: "Adviseur 123456782")));
        Assert.Empty(people.Rejected);
        Assert.Equal(ImportWarning.SuspiciousValue, Assert.Single(people.Warnings).Code);
    }

    [Fact]
    public void In_the_phone_column_only_a_label_makes_a_number_a_citizen_number()
    {
        var people = People(Lines(Header, Row("Jan", "Bos", "j@x.example", phone: "123456782"), Row("Bas", "Vos", "b@x.example", phone: "BSN 123456782")));
        Assert.Equal("+31123456782", people.Rows[0].Staff.Phone);
        Assert.Equal(RejectReason.PersonalNumber, Assert.Single(people.Rejected).Reason);
    }

    [Fact]
    public void A_name_that_holds_digits_is_not_shown_beside_a_rejected_row()
    {
        var rejected = Assert.Single(People(Lines(Header, Row("Jan", "Bos BSN 123456782", "j@x.example"))).Rejected);
        Assert.Null(rejected.Name);
    }

    [Fact]
    public void Odd_values_come_in_as_plain_text_with_a_warning()
    {
        var people = People(Lines(
            Header,
            Row("Jan", "Bos", "a@x.example", job: "=HYPERLINK(1)"),
            Row("<b>Bas</b>", "Vos", "b@x.example"),
            Row("An\u202Ena", "Mos", "c@x.example"),
            Row("Kees", "Ros", "d@x.example", job: new string('x', 400)),
            Row("Henk", "'t Hoff", "e@elsewhere.example")));
        Assert.Equal(["=HYPERLINK(1)", "Adviseur", "Adviseur", new string('x', 150), "Adviseur"], people.Rows.Select(r => r.Staff.JobTitle));
        Assert.Equal(["<b>Bas</b>", "Anna"], people.Rows.Skip(1).Take(2).Select(r => r.Staff.FirstName));
        Assert.Equal(
            [(1, ImportWarning.SuspiciousValue), (2, ImportWarning.SuspiciousValue), (3, ImportWarning.SuspiciousValue), (4, ImportWarning.ValueTooLong), (5, ImportWarning.EmailOutsideDomain)],
            people.Warnings.Select(w => (w.Number, w.Code)));
    }

    [Fact]
    public void The_apostrophe_that_our_export_adds_goes_and_that_of_a_name_stays()
    {
        var people = People(Lines(Header, Row("Jan", "'t Hart", "a@x.example", job: "'=1+1")));
        Assert.Equal(("'t Hart", "=1+1"), (people.Rows[0].Staff.LastName, people.Rows[0].Staff.JobTitle));
    }

    [Theory]
    [InlineData("0", "Jansen")]
    [InlineData("1", "de Boer-Jansen")]
    [InlineData("2", "de Boer")]
    [InlineData("3", "Jansen-de Boer")]
    [InlineData("E", "Jansen")]
    [InlineData("P", "de Boer")]
    [InlineData("Eigen naam - Naam partner", "Jansen-de Boer")]
    [InlineData("onbekend", "Jansen")]
    public void People_go_by_the_name_that_they_chose(string usage, string lastName)
    {
        var people = People(Lines("Roepnaam;Voorvoegsel;Geboortenaam;Voorvoegsel_partner;Geboortenaam_partner;Naamgebruik_code;Email_werk", $"Anouk;;Jansen;de;Boer;{usage};a@x.example"));
        Assert.Equal(lastName, people.Rows[0].Staff.LastName);
    }

    [Fact]
    public void Names_survive_as_given_and_sort_as_Dutch_names_sort()
    {
        string[] names = ["El Amrani", "O'Brien", "'t Hart", "d'Hont", "van der Meer", "IJzendoorn", "Wiśniewski", "de Vries", "van den Oudenrijn-Bosch", "Thị Hoa"];
        var people = People(Lines([Header, .. names.Select((name, i) => Row("Jan", name, $"p{i}@x.example"))]));
        Assert.Equal(names, people.Rows.Select(r => r.Staff.LastName));

        string[] sorted = ["El Amrani", "'t Hart", "d'Hont", "IJzendoorn", "van der Meer", "O'Brien", "van den Oudenrijn-Bosch", "Thị Hoa", "de Vries", "Wiśniewski"];
        Assert.Equal(sorted, names.OrderBy(name => DutchName.SortKey("Jan", name), StringComparer.Ordinal));
    }

    [Fact]
    public void Who_left_according_to_the_file_is_not_in_it()
    {
        var people = People(Lines("Voornaam;Achternaam;E-mail;In dienst tot", "Jan;Bos;a@x.example;31-12-2020", "Bas;Vos;b@x.example;", "Kees;Mos;c@x.example;31-12-9999"));
        Assert.Equal(["Bas", "Kees"], people.Rows.Select(r => r.Staff.FirstName));
        Assert.Equal(3, people.Total);
    }

    [Theory]
    [InlineData("+31612345678", "06 – 12 34 56 78")]
    [InlineData("+31123456700", "0123 – 45 67 00")]
    [InlineData("+31201234567", "020 – 123 45 67")]
    [InlineData("+3233123456", "+32 3 312 34 56")]
    public void Phones_are_shown_as_people_write_them(string number, string shown) => Assert.Equal(shown, PhoneReader.Show(number));
}
