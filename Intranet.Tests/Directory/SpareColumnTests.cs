using Intranet.Domain.Directory;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Directory;

/// <summary>Two columns for one thing: the second fills what is empty in the first.</summary>
public class SpareColumnTests
{
    private const string Header = "Roepnaam;Voornamen;Voorletters;Geboortenaam;E-mail werk;Zakelijk e-mailadres;Telefoonnr. werk;Mobiel werk";

    [Fact]
    public void An_empty_cell_is_filled_from_the_other_column()
    {
        var people = People(Lines(
            Header,
            "Jan;Johannes Petrus;J.P.;Bos;j.bos@x.example;;0123-456701;06-12345601",
            ";Anna Maria;A.M.;Vos;;a.vos@x.example;;06-12345602",
            ";-;B.;Tas;b.tas@x.example;anders@x.example;4521;06-12345603",
            ";;;Das;d.das@x.example;;-;",
            "Els;;;Mol;;;;"));
        Assert.Equal(
            ["Jan Bos j.bos@x.example +31123456701", "Anna Maria Vos a.vos@x.example +31612345602", "B. Tas b.tas@x.example +31612345603"],
            people.Rows.Select(r => $"{r.Staff.Name} {r.Staff.Email} {r.Staff.Phone}"));
        Assert.Empty(people.Warnings);
        Assert.Equal([(4, RejectReason.FirstNameMissing), (5, RejectReason.EmailMissing)], people.Rejected.Select(r => (r.Number, r.Reason)));
    }

    [Fact]
    public void The_first_column_is_named_for_the_field_and_the_others_as_its_spare_ones()
    {
        var mapping = Read(Lines(Header + ";Telefoon privé;Faxnummer werk", "Jan;Johannes;J.;Bos;j@x.example;;;06-12345601;0123-456701;0123-456709")).Mapping;
        Assert.Equal("Telefoonnr. werk", mapping.Fields[StaffField.Phone]);
        Assert.Equal("first_name: Voornamen, Voorletters; email: Zakelijk e-mailadres; phone: Mobiel werk", string.Join("; ", mapping.SpareColumns.Select(s => $"{s.Key.Code()}: {string.Join(", ", s.Value)}")));
        Assert.Equal(["Telefoon privé"], mapping.ForbiddenColumns);

        // An address of which nobody says that it is of work may be a private one.
        Assert.Empty(Read(Lines("Voornaam;Achternaam;E-mail werk;E-mail", "Jan;Bos;;j@x.example")).Mapping.SpareColumns);
    }

    [Fact]
    public void A_citizen_number_in_the_other_column_keeps_the_row_out_too()
    {
        var people = People(Lines(Header, $"Jan;;;Bos;j.bos@x.example;;0123-456701;BSN {CitizenNumber}"));
        Assert.Equal((RejectReason.PersonalNumber, StaffField.Phone), (Assert.Single(people.Rejected).Reason, people.Rejected[0].Field));
    }

    [Fact]
    public void HR_may_turn_the_columns_round_and_leave_one_out()
    {
        var file = Read(Lines("Voornaam;Achternaam;E-mail;Telefoon werk;Mobiel werk", "Jan;Bos;j@x.example;0123-456701;06-12345601", "Bas;Vos;b@x.example;0123-456702;"));
        var turned = file.Mapping.Choose([ColumnRole.FirstName, ColumnRole.LastName, ColumnRole.Email, ColumnRole.SparePhone, ColumnRole.Phone]);
        Assert.Equal(["+31612345601", "+31123456702"], PhonesBy(turned));
        Assert.Equal(["+31612345601", null], PhonesBy(turned.Choose([ColumnRole.FirstName, ColumnRole.LastName, ColumnRole.Email, ColumnRole.Ignored, ColumnRole.Phone])));

        IEnumerable<string?> PhonesBy(ImportMapping mapping) => People(file with { GuessedRoles = mapping.Roles }).Rows.Select(r => r.Staff.Phone);
    }
}
