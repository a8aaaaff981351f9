using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Accounts;

/// <summary>Codes from an app and recovery codes.</summary>
public sealed partial class SecondFactorTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_code_works_once_even_ten_times_at_the_same_moment()
    {
        var (noor, phone) = await NoorAsync();
        var code = phone.Code();
        var tries = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            using var browser = app.Outsider($"127.1.1.{i + 1}");
            var page = await browser.SignInAsync(noor);
            return (await browser.PostAsync("/sign-in/code", page, ("Code", code))).StatusCode;
        }));
        Assert.Single(tries, HttpStatusCode.Found);

        app.Clock.Advance(TimeSpan.FromMinutes(15));
        using var later = app.Outsider("127.1.1.20");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await later.SubmitAsync(await later.SignInAsync(noor), ("Code", code))).Status);
    }

    [Fact]
    public async Task Only_the_codes_of_now_and_just_before_count()
    {
        var (noor, phone) = await NoorAsync();
        using var browser = app.Outsider("127.1.2.1");
        app.Clock.ToStartOfStep();
        var page = await browser.SignInAsync(noor);
        foreach (var step in new[] { -2, 1, 2 })
        {
            page = await browser.SubmitAsync(page, ("Code", phone.Code(step)));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Contains("Wacht op de volgende code in je app.", page.Html, StringComparison.Ordinal);
        }

        await browser.SubmitAsync(page, ("Code", phone.Code(-1)));
        Assert.True(await browser.IsInAsync());
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_second_factor_and_giving_the_password_again_changes_nothing()
    {
        var (noor, phone) = await NoorAsync();
        using var browser = app.Outsider("127.1.3.1");
        var page = await browser.SignInAsync(noor);
        for (var i = 0; i < 3; i++) page = await browser.SubmitAsync(page, ("Code", "000000"));
        page = await browser.SignInAsync(noor);
        for (var i = 0; i < 2; i++) page = await browser.SubmitAsync(page, ("Code", "000000"));

        page = await browser.SignInAsync(noor);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(page, ("Code", phone.Code()))).Status);
        await app.Mail.ArrivedAsync(noor.Email, "foute codes");
        Assert.Equal(1, await app.AuditedAsync("second-factor-locked", noor, "refused"));

        app.Clock.Advance(TimeSpan.FromMinutes(15));
        page = await browser.SignInAsync(noor);
        await browser.SubmitAsync(page, ("Code", phone.Code()));
        Assert.True(await browser.IsInAsync());
    }

    [Fact]
    public async Task With_only_the_password_nothing_opens_but_the_page_for_the_code()
    {
        var (noor, _) = await NoorAsync();
        using var browser = app.Outsider("127.1.4.1");
        var page = await browser.SignInAsync(noor);
        Assert.Equal("/sign-in/code", page.Uri.AbsolutePath);

        foreach (var path in new[] { "/", "/security", "/groups", "/admin/people", $"/groups/{app.Cast.Everyone.Id}", "/house-rules/accept" })
        {
            var answer = await browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.Equal("/sign-in/next", answer.Headers.Location!.OriginalString);
        }

        foreach (var path in new[] { "/hubs/chat/negotiate", "/security/sessions/end-others" })
        {
            var answer = await browser.PostAsync(path, page);
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });
        }
    }

    [Fact]
    public async Task Each_step_has_a_new_cookie_and_the_one_of_before_is_nobody()
    {
        var (noor, phone) = await NoorAsync();
        using var browser = app.Outsider("127.1.4.2");
        var page = await browser.SignInAsync(noor);
        var halfway = browser.Cookies["__Host-session"];
        await browser.SubmitAsync(page, ("Code", phone.Code()));

        Assert.NotEqual(halfway, browser.Cookies["__Host-session"]);
        using var old = new Browser(app.Address, $"__Host-session={halfway}");
        Assert.False(await old.IsInAsync());
        Assert.StartsWith("/sign-in?", (await old.GetAsync("/security")).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_code_works_once_also_twice_at_the_same_moment_and_its_owner_hears_of_it()
    {
        var (noor, _) = await NoorAsync();
        var code = (await app.HasRecoveryCodesAsync(noor))[0];
        var tries = await Task.WhenAll(Enumerable.Range(0, 2).Select(async i =>
        {
            using var browser = app.Outsider($"127.1.5.{i + 1}");
            await browser.SignInAsync(noor);
            var page = await browser.SeeAsync("/sign-in/recovery-code");
            return (await browser.PostAsync("/sign-in/recovery-code", page, ("Code", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)))).StatusCode;
        }));

        Assert.Single(tries, HttpStatusCode.Found);
        await app.Mail.ArrivedAsync(noor.Email, "een herstelcode gebruikt");
        Assert.Equal(1, await app.AuditedAsync("recovery-code-used", noor));
    }

    [Fact]
    public async Task Keys_and_recovery_codes_cannot_be_read_in_the_database()
    {
        var (noor, phone) = await NoorAsync();
        var codes = await app.HasRecoveryCodesAsync(noor);
        var (key, salt, hashes) = await app.WithDbAsync(async db =>
        {
            var account = await db.Users.SingleAsync(a => a.Id == noor.Id);
            return (account.ProtectedKey!, account.RecoverySalt, await db.RecoveryCodes.Where(c => c.EmployeeId == noor.Id).Select(c => c.Hash).ToListAsync());
        });

        Assert.DoesNotContain(phone.Key, key, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(8, hashes.Distinct().Count());
        Assert.Equal(32, salt.Length);
        Assert.All(codes, code =>
        {
            Assert.Matches("^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$", code);
            Assert.DoesNotContain(hashes, hash => hash.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
        });
    }

    [Fact]
    public async Task New_recovery_codes_kill_the_old_ones_and_are_shown_once()
    {
        var (noor, phone) = await NoorAsync();
        var old = (await app.HasRecoveryCodesAsync(noor))[0];
        using var browser = app.Outsider("127.1.6.1");
        await browser.SubmitAsync(await browser.SignInAsync(noor), ("Code", phone.Code()));
        var shown = await browser.SubmitToAsync(await browser.SeeAsync("/security"), "/security/recovery-codes");
        var fresh = RecoveryCode().Matches(shown.Html).Select(m => m.Value).Distinct().ToList();
        Assert.Equal(8, fresh.Count);
        Assert.DoesNotContain(fresh[0], (await browser.SeeAsync("/security")).Html, StringComparison.Ordinal);
        await app.Mail.ArrivedAsync(noor.Email, "nieuwe herstelcodes");

        using var other = app.Outsider("127.1.6.2");
        await other.SignInAsync(noor);
        var page = await other.SubmitAsync(await other.SeeAsync("/sign-in/recovery-code"), ("Code", old));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        await other.SubmitAsync(page, ("Code", fresh[3]));
        Assert.True(await other.IsInAsync());
    }

    [Fact]
    public async Task Who_must_have_an_app_and_has_none_sets_it_up_before_anything_else()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = app.Outsider("127.1.7.1");
        var page = await browser.SignInAsync(noor);
        Assert.Equal("/claim/app", page.Uri.AbsolutePath);
        Assert.False(await browser.IsInAsync());
        Assert.DoesNotContain("/claim/app/skip", page.Html, StringComparison.Ordinal);

        var phone = AuthenticatorApp.Connect(page, app.Clock);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(page, ("Code", phone.Code(3)))).Status);
        var shown = await browser.SubmitAsync(page, ("Code", phone.Code()));
        Assert.Equal(8, RecoveryCode().Matches(shown.Html).Select(m => m.Value).Distinct().Count());
        Assert.True(await browser.IsInAsync());
        await app.Mail.ArrivedAsync(noor.Email, "met een code");
    }

    [Fact]
    public async Task The_picture_to_scan_is_drawn_in_the_page_itself()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = app.Outsider("127.1.7.2");
        var page = await browser.SignInAsync(noor);
        Assert.Matches("<svg viewBox=\"0 0 \\d+ \\d+\"[^>]*><path fill=\"currentColor\" d=\"M\\d+ \\d+h", page.Html);
        Assert.DoesNotMatch("<img[^>]+(qr|chart)", page.Html);
        Assert.DoesNotContain(" style=", page.Html, StringComparison.Ordinal);
        Assert.Contains("otpauth://totp/Plein:", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_how_one_signs_in_asks_for_proof_of_the_last_ten_minutes()
    {
        var (noor, phone) = await NoorAsync();
        using var browser = app.Outsider("127.1.8.1");
        await browser.SubmitAsync(await browser.SignInAsync(noor), ("Code", phone.Code()));
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        var asked = await browser.SubmitToAsync(await browser.SeeAsync("/security"), "/security/app/prepare");
        Assert.Equal("/prove-again", asked.Uri.AbsolutePath);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(asked, ("Proof", "000000"))).Status);
        await browser.SubmitAsync(asked, ("Proof", phone.Code()));

        var shown = await browser.SubmitToAsync(await browser.SeeAsync("/security"), "/security/app/prepare");
        Assert.Equal("/security/app", shown.Uri.AbsolutePath);
    }

    [Fact]
    public async Task Where_everybody_must_have_one_the_second_factor_cannot_be_switched_off()
    {
        var (noor, phone) = await NoorAsync();
        using var browser = app.Outsider("127.1.9.1");
        await browser.SubmitAsync(await browser.SignInAsync(noor), ("Code", phone.Code()));
        var page = await browser.SeeAsync("/security");
        Assert.DoesNotContain("/security/app/remove", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.PostAsync("/security/app/remove", page)).StatusCode);
        Assert.True(await app.WithDbAsync(db => db.Users.AnyAsync(a => a.Id == noor.Id && a.ProtectedKey != null)));
    }

    private async Task<(Person Noor, AuthenticatorApp Phone)> NoorAsync()
    {
        var noor = await app.NewcomerAsync("Noor");
        return (noor, await app.HasSecondFactorAsync(noor));
    }

    [GeneratedRegex("\\b[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}\\b")]
    private static partial Regex RecoveryCode();
}
