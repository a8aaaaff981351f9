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

        var confirm = await hanna.SeeAsync(check.Uri.AbsolutePath.Replace("/check", "/confirm", StringComparison.Ordinal));
        var done = await hanna.SubmitToAsync(confirm, confirm.Uri.AbsolutePath);
        Assert.Contains("De import is gelukt", done.Text, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync());
        Assert.Equal("van der Meer", await app.WithDbAsync(db => db.Employees.Where(e => e.Email == "j.vandermeer@import.example").Select(e => e.LastName).SingleAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await hanna.GetAsync(check.Uri.AbsolutePath)).StatusCode);
        Assert.Empty(await Canary.FindAsync(app, "12-03-1980"));
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
    public async Task A_file_that_is_no_staff_file_is_refused_in_plain_words()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var refused = await UploadAsync(hanna, "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Het bestand is leeg", refused.Text, StringComparison.Ordinal);
    }

    private Task<int> CountAsync() => app.WithDbAsync(db => db.Employees.CountAsync(e => e.Email.EndsWith("@import.example")));

    private static string Path(Page page) => page.Uri.AbsolutePath;

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
