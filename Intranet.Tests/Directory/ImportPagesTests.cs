using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Directory;

public sealed class ImportPagesTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private const string Header = "Roepnaam;Voorvoegsel;Achternaam;E-mail werk;Telefoonnr. werk;Functie;Organisatorische eenheid;Werklocatie;E-mail leidinggevende;Geboortedatum\r\n";

    [Fact]
    public async Task Nothing_changes_before_the_last_step_and_everything_after_it()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var columns = await UploadAsync(hanna, Header
            + "Noor;;Bakker;n.bakker@import.example;0123-456704;Adviseur;Ruimte;Stadhuis;;12-03-1980\r\n"
            + "Joost;van der;Meer;j.vandermeer@import.example;;Secretaris;Directie;Stadhuis;;12-03-1980\r\n"
            + "Zonder;;Adres;;;Gastheer;Facilitair;De Kade;;12-03-1980\r\n");
        Assert.Contains("Geboortedatum", columns.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("12-03-1980", columns.Html, StringComparison.Ordinal);

        var check = await hanna.SubmitToAsync(columns, Path(columns));
        Assert.Contains("Noor Bakker", check.Text, StringComparison.Ordinal);
        var rejected = await hanna.SeeAsync(check.Uri.AbsolutePath + "?tab=rejected");
        Assert.Contains("Het e-mailadres ontbreekt", rejected.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
        var list = await (await hanna.GetAsync(check.Uri.AbsolutePath.Replace("/check", "/difference.csv", StringComparison.Ordinal))).Content.ReadAsStringAsync();
        Assert.Contains("Nieuw;1;Noor Bakker;n.bakker@import.example", list, StringComparison.Ordinal);

        var done = await ConfirmAsync(hanna, check);
        Assert.Contains("De import is gelukt", done.Text, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync());
        Assert.Equal("van der Meer", await app.WithDbAsync(db => db.Employees.Where(e => e.Email == "j.vandermeer@import.example").Select(e => e.LastName).SingleAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await hanna.GetAsync(check.Uri.AbsolutePath)).StatusCode);
        Assert.Empty(await Canary.FindAsync(app, "12-03-1980"));
    }

    [Fact]
    public async Task What_there_is_to_say_about_a_row_is_told_and_taken_along_also_when_nothing_changes()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        const string file = Header + "Wim;;Weetal;w.weetal@remarks.example;;=1+1;Ruimte;Stadhuis;;\r\nLot;;Los;l.los@remarks.example;;Jurist;Ruimte;Stadhuis;niemand@remarks.example;\r\n";
        var check = await CheckAsync(hanna, file);
        Assert.Contains("Er staat iets ongewoons in de kolom Functie", check.Text, StringComparison.Ordinal);
        await ConfirmAsync(hanna, check);

        var again = await CheckAsync(hanna, file);
        Assert.Contains("Bij 2 rijen staat een opmerking.", again.Text, StringComparison.Ordinal);
        var remarks = await hanna.SeeAsync(again.Uri.AbsolutePath + "?tab=remarks");
        Assert.Contains("Lot Los l.los@remarks.example De leidinggevende is niet gevonden", remarks.Text, StringComparison.Ordinal);
        Assert.Contains("Wim Weetal", remarks.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Wim Weetal", (await hanna.SeeAsync(again.Uri.AbsolutePath + "?tab=remarks&q=los")).Text, StringComparison.Ordinal);
        Assert.Contains("Opmerking;2;Lot Los;l.los@remarks.example;E-mail leidinggevende;;\"De leidinggevende is niet gevonden", await ReadAsync(hanna, again.Uri.AbsolutePath.Replace("/check", "/difference.csv", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_address_went_to_somebody_else_is_named_by_it_among_the_leavers()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        await ImportAsync(hanna, Header + "Inge;;Hulst;balie@address.example;;Gastvrouw;Balie;Stadhuis;;\r\n");
        var done = await ImportAsync(hanna, Header + "Sophie;;Vermeulen;balie@address.example;;Gastvrouw;Balie;Stadhuis;;\r\n");
        var leavers = await hanna.SeeAsync(Path(done) + "/names?tab=leaving");
        Assert.Contains("Inge Hulst balie@address.example", leavers.Text, StringComparison.Ordinal);
        var inge = await app.WithDbAsync(db => db.Employees.Where(e => e.LastName == "Hulst").Select(e => e.Id).SingleAsync());
        var page = await hanna.SeeAsync($"/hr/people/{inge}");
        Assert.Contains("Het adres is nu van iemand anders", page.Text, StringComparison.Ordinal);
        foreach (var html in new[] { leavers.Html, page.Html }) Assert.DoesNotContain("given-up", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_came_can_be_read_taken_along_and_invited_until_the_import_can_no_longer_be_taken_back()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        const string staying = "Iris;;Blijver;i.blijver@names.example;;Adviseur;Ruimte;Stadhuis;;\r\n";
        await ImportAsync(hanna, Header + staying + "Gijs;;Weg;g.weg@names.example;;Jurist;Ruimte;Stadhuis;;\r\n");
        var done = await ImportAsync(hanna, Header + staying.Replace("Adviseur", "Teamleider", StringComparison.Ordinal) + "Mila;de;Nieuwe;m.denieuwe@names.example;;Jurist;Ruimte;Stadhuis;;\r\nZonder;;Adres;;;;;;;\r\nMila;de;Nieuwe;m.denieuwe@names.example;;Jurist;Ruimte;Stadhuis;;\r\n");
        Assert.Contains("1 uitnodiging versturen", done.Text, StringComparison.Ordinal);

        var names = Path(done) + "/names";
        Assert.Contains("Mila de Nieuwe", (await hanna.SeeAsync(names)).Text, StringComparison.Ordinal);
        Assert.Contains("Teamleider", (await hanna.SeeAsync(names + "?tab=changed")).Text, StringComparison.Ordinal);
        Assert.Contains("Gijs Weg", (await hanna.SeeAsync(names + "?tab=leaving")).Text, StringComparison.Ordinal);
        Assert.Contains("Niets gevonden", (await hanna.SeeAsync(names + "?q=gijs")).Text, StringComparison.Ordinal);
        var list = await ReadAsync(hanna, names + ".csv");
        Assert.True(await app.WithDbAsync(db => db.AuditRecords.AnyAsync(r => r.Action == "staff-exported" && r.ActorId == app.Cast.Hanna.Id && r.Details == "rows=3")));
        Assert.Contains("Nieuw;Mila de Nieuwe;m.denieuwe@names.example", list, StringComparison.Ordinal);
        Assert.Contains("Gewijzigd;Iris Blijver;i.blijver@names.example;Functie;Adviseur;Teamleider", list, StringComparison.Ordinal);
        Assert.Contains("Uit dienst;Gijs Weg;g.weg@names.example", list, StringComparison.Ordinal);
        var rejected = await ReadAsync(hanna, Path(done) + "/rejected.csv");
        Assert.Contains("3;Het e-mailadres ontbreekt", rejected, StringComparison.Ordinal);
        Assert.Contains("4;Het e-mailadres komt twee keer voor (ook in rij 2)", rejected, StringComparison.Ordinal);

        await hanna.SubmitToAsync(done, "/hr/invitations/of-import/" + Path(done).Split('/')[^1]);
        await app.Mail.ArrivedAsync("m.denieuwe@names.example", "account");
        Assert.DoesNotContain("uitnodiging versturen", (await hanna.SeeAsync(Path(done))).Text, StringComparison.Ordinal);

        await hanna.SubmitToAsync(await hanna.SeeAsync(Path(done) + "/undo"), Path(done) + "/undo");
        Assert.Equal(HttpStatusCode.NotFound, (await hanna.GetAsync(names)).StatusCode);
        Assert.DoesNotContain("names?tab", (await hanna.SeeAsync(Path(done))).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_preview_is_searched_and_says_how_many_it_found()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var rows = string.Concat(Enumerable.Range(0, 12).Select(i => $"Zoek;;Naam{(char)('a' + i)};z{i}@search.example;;;;;;\r\n"));
        // A layout of its own: what HR chooses below is remembered for the next file that looks like this.
        var columns = await UploadAsync(hanna, Header.Replace("Organisatorische eenheid", "Afdeling", StringComparison.Ordinal) + rows);
        var check = Path(await hanna.SubmitToAsync(columns, Path(columns)));
        var found = await hanna.SeeAsync(check + "?tab=new&q=naamc");
        Assert.Contains("Zoek Naamc", found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zoek Naamd", found.Text, StringComparison.Ordinal);
        Assert.Contains("\"1 gevonden\"", found.Html, StringComparison.Ordinal);

        // What HR chooses otherwise is searched too, and nobody else searches in it.
        await hanna.SubmitToAsync(columns, Path(columns), ("roles[2]", "LastNamePrefix"), ("roles[1]", "LastName"), ("roles[0]", "Ignored"), ("roles[5]", "FirstName"));
        Assert.DoesNotContain("Zoek Naamc", (await hanna.SeeAsync(check + "?tab=new&q=naamc")).Text, StringComparison.Ordinal);
        using var ada = await app.AsAsync(app.Cast.Ada);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync(check + "?q=naamc")).StatusCode);
    }

    [Fact]
    public async Task A_field_that_is_chosen_twice_is_asked_about_and_not_dropped()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var columns = await UploadAsync(hanna, Header + "Eva;;Prins;e.prins@twice.example;;Jurist;Ruimte;Stadhuis;;\r\n");
        var asked = await hanna.SubmitToAsync(columns, Path(columns), ("roles[6]", "JobTitle"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.Contains("Je koos Functie voor meer dan één kolom: Functie, Organisatorische eenheid", asked.Text, StringComparison.Ordinal);
        Assert.Equal(2, asked.Html.Split("value=\"JobTitle\" selected").Length - 1);
    }

    [Fact]
    public async Task A_second_column_fills_what_is_empty_until_HR_says_otherwise_and_then_next_month_too()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        const string file = "Roepnaam;Geboortenaam;E-mail werk;Telefoonnr. werk;Mobiel werk\r\nEva;Prins;e.prins@spare.example;;06-12345678\r\n";
        var columns = await UploadAsync(hanna, file);
        Assert.Contains("vult de tweede aan wat in de eerste leeg is", columns.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"SparePhone\" selected", columns.Html, StringComparison.Ordinal);

        await hanna.SubmitToAsync(columns, Path(columns), ("roles[4]", "Ignored"));
        var again = await UploadAsync(hanna, file);
        Assert.DoesNotContain("value=\"SparePhone\" selected", again.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_is_seen_by_whoever_uploaded_it()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var columns = await UploadAsync(hanna, Header + "Eva;;Prins;e.prins@preview.example;;;;;;\r\n");
        using var ada = await app.AsAsync(app.Cast.Ada);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync(columns.Uri.AbsolutePath)).StatusCode);
        Assert.Empty(await Canary.FindAsync(app, "e.prins@preview.example"));

        await hanna.SubmitToAsync(columns, columns.Uri.AbsolutePath.Replace("/columns", "/cancel", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await hanna.GetAsync(columns.Uri.AbsolutePath)).StatusCode);
    }

    [Fact]
    public async Task A_number_in_a_wanted_column_keeps_its_row_out_and_is_repeated_nowhere()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var columns = await UploadAsync(hanna, Header + "Piet;;Smit;p.smit@number.example;;Adviseur BSN 377897929;Ruimte;Stadhuis;;\r\n");
        var check = await hanna.SeeAsync(Path(await hanna.SubmitToAsync(columns, Path(columns))) + "?tab=rejected");
        Assert.Contains("in de kolom Functie dat op een BSN lijkt", check.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("377897929", check.Html, StringComparison.Ordinal);
        Assert.Empty(await Canary.FindAsync(app, "377897929"));
    }

    [Fact]
    public async Task HR_who_is_not_in_the_file_is_told_and_says_that_their_own_account_may_close()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        await app.WithDbAsync(db => db.Employees.Where(e => e.Id == app.Cast.Hanna.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.IsImported, true)));
        var check = await CheckAsync(hanna, Header + "Teun;;Terug;t.terug@self.example;;Jurist;Ruimte;Stadhuis;;\r\n");
        Assert.Contains("Je staat zelf niet in dit bestand", check.Text, StringComparison.Ordinal);

        var confirm = await hanna.SeeAsync(Path(check).Replace("/check", "/confirm", StringComparison.Ordinal));
        Assert.Contains("sluiten we ook je eigen account af", confirm.Text, StringComparison.Ordinal);
        var refused = await hanna.SubmitToAsync(confirm, Path(confirm), ("LeaversConfirmed", "true"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Zet een vinkje als ook je eigen account dicht mag", refused.Text, StringComparison.Ordinal);

        // With the tick it goes on, here to another preview than the one on the screen, which is not applied.
        var ticked = await hanna.SubmitToAsync(confirm, Path(confirm), ("LeaversConfirmed", "true"), ("SelfConfirmed", "true"), ("Fingerprint", "another"));
        Assert.DoesNotContain("Zet een vinkje als ook je eigen account", ticked.Text, StringComparison.Ordinal);
        await app.WithDbAsync(db => db.Employees.Where(e => e.Id == app.Cast.Hanna.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.IsImported, false)));
    }

    [Fact]
    public async Task A_file_that_is_no_staff_file_is_refused_in_plain_words()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var refused = await UploadAsync(hanna, "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Het bestand is leeg", refused.Text, StringComparison.Ordinal);
    }

    private Task<int> CountAsync() => app.WithDbAsync(db => db.Employees.CountAsync(e => e.Email.EndsWith("@import.example")));

    private static async Task<Page> ImportAsync(Browser hr, string csv)
    {
        var columns = await UploadAsync(hr, csv);
        return await ConfirmAsync(hr, await hr.SubmitToAsync(columns, Path(columns)));
    }

    /// <summary>With a tick for the leavers, where there are any: those of the other stories.</summary>
    private static async Task<Page> ConfirmAsync(Browser hr, Page check)
    {
        var confirm = await hr.SeeAsync(Path(check).Replace("/check", "/confirm", StringComparison.Ordinal));
        return await hr.SubmitToAsync(confirm, Path(confirm), confirm.Html.Contains("LeaversConfirmed", StringComparison.Ordinal) ? [("LeaversConfirmed", "true")] : []);
    }

    private static async Task<string> ReadAsync(Browser hr, string address) => await (await hr.GetAsync(address)).Content.ReadAsStringAsync();

    private static string Path(Page page) => page.Uri.AbsolutePath;

    /// <summary>The third step.</summary>
    private static async Task<Page> CheckAsync(Browser hr, string csv)
    {
        var columns = await UploadAsync(hr, csv);
        return await hr.SubmitToAsync(columns, Path(columns));
    }

    private static async Task<Page> UploadAsync(Browser hr, string csv)
    {
        var form = await hr.SeeAsync("/hr/import");
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var response = await hr.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/hr/import")
        {
            Content = new MultipartFormDataContent { { new StringContent(form.Token), "_csrf" }, { file, "file", "personeel.csv" } },
        });
        return response.Headers.Location is { } next ? await hr.SeeAsync(next.ToString()) : new Page(response.StatusCode, form.Uri, await response.Content.ReadAsStringAsync());
    }
}
