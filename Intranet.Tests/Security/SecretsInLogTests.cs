using System.Net;
using Intranet.Tests.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Security;

/// <summary>What nobody may read back from a log or a table, and what somebody sends to spoil one. S50, S80, S81.</summary>
public sealed class SecretsInLogTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task Passwords_codes_links_cookies_and_what_people_write_are_in_no_log()
    {
        await app.RequiresSecondFactorAsync(false);
        app.Clock.ToStartOfStep();
        var noor = await app.NewcomerAsync("Noor");
        var phone = await app.HasSecondFactorAsync(noor);
        var recovery = await app.HasRecoveryCodesAsync(noor);
        using var browser = app.Outsider("127.44.1.1");
        await browser.SignInAsync(noor, "een heel fout wachtwoord");
        var atCode = await browser.SignInAsync(noor);
        var halfWay = browser.Cookies["__Host-session"];
        await browser.SubmitAsync(atCode, ("Code", phone.Code()));
        Assert.True(await browser.IsInAsync());
        await browser.SubmitToAsync(await browser.SeeAsync($"/posts/new?groupId={app.Cast.Everyone.Id}"), "/posts", ("Body", "kanariegeel bericht"));
        await browser.SubmitAsync(await browser.SeeAsync("/prove-again"), ("Proof", "987 321"));
        await browser.GetAsync("/people?q=kanariegele+vraag");
        using var outside = app.Outsider("127.44.1.2");
        await outside.SubmitAsync(await outside.SeeAsync("/forgot-password"), ("Email", noor.Email));
        var link = Acts.LinkIn(await app.Mail.ArrivedAsync(noor.Email, "wachtwoord"));
        await outside.SeeAsync(link);

        string[] secrets =
        [
            Acts.Password, "een heel fout wachtwoord", phone.Code(), phone.Key, recovery[0], halfWay, browser.Cookies["__Host-session"], link.Split('/')[^1],
            "kanariegeel", "kanariegele", noor.Email,
        ];
        foreach (var secret in secrets) Assert.DoesNotContain(app.Log.Lines, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));

        // What proves who somebody is cannot be read back from what is kept either, mail on its way out aside.
        foreach (var secret in secrets[..7]) Assert.Empty(await Canary.FindAsync(app, secret));
    }

    [Fact]
    public async Task Who_writes_line_breaks_and_colours_in_a_name_makes_one_well_formed_record()
    {
        const string nasty = "jan\r\n2026-01-01 Information signed-in admin\u001b[31m\"'@lindewaard.example";
        using var browser = app.Outsider("127.44.2.1");
        var page = await browser.SeeAsync("/sign-in");
        var before = await app.WithDbAsync(db => db.AuditRecords.CountAsync());
        var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([new("Email", nasty), new("Password", "een wachtwoord van niemand"), new("_csrf", page.Token)]),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", "Evil\u001b[2J\"<script>");
        await browser.SendAsync(request);
        var records = await app.WithDbAsync(db => db.AuditRecords.OrderByDescending(r => r.At).Take(1).ToListAsync());
        Assert.Equal(before + 1, await app.WithDbAsync(db => db.AuditRecords.CountAsync()));
        Assert.Equal(("sign-in", "refused", "127.44.2.1", ""), (records[0].Action, records[0].Result, records[0].Address, records[0].Details));
        Assert.DoesNotContain(app.Log.Lines, line => line.Contains('\u001b') || line.Contains("signed-in admin", StringComparison.Ordinal));
    }
}
