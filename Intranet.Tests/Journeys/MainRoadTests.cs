using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using OtpNet;

namespace Intranet.Tests.Journeys;

/// <summary>The whole road in real browsers: staff come in, claim, meet, and a citizen number stays out.</summary>
public sealed partial class MainRoadTests(IntranetApp app, Chromium chromium) : IClassFixture<IntranetApp>, IClassFixture<Chromium>
{
    private const string Number = "377897929";
    private const string Passphrase = "de ooievaar leest graag romans";
    private const string Staff = "Roepnaam;Voorvoegsel;Achternaam;E-mail werk;Functie;Organisatorische eenheid;Werklocatie\r\n"
        + "Noor;;Bakker;n.bakker@weg.example;Beleidsadviseur;Ruimte;Stadhuis\r\n"
        + "Joost;van der;Meer;j.vandermeer@weg.example;Secretaris;Directie;Stadhuis\r\n";

    [Fact]
    public async Task Staff_come_in_claim_meet_in_a_closed_group_and_a_citizen_number_stays_out()
    {
        await HrImportsAndInvitesAsync();
        var noor = await ClaimAsync("n.bakker@weg.example");
        var joost = await ClaimAsync("j.vandermeer@weg.example");
        await LetIntoCouncilAsync("n.bakker@weg.example", "j.vandermeer@weg.example");

        var post = await PostSeenLiveAsync(noor, joost);
        await RefuseInPostAndCommentAsync(noor, post);
        await OutsiderSeesNothingAsync(post);
        await RemovedWithReasonAsync(noor, post);
        await ChatBothWaysAsync(noor, joost);
        await RefuseInChatAsync(noor);

        Assert.Empty(await Canary.FindAsync(app, Number));
    }

    private async Task HrImportsAndInvitesAsync()
    {
        var hr = await chromium.OpenAsync(app, app.Cast.Hanna);
        await hr.GotoAsync("/hr/import");
        await hr.SetInputFilesAsync("#file", new FilePayload { Name = "personeel.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Staff) });
        await hr.GetByRole(AriaRole.Button, new() { Name = "Controleren" }).ClickAsync();
        await hr.GetByRole(AriaRole.Link, new() { Name = "Verder met 2 rijen" }).ClickAsync();
        await hr.GetByRole(AriaRole.Button, new() { Name = "Nu importeren" }).ClickAsync();
        await hr.GetByRole(AriaRole.Button, new() { Name = "2 uitnodigingen versturen" }).ClickAsync();
        await Wait.ForAsync(() => Task.FromResult(LinkFor("j.vandermeer@weg.example")), "the invitations in data/mail");
        await hr.Context.CloseAsync();
    }

    private async Task<IPage> ClaimAsync(string email)
    {
        var link = await Wait.ForAsync(() => Task.FromResult(LinkFor(email)), "the invitation in data/mail");
        var page = await chromium.OpenAsync(app, null);
        await page.GotoAsync(link);
        await page.FillAsync("#Password", Passphrase);
        await page.Locator("main form button.button--primary").ClickAsync();

        var key = (await page.Locator(".key-line code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("input[autocomplete='one-time-code']", new Totp(Base32Encoding.ToBytes(key)).ComputeTotp());
        await Assertions.Expect(page.Locator(".codes li").First).ToBeVisibleAsync();
        await page.Locator("input[type=checkbox]").CheckAsync();
        await page.Locator("main form button.button--primary").ClickAsync();
        await page.Locator(".house-rules + form button.button--primary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nu niet" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("^http://localhost:[0-9]+/$"), new() { Timeout = 20_000 });
        return page;
    }

    private string? LinkFor(string email)
    {
        var folder = Path.Combine(app.Data, "mail");
        if (!System.IO.Directory.Exists(folder)) return null;
        var mail = System.IO.Directory.EnumerateFiles(folder, "*.eml").Select(File.ReadAllText).FirstOrDefault(text => text.Contains(email, StringComparison.Ordinal));
        var path = mail is null ? null : ClaimPath().Match(mail.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal));
        return path is { Success: true } ? path.Value : null;
    }

    private Task LetIntoCouncilAsync(params string[] emails) => app.WithDbAsync(async db =>
    {
        var group = await db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Id == app.Cast.Council.Id);
        foreach (var id in await db.Employees.Where(e => emails.Contains(e.Email)).Select(e => e.Id).ToListAsync())
        {
            group.Admit(id, GroupRole.Member, MembershipSource.Hand, TimeProvider.System.UtcNow());
        }

        await db.SaveChangesAsync();
    });

    /// <returns>The address of the post.</returns>
    private async Task<string> PostSeenLiveAsync(IPage noor, IPage joost)
    {
        await joost.GotoAsync($"/groups/{app.Cast.Council.Id}");
        await WaitForLiveAsync(joost);
        await noor.GotoAsync($"/posts/new?groupId={app.Cast.Council.Id}");
        await noor.FillAsync("#Body", "De agenda voor donderdag staat klaar.");
        await noor.GetByRole(AriaRole.Button, new() { Name = "Plaatsen" }).ClickAsync();
        await Assertions.Expect(noor.GetByText("De agenda voor donderdag staat klaar.").First).ToBeVisibleAsync();

        // Joost did nothing: the bar comes by itself, and the post when he presses it.
        await joost.GetByText("1 nieuw bericht").ClickAsync();
        var card = joost.Locator("article.post", new() { HasText = "De agenda voor donderdag staat klaar." });
        await Assertions.Expect(card).ToBeVisibleAsync();
        return await card.Locator("a[href^='/posts/']").First.GetAttributeAsync("href") ?? "";
    }

    private async Task RefuseInPostAndCommentAsync(IPage noor, string post)
    {
        await noor.GotoAsync($"/posts/new?groupId={app.Cast.Council.Id}");
        await noor.FillAsync("#Body", $"Mijn BSN is {Number}, kun je dat invullen?");
        await noor.GetByRole(AriaRole.Button, new() { Name = "Plaatsen" }).ClickAsync();
        await Assertions.Expect(noor.Locator("dialog[open]")).ToContainTextAsync("nergens", new() { IgnoreCase = true });
        await Assertions.Expect(noor.Locator("#Body")).ToHaveValueAsync(new Regex(Number));

        await noor.GotoAsync(post);
        await noor.Locator(".comment-form textarea").FillAsync($"BSN {Number}");
        await noor.Locator(".comment-form button.button--primary").ClickAsync();
        await Assertions.Expect(noor.Locator("dialog[open]")).ToContainTextAsync("nergens", new() { IgnoreCase = true });
        await noor.Keyboard.PressAsync("Escape");
    }

    private async Task OutsiderSeesNothingAsync(string post)
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync(post.Split('#')[0])).StatusCode);
        Assert.DoesNotContain("agenda voor donderdag", (await sanne.SeeAsync("/")).Text, StringComparison.Ordinal);
    }

    private async Task ChatBothWaysAsync(IPage noor, IPage joost)
    {
        var joostId = await app.WithDbAsync(db => db.Employees.Where(e => e.Email == "j.vandermeer@weg.example").Select(e => e.Id).SingleAsync());
        await noor.GotoAsync($"/people/{joostId}");
        await noor.Locator("form[action*='/chat/with/'] button").First.ClickAsync();
        await Assertions.Expect(noor).ToHaveURLAsync(new Regex("/chat/[0-9a-f-]{36}$"), new() { Timeout = 20_000 });
        await SayAsync(noor, "Heb je de agenda gezien?");

        await joost.GotoAsync("/chat");
        await joost.Locator("a.conversation", new() { HasText = "Noor Bakker" }).ClickAsync();
        await Assertions.Expect(joost.Locator(".message", new() { HasText = "Heb je de agenda gezien?" })).ToBeVisibleAsync();
        await SayAsync(joost, "Ja, ziet er goed uit.");
        await Assertions.Expect(noor.Locator(".message", new() { HasText = "Ja, ziet er goed uit." })).ToBeVisibleAsync();
        await SayAsync(noor, "Mooi, tot donderdag.");
        await Assertions.Expect(joost.Locator(".message", new() { HasText = "Mooi, tot donderdag." })).ToBeVisibleAsync();
    }

    private static async Task SayAsync(IPage page, string text)
    {
        await page.Locator(".chat__compose textarea").FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".message--own", new() { HasText = text })).ToBeVisibleAsync();
    }

    private static async Task RefuseInChatAsync(IPage noor)
    {
        await noor.Locator(".chat__compose textarea").FillAsync($"BSN {Number}");
        await noor.Keyboard.PressAsync("Enter");
        await Assertions.Expect(noor.Locator(".chat__compose .note")).ToContainTextAsync("BSN");
        await Assertions.Expect(noor.Locator(".chat__compose textarea")).ToHaveValueAsync(new Regex(Number));
    }

    private async Task RemovedWithReasonAsync(IPage noor, string post)
    {
        var johan = await chromium.OpenAsync(app, app.Cast.Johan);
        await johan.GotoAsync($"{post.Split('#')[0]}/removal/new");
        await johan.FillAsync("#Reason", "Dit hoort in de besloten vergadering.");
        await johan.Locator("form[action$='/removal'] button.button--danger").ClickAsync();
        await Assertions.Expect(johan).Not.ToHaveURLAsync(new Regex("/removal/new$"), new() { Timeout = 20_000 });

        await Wait.ForAsync(async () =>
        {
            await noor.GotoAsync("/notices");
            return await noor.Locator("a.notice").CountAsync() > 0 ? noor : null;
        }, "the notice about the removal");
        await noor.Locator("a.notice").First.ClickAsync();
        await Assertions.Expect(noor.GetByText("Dit hoort in de besloten vergadering.")).ToBeVisibleAsync();
        await johan.Context.CloseAsync();
    }

    /// <summary>Until the page hears live hints, so that what follows is heard rather than read.</summary>
    private static Task WaitForLiveAsync(IPage page) => page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");

    [GeneratedRegex("/claim/[A-Za-z0-9_-]{20,}")]
    private static partial Regex ClaimPath();
}
