using Intranet.Domain.Directory;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Directory;

/// <summary>What an import would change.</summary>
public class DifferenceTests
{
    [Fact]
    public void The_second_month_of_Lindewaard()
    {
        var first = Compare(People(Read(Sample("lindewaard-afas.csv"))), []);
        Assert.Equal((36, 0, 0), (first.New.Count, first.Leaving.Count, first.Warnings.Count));
        var directory = Apply(first, []);

        var second = Compare(People(Read(Sample("lindewaard-afas-next-month.csv"))), directory);
        Assert.Equal(["a.smit-verhoeven@lindewaard.example", "t.dekker@lindewaard.example"], second.New.Select(p => p.Row.Staff.Email));
        Assert.Equal(["a.smit@lindewaard.example", "k.dejong@lindewaard.example", "z.muller@lindewaard.example"], second.Leaving.Select(p => p.Email).Order());
        Assert.Equal(["Thijs:Team,ManagerEmail", "Lotte:JobTitle"], second.Changed.Select(p => $"{p.Person.FirstName}:{string.Join(',', p.Fields.Select(f => f.Field))}"));
        Assert.Equal(("Projectleider huisvesting", "Programmamanager huisvesting"), (second.Changed[1].Fields[0].Was, second.Changed[1].Fields[0].Becomes));
        Assert.Equal(31, second.Unchanged);
        Assert.Equal("a.smit@lindewaard.example", second.New[0].PossiblyWas?.Email);
        Assert.Equal([(19, ImportWarning.PossibleRename)], second.Warnings.Select(w => (w.Number, w.Code)));
        Assert.False(second.NeedsLeaverCount);
    }

    [Theory]
    [InlineData("lindewaard-afas.csv")]
    [InlineData("lindewaard-excel.csv")]
    [InlineData("lindewaard-workplace.csv")]
    public void The_same_file_twice_changes_nothing(string name)
    {
        var rows = People(Read(Sample(name)));
        var again = Compare(rows, Apply(Compare(rows, []), []));
        Assert.True(again.ChangesNothing);
        Assert.Equal(36, again.Unchanged);
    }

    [Fact]
    public void Leavers_stand_in_the_order_of_names_whatever_the_order_of_the_directory()
    {
        var directory = DirectoryOf(Lines(Header, Row("Jan", "Bos", "j@x.example"), Row("Bas", "van den Aar", "b@x.example"), Row("Eva", "Smit", "e@x.example"), Row("Mo", "Idris", "m@x.example")));
        var rows = People(Lines(Header, Row("Mo", "Idris", "m@x.example")));
        var (one, other) = (Compare(rows, directory), Compare(rows, [.. directory.AsEnumerable().Reverse()]));
        Assert.Equal(["van den Aar", "Bos", "Smit"], one.Leaving.Select(p => p.LastName));
        Assert.Equal(one.Fingerprint(), other.Fingerprint());
    }

    [Fact]
    public void The_layout_of_the_file_does_not_matter()
    {
        var directory = Apply(Compare(People(Read(Sample("lindewaard-afas.csv"))), []), []);
        Assert.True(Compare(People(Read(Sample("lindewaard-workplace.csv"))), directory).ChangesNothing);
    }

    [Fact]
    public void Who_comes_back_gets_the_same_account()
    {
        var both = Lines(Header, Row("Jan", "Bos", "j@x.example"), Row("Bas", "Vos", "b@x.example"));
        var directory = DirectoryOf(both);
        directory = Apply(Compare(People(Lines(Header, Row("Jan", "Bos", "j@x.example"))), directory), directory);
        var bas = directory.Single(p => p.FirstName == "Bas");
        Assert.Equal(EmployeeState.Deactivated, bas.State);

        var back = Compare(People(both), directory);
        Assert.Equal(bas.Id, Assert.Single(back.ComingBack).Person.Id);
        Assert.Empty(back.New);
    }

    [Fact]
    public void The_same_address_under_another_name_is_somebody_else_unless_HR_says_otherwise()
    {
        var directory = DirectoryOf(Lines(Header, Row("Jan", "Bos", "info@x.example"), Row("Bas", "Vos", "b@x.example")));
        var rows = People(Lines(Header, Row("Petra", "de Wit", "info@x.example"), Row("Bas", "Vos", "b@x.example")));

        var difference = Compare(rows, directory);
        Assert.Equal("Jan", Assert.Single(difference.New).FormerHolder?.FirstName);
        Assert.Equal("Jan", Assert.Single(difference.Leaving).FirstName);
        Assert.True(Compare(rows, Apply(difference, directory)).ChangesNothing);

        var said = Compare(rows, directory, "info@x.example");
        Assert.Empty(said.New);
        Assert.Equal([StaffField.FirstName, StaffField.LastName], Assert.Single(said.Changed).Fields.Select(f => f.Field));
    }

    [Fact]
    public void A_closed_account_is_not_opened_for_somebody_of_half_the_same_name()
    {
        var directory = DirectoryOf(Lines(Header, Row("Jan", "Bos", "bos@x.example"))).Select(p => p with { State = EmployeeState.Deactivated }).ToList();
        Assert.Empty(Compare(People(Lines(Header, Row("Petra", "Bos", "bos@x.example"))), directory).ComingBack);
        Assert.Single(Compare(People(Lines(Header, Row("J.", "Bos", "bos@x.example"))), directory).ComingBack);
    }

    [Fact]
    public void Somebody_at_work_who_marries_keeps_the_account()
    {
        var directory = DirectoryOf(Lines(Header, Row("Anouk", "Smit", "anouk@x.example")));
        Assert.Equal("Verhoeven", Assert.Single(Assert.Single(Compare(People(Lines(Header, Row("Anouk", "Verhoeven", "anouk@x.example"))), directory).Changed).Fields).Becomes);
    }

    [Fact]
    public void Letters_that_Excel_lost_do_not_overwrite_the_name_that_we_know()
    {
        var directory = Apply(Compare(People(Read(Sample("lindewaard-afas.csv"))), []), []);
        var difference = Compare(People(Read(Sample("lindewaard-excel.csv"))), directory);
        Assert.True(difference.ChangesNothing);
        Assert.Equal(7, difference.Warnings.Count(w => w.Code == ImportWarning.SuspiciousValue));
    }

    [Theory]
    [InlineData("Bas;Vos;;;;;;")]
    [InlineData("Bas;Vos;b@@x.example;;;;;")]
    [InlineData("Bas;;b@x.example;;;;;")]
    [InlineData("Bas;Vos;b@x.example;;BSN 123456782;;;")]
    [InlineData("Bas;Vo")]
    [InlineData("Bas;Vos;b@x")]
    [InlineData("Bas;Vos;b@x.example;;;;;;;te;veel")]
    public void A_rejected_row_never_makes_its_person_a_leaver(string row)
    {
        var directory = DirectoryOf(Lines(Header, Row("Jan", "Bos", "j@x.example"), Row("Bas", "Vos", "b@x.example"), Row("Kees", "Mos", "k@x.example")));
        var difference = Compare(People(Lines(Header, Row("Jan", "Bos", "j@x.example"), row)), directory);
        Assert.Single(difference.Rejected);
        Assert.Equal("Kees", Assert.Single(difference.Leaving).FirstName);
    }

    [Fact]
    public void Local_accounts_and_administrators_are_left_alone()
    {
        var people = DirectoryOf(Lines(Header, Row("Lo", "Kaal", "l@x.example"), Row("Ad", "Min", "a@x.example"), Row("Bas", "Vos", "b@x.example")));
        List<KnownPerson> directory = [people[0] with { IsImported = false }, people[1] with { IsProtected = true }, people[2]];
        var difference = Compare(People(Lines(Header, Row("Lo", "Anders", "l@x.example", job: "Iets anders"), Row("Bas", "Vos", "b@x.example"))), directory);
        Assert.True(difference.ChangesNothing);
        Assert.Equal(2, difference.ActiveImported);
    }

    [Theory]
    [InlineData(100, 10, false)]
    [InlineData(100, 11, true)]
    [InlineData(20, 5, false)]
    [InlineData(20, 6, true)]
    public void More_than_ten_percent_and_more_than_five_leavers_are_held(int people, int leavers, bool isHeld)
    {
        var rows = Enumerable.Range(0, people).Select(i => Row("Jan", "Bos", $"p{i}@x.example")).ToArray();
        var difference = Compare(People(Lines([Header, .. rows[leavers..]])), DirectoryOf(Lines([Header, .. rows])));
        Assert.Equal(leavers, difference.Leaving.Count);
        Assert.Equal(isHeld, difference.NeedsLeaverCount);
    }

    [Fact]
    public void A_file_cut_off_half_way_is_held()
    {
        var whole = Sample("lindewaard-afas.csv");
        var directory = Apply(Compare(People(Read(whole)), []), []);
        Assert.True(Compare(People(Read(whole[..(whole.Length / 2)])), directory).NeedsLeaverCount);
    }

    [Fact]
    public void Managers_are_found_in_any_case_and_anywhere_in_the_file()
    {
        var difference = Compare(People(Lines(Header, Row("Jan", "Bos", "j@x.example", manager: "B.VOS@X.example"), Row("Bas", "Vos", "b.vos@x.example", manager: "weg@x.example"), Row("Kees", "Mos", "k@x.example", manager: "k@x.example"), Row("Piet", "Ros", "p@x.example", manager: "Vos, Bas"), Row("Els", "Tas", "e@x.example", manager: "Iemand Anders"))), []);
        Assert.Equal(["b.vos@x.example", null, null, "b.vos@x.example", null], difference.New.Select(p => p.Row.Staff.ManagerEmail));
        Assert.Equal([(2, ImportWarning.ManagerNotFound), (3, ImportWarning.ManagerIsSelf), (5, ImportWarning.ManagerNotAnEmail)], difference.Warnings.Select(w => (w.Number, w.Code)));
    }

    [Fact]
    public void Managers_by_number_are_found_through_the_id_column()
    {
        var difference = Compare(People(Lines("Medewerkernummer;Roepnaam;Achternaam;Email_werk;Medewerkernummer_leidinggevende", "00012;Jan;Bos;j@x.example;", "13;Bas;Vos;b@x.example;12", "14;Kees;Mos;k@x.example;99")), []);
        Assert.Equal([null, "j@x.example", null], difference.New.Select(p => p.Row.Staff.ManagerEmail));
        Assert.Equal([(3, ImportWarning.ManagerNotFound)], difference.Warnings.Select(w => (w.Number, w.Code)));
    }

    [Theory]
    [InlineData("CN=Joost van der Meer,OU=Directie,DC=x,DC=example")]
    [InlineData("CN=Meer\\, Joost van der,OU=Directie,DC=x")]
    [InlineData("Dhr. J. van der Meer")]
    [InlineData("Meer, drs. J. van der")]
    [InlineData("Joost van der Meer (Directie)")]
    [InlineData("J. (Joost) van der Meer")]
    public void A_manager_is_found_as_directories_and_people_write_the_name(string manager)
    {
        var difference = Compare(People(Lines("Roepnaam|Achternaam|E-mail|Leidinggevende", "Joost|van der Meer|j@x.example|", $"Els|Bos|e@x.example|{manager}")), []);
        Assert.Equal("j@x.example", difference.New.Single(p => p.Row.Staff.Email == "e@x.example").Row.Staff.ManagerEmail);
        Assert.Empty(difference.Warnings);
    }

    [Fact]
    public void A_circle_of_managers_is_kept_and_each_row_in_it_named()
    {
        var difference = Compare(People(Lines(Header, Row("A", "Aa", "a@x.example", manager: "b@x.example"), Row("B", "Bb", "b@x.example", manager: "c@x.example"), Row("C", "Cc", "c@x.example", manager: "a@x.example"), Row("D", "Dd", "d@x.example", manager: "a@x.example"))), []);
        Assert.Equal([1, 2, 3], difference.Warnings.Where(w => w.Code == ImportWarning.ManagerCycle).Select(w => w.Number));
        Assert.All(difference.New, p => Assert.NotNull(p.Row.Staff.ManagerEmail));
    }

    [Fact]
    public void Who_leaves_is_nobodys_manager_and_the_next_file_changes_nothing()
    {
        var directory = DirectoryOf(Lines(Header, Row("Jan", "Bos", "j@x.example"), Row("Bas", "Vos", "b@x.example", manager: "j@x.example")));
        var rows = People(Lines(Header, Row("Bas", "Vos", "b@x.example", manager: "j@x.example")));
        var difference = Compare(rows, directory);
        Assert.Equal(new FieldChange(StaffField.ManagerEmail, "j@x.example", null), Assert.Single(Assert.Single(difference.Changed).Fields));
        Assert.True(Compare(rows, Apply(difference, directory)).ChangesNothing);
    }

    [Fact]
    public void A_confirmation_belongs_to_one_difference()
    {
        var directory = DirectoryOf(Lines(Header, Row("Jan", "Bos", "j@x.example")));
        var rows = People(Lines(Header, Row("Jan", "Bos", "j@x.example", job: "Boa")));
        Assert.Equal(Compare(rows, directory).Fingerprint(), Compare(rows, directory).Fingerprint());
        Assert.NotEqual(Compare(rows, directory).Fingerprint(), Compare(rows, [directory[0] with { JobTitle = "Griffier" }]).Fingerprint());
    }
}
