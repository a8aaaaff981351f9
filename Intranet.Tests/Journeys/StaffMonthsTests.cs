using System.Text;
using System.Text.RegularExpressions;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Intranet.Tests.Journeys;

/// <summary>HR's year in small: a first month, a second one, a file that was cut off, and a mistake taken back.</summary>
public sealed class StaffMonthsTests(IntranetApp app, Chromium chromium) : IClassFixture<IntranetApp>, IClassFixture<Chromium>
{
    private const string Header = "Roepnaam;Voorvoegsel;Achternaam;E-mail werk;Functie;Organisatorische eenheid;Werklocatie\r\n";
    private const string Staying = "Noor;;Bakker;n.bakker@maand.example;Beleidsadviseur;Ruimte;Stadhuis\r\n"
        + "Joost;van der;Meer;j.vandermeer@maand.example;Secretaris;Directie;Stadhuis\r\n"
        + "Bas;;Hoekstra;b.hoekstra@maand.example;Toezichthouder;Vergunningen;Stadhuis\r\n"
        + "Priya;;Ramdin;p.ramdin@maand.example;Teammanager;Sociaal Domein;Stadhuis\r\n"
        + "Ruud;;Peeters;r.peeters@maand.example;Groenbeheerder;Ruimte;Gemeentewerf\r\n"
        + "Yara;de;Groot;y.degroot@maand.example;Trainee;Ruimte;Stadhuis\r\n";
    private const string First = Header + Staying
        + "Anouk;;Smit;a.smit@maand.example;Communicatieadviseur;Communicatie;Stadhuis\r\n"
        + "Kees;de;Jong;k.dejong@maand.example;Medewerker burgerzaken;Publiekszaken;Stadhuis\r\n";
    private const string Second = Header + Staying
        + "Anouk;;Smit-Verhoeven;a.smit@maand.example;Communicatieadviseur;Communicatie;Stadhuis\r\n"
        + "Tess;;Dekker;t.dekker@maand.example;Medewerker burgerzaken;Publiekszaken;Stadhuis\r\n";

    [Fact]
    public async Task Two_months_come_in_half_a_file_is_held_and_a_mistake_is_taken_back()
    {
        await app.WithDbAsync(async db =>
        {
            var tess = Employee.Invite(new(app.Checked("Tess"), app.Checked("Dekker"), app.Checked("t.dekker@maand.example"), null, CheckedText.Empty, CheckedText.Empty, CheckedText.Empty), isImported: true, DateTime.UtcNow);
            tess.Deactivate(DateTime.UtcNow);
            db.Add(tess);
            await db.SaveChangesAsync();
        });
        var hr = await chromium.OpenAsync(app, app.Cast.Hanna);
        await FirstMonthAsync(hr);
        await SecondMonthAsync(hr);
        await HalfAFileIsHeldAsync(hr);
        await TakeBackAsync(hr);
        await hr.Context.CloseAsync();
    }

    private async Task FirstMonthAsync(IPage hr)
    {
        await CheckAsync(hr, First);
        await Assertions.Expect(hr.GetByRole(AriaRole.Rowheader, new() { Name = "Joost van der Meer" })).ToBeVisibleAsync();
        await hr.GetByRole(AriaRole.Link, new() { Name = "Verder met 8 rijen" }).ClickAsync();
        await ImportNowAsync(hr);
        Assert.Equal("Invited", await StateAsync("k.dejong"));
    }

    /// <summary>Somebody marries, somebody leaves, somebody is back: each is shown before anything changes.</summary>
    private async Task SecondMonthAsync(IPage hr)
    {
        await CheckAsync(hr, Second);
        await hr.Locator(".count", new() { HasText = "Gewijzigd" }).ClickAsync();
        await Assertions.Expect(hr.GetByRole(AriaRole.Row, new() { Name = "Tess Dekker" })).ToContainTextAsync("Komt terug");
        await Assertions.Expect(hr.GetByRole(AriaRole.Row, new() { Name = "Smit-Verhoeven" }).Locator(".table__was")).ToHaveTextAsync("Smit");
        await hr.Locator(".count", new() { HasText = "Uit dienst" }).ClickAsync();
        await Assertions.Expect(hr.GetByRole(AriaRole.Rowheader, new() { Name = "Kees de Jong" })).ToBeVisibleAsync();
        Assert.Equal(("Invited", "Deactivated"), (await StateAsync("k.dejong"), await StateAsync("t.dekker")));

        await hr.GetByRole(AriaRole.Link, new() { Name = "Verder met 8 rijen" }).ClickAsync();
        await hr.GetByRole(AriaRole.Checkbox, new() { Name = "Ja, deze 1 collega is uit dienst" }).CheckAsync();
        await ImportNowAsync(hr);
        Assert.Equal(("Deactivated", "Invited"), (await StateAsync("k.dejong"), await StateAsync("t.dekker")));
    }

    private async Task HalfAFileIsHeldAsync(IPage hr)
    {
        var folder = Path.Combine(app.Data, "import");
        await File.WriteAllTextAsync(Path.Combine(folder, "half.csv.tmp"), Second[..(Header.Length + 90)]);
        File.Move(Path.Combine(folder, "half.csv.tmp"), Path.Combine(folder, "half.csv"));
        await app.Mail.ArrivedAsync(app.Cast.Hanna.Email, "Personeelsbestand wacht op jou");

        await hr.GotoAsync("/hr/import");
        await hr.GetByRole(AriaRole.Button, new() { Name = "Bekijken", Exact = true }).ClickAsync();
        await hr.GetByRole(AriaRole.Button, new() { Name = "Controleren" }).ClickAsync();
        await hr.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Verder met") }).ClickAsync();
        await Assertions.Expect(hr.Locator(".note--danger")).ToContainTextAsync("Misschien is het bestand niet compleet");
        await hr.Locator("#LeaversConfirmed").CheckAsync();
        await hr.GetByRole(AriaRole.Button, new() { Name = "Nu importeren" }).ClickAsync();
        await Assertions.Expect(hr.Locator("#Leavers-error")).ToBeVisibleAsync();
        await hr.GetByRole(AriaRole.Button, new() { Name = "Stoppen en het bestand weggooien" }).ClickAsync();
        await hr.GetByRole(AriaRole.Button, new() { Name = "Weggooien", Exact = true }).ClickAsync();
        await Assertions.Expect(hr.GetByText("Dit bestand wacht op jou")).ToHaveCountAsync(0);
        Assert.Equal("Invited", await StateAsync("y.degroot"));
    }

    private async Task TakeBackAsync(IPage hr)
    {
        await hr.GetByRole(AriaRole.Link, new() { Name = "Import ongedaan maken" }).ClickAsync();
        await hr.GetByRole(AriaRole.Button, new() { Name = "Import ongedaan maken" }).ClickAsync();
        await Assertions.Expect(hr.Locator(".badge", new() { HasText = "Ongedaan gemaakt" })).ToBeVisibleAsync();
        Assert.Equal(("Invited", "Deactivated"), (await StateAsync("k.dejong"), await StateAsync("t.dekker")));
        await hr.GotoAsync("/people?q=anouk");
        await Assertions.Expect(hr.Locator("main")).ToContainTextAsync("Anouk Smit");
        await Assertions.Expect(hr.GetByText("Smit-Verhoeven")).ToHaveCountAsync(0);
    }

    /// <summary>To the third step.</summary>
    private static async Task CheckAsync(IPage hr, string csv)
    {
        await hr.GotoAsync("/hr/import");
        await hr.SetInputFilesAsync("#file", new FilePayload { Name = "personeel.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await hr.GetByRole(AriaRole.Button, new() { Name = "Controleren" }).ClickAsync();
        await Assertions.Expect(hr.Locator(".counts")).ToBeVisibleAsync();
    }

    private static async Task ImportNowAsync(IPage hr)
    {
        await hr.GetByRole(AriaRole.Button, new() { Name = "Nu importeren" }).ClickAsync();
        await Assertions.Expect(hr.GetByRole(AriaRole.Heading, new() { Name = "De import is gelukt" })).ToBeVisibleAsync();
    }

    private Task<string> StateAsync(string name) => app.WithDbAsync(async db => (await db.Employees.Where(e => e.Email == $"{name}@maand.example").Select(e => e.State).SingleAsync()).ToString());
}
