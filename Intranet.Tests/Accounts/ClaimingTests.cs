using System.Net;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Accounts;

/// <summary>From an invitation to the first page.</summary>
public sealed class ClaimingTests(IntranetApp app) : IClassFixture<IntranetApp>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await app.RequiresSecondFactorAsync(true);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_colleague_claims_the_account_in_four_steps()
    {
        var yara = await InvitedAsync("Yara");
        using var browser = app.Outsider("127.3.1.1");
        var page = await browser.SeeAsync(await InvitationAsync(yara));
        Assert.Contains("Stap 1 van 4", page.Text, StringComparison.Ordinal);
        Assert.Contains("Wijkteam", page.Text, StringComparison.Ordinal);

        page = await browser.SubmitAsync(page, ("Password", Acts.Password));
        Assert.Contains("Stap 2 van 4", page.Text, StringComparison.Ordinal);
        Assert.False(await browser.IsInAsync());

        var phone = AuthenticatorApp.Connect(page, app.Clock);
        page = await browser.SubmitAsync(page, ("Code", phone.Code()));
        Assert.Contains("Stap 3 van 4", page.Text, StringComparison.Ordinal);
        Assert.False(await browser.IsInAsync());

        page = await browser.SeeAsync("/claim/house-rules");
        Assert.Contains("Stap 4 van 4", page.Text, StringComparison.Ordinal);
        Assert.Contains("Geen persoonsgegevens", page.Text, StringComparison.Ordinal);
        page = await browser.SubmitToAsync(page, "/claim/house-rules");

        Assert.Equal("/profile/photo", page.Uri.AbsolutePath);
        Assert.Contains("Nu niet", page.Text, StringComparison.Ordinal);
        Assert.True(await browser.IsInAsync());
        Assert.Equal(1, await app.AuditedAsync("account-claimed", yara));
        using var later = app.Outsider("127.3.1.2");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await later.SubmitAsync(await later.SignInAsync(yara), ("Code", phone.Code()));
        Assert.True(await later.IsInAsync());
    }

    [Fact]
    public async Task A_mail_scanner_that_opens_the_link_uses_nothing_up_and_choosing_a_password_does()
    {
        var yara = await InvitedAsync("Yara");
        var link = await InvitationAsync(yara);
        using var scanner = app.Outsider("127.3.1.3");
        for (var i = 0; i < 3; i++) await scanner.SeeAsync(link);

        using var browser = app.Outsider("127.3.1.4");
        var page = await browser.SeeAsync(link);
        Assert.Equal("/claim/app", (await browser.SubmitAsync(page, ("Password", Acts.Password))).Uri.AbsolutePath);
        Assert.Equal(HttpStatusCode.NotFound, (await scanner.GetAsync(link)).StatusCode);
        using var thief = app.Outsider("127.3.1.5");
        Assert.Equal(HttpStatusCode.NotFound, (await thief.PostAsync(link, await thief.SeeAsync("/claim"), ("Password", "een heel ander wachtwoord"))).StatusCode);
    }

    [Fact]
    public async Task Of_five_who_use_a_link_at_the_same_moment_one_gets_the_account()
    {
        var yara = await InvitedAsync("Yara");
        var link = await InvitationAsync(yara);
        // All five have the form open before the first of them sends it.
        var forms = await Task.WhenAll(Enumerable.Range(0, 5).Select(async i =>
        {
            var browser = app.Outsider($"127.3.2.{i + 1}");
            return (Browser: browser, Page: await browser.SeeAsync(link));
        }));
        var answers = await Task.WhenAll(forms.Select(async (form, i) =>
        {
            using var browser = form.Browser;
            return (await browser.PostAsync(link, form.Page, ("Password", $"kastanje nummer {i} van vijf"))).StatusCode;
        }));
        Assert.Single(answers, HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_link_holds_128_bits_and_cannot_be_read_in_the_database()
    {
        var yara = await InvitedAsync("Yara");
        var token = (await InvitationAsync(yara)).Split('/')[^1];
        Assert.Matches("^[0-9a-f]{32}$", token);
        Assert.False(await app.WithDbAsync(db => db.EntryLinks.AnyAsync(l => l.TokenHash.Contains(token))));
        Assert.False(await app.WithDbAsync(db => db.Jobs.AnyAsync(j => j.Payload.Contains(token))));
    }

    [Fact]
    public async Task An_expired_link_mails_a_new_one_to_the_same_address_in_one_press()
    {
        var yara = await InvitedAsync("Yara");
        var old = await InvitationAsync(yara);
        app.Clock.Advance(TimeSpan.FromHours(72));
        app.Mail.Empty();

        using var browser = app.Outsider("127.3.3.1");
        var page = await browser.SeeAsync(old);
        Assert.Contains("verlopen", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync(old, page, ("Password", Acts.Password))).StatusCode);
        await browser.SubmitToAsync(page, $"{old}/again");
        var fresh = Acts.LinkIn(await app.Mail.ArrivedAsync(yara.Email, "Activeer"));
        Assert.NotEqual(old, fresh);
        Assert.Equal("/claim/app", (await browser.SubmitAsync(await browser.SeeAsync(fresh), ("Password", Acts.Password))).Uri.AbsolutePath);
    }

    [Fact]
    public async Task For_somebody_who_left_the_link_is_dead()
    {
        var yara = await InvitedAsync("Yara");
        var link = await InvitationAsync(yara);
        await app.WithDbAsync(async db =>
        {
            (await db.Employees.SingleAsync(e => e.Id == yara.Id)).Deactivate(DateTime.UtcNow);
            await db.SaveChangesAsync();
        });
        using var browser = app.Outsider("127.3.3.2");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync(link, await browser.SeeAsync("/claim"), ("Password", Acts.Password))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"{link}/again", await browser.SeeAsync("/claim"))).StatusCode);
    }

    [Fact]
    public async Task What_was_begun_can_be_finished_by_signing_in()
    {
        var yara = await InvitedAsync("Yara");
        using var first = app.Outsider("127.3.3.3");
        await first.SubmitAsync(await first.SeeAsync(await InvitationAsync(yara)), ("Password", Acts.Password));

        using var second = app.Outsider("127.3.3.4");
        var page = await second.SignInAsync(yara);
        Assert.Equal("/claim/app", page.Uri.AbsolutePath);
        await second.SubmitAsync(page, ("Code", AuthenticatorApp.Connect(page, app.Clock).Code()));
        await second.SubmitToAsync(await second.SeeAsync("/claim/house-rules"), "/claim/house-rules");
        Assert.True(await second.IsInAsync());
    }

    [Fact]
    public async Task A_weak_password_is_refused_with_a_reason_and_the_link_still_works()
    {
        var yara = await InvitedAsync("Yara");
        using var browser = app.Outsider("127.3.3.5");
        var page = await browser.SeeAsync(await InvitationAsync(yara));
        foreach (var (password, reason) in new[] { ("korte vos", "te kort"), ("qwertyuiopasdfgh", "vaak gebruikt"), ("yara verhagen woont hier", "naam"), ("Lindewaard2026!!", "organisatie") })
        {
            page = await browser.SubmitAsync(page, ("Password", password));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.Contains(reason, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(password, page.Html, StringComparison.Ordinal);
        }

        Assert.Equal("/claim/app", (await browser.SubmitAsync(page, ("Password", Acts.Password))).Uri.AbsolutePath);
    }

    [Fact]
    public async Task A_printed_code_serves_who_has_no_mailbox_and_can_be_typed_as_people_type()
    {
        var yara = await InvitedAsync("Yara");
        var code = await SlipAsync(yara);
        using var browser = app.Outsider("127.3.4.1");
        var page = await browser.SubmitAsync(await browser.SeeAsync("/claim"), ("Email", yara.Email.ToUpperInvariant()), ("Code", $" {code.ToLowerInvariant().Replace('-', ' ')} "));
        Assert.Contains("Stap 1 van 4", page.Text, StringComparison.Ordinal);
        Assert.Equal("/claim/app", (await browser.SubmitAsync(page, ("Password", Acts.Password))).Uri.AbsolutePath);

        using var again = app.Outsider("127.3.4.2");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await again.SubmitAsync(await again.SeeAsync("/claim"), ("Email", yara.Email), ("Code", code))).Status);
    }

    [Fact]
    public async Task Who_waits_an_hour_after_typing_the_printed_code_types_it_again()
    {
        var yara = await InvitedAsync("Yara");
        var code = await SlipAsync(yara);
        using var browser = app.Outsider("127.3.4.6");
        var begun = await browser.SubmitAsync(await browser.SeeAsync("/claim"), ("Email", yara.Email), ("Code", code));
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        var again = await browser.SeeAsync(begun.Uri.AbsolutePath);
        Assert.Equal("/claim", again.Uri.AbsolutePath);
        Assert.Contains("Stap 1 van 4", (await browser.SubmitAsync(again, ("Email", yara.Email), ("Code", code))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_printed_code_is_dead_after_five_wrong_tries_until_a_new_one_is_printed()
    {
        var yara = await InvitedAsync("Yara");
        var code = await SlipAsync(yara);
        using var browser = app.Outsider("127.3.4.3");
        for (var i = 0; i < 5; i++) await browser.SubmitAsync(await browser.SeeAsync("/claim"), ("Email", yara.Email), ("Code", "AAAAA-BBBBB"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(await browser.SeeAsync("/claim"), ("Email", yara.Email), ("Code", code))).Status);

        var fresh = await SlipAsync(yara);
        Assert.StartsWith("/claim/", (await browser.SubmitAsync(await browser.SeeAsync("/claim"), ("Email", yara.Email), ("Code", fresh))).Uri.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_printed_code_works_for_thirty_days()
    {
        var yara = await InvitedAsync("Yara");
        var code = await SlipAsync(yara);
        app.Clock.Advance(TimeSpan.FromDays(30));
        using var browser = app.Outsider("127.3.4.4");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(await browser.SeeAsync("/claim"), ("Email", yara.Email), ("Code", code))).Status);
    }

    [Fact]
    public async Task HR_invites_the_chosen_or_all_and_nobody_else_may()
    {
        var yara = await InvitedAsync("Yara");
        var daan = await InvitedAsync("Daan");
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var page = await hanna.SeeAsync("/hr/invitations");
        Assert.Contains(yara.Email, page.Text, StringComparison.Ordinal);
        Assert.Empty(app.Mail.To(yara));

        await hanna.SubmitToAsync(page, "/hr/invitations", ("ids", yara.Id.ToString()));
        await app.Mail.ArrivedAsync(yara.Email, "Activeer");
        Assert.Empty(app.Mail.To(daan));
        await hanna.SubmitToAsync(await hanna.SeeAsync("/hr/invitations"), "/hr/invitations/all");
        await app.Mail.ArrivedAsync(daan.Email, "Activeer");
        await app.JobsAreDoneAsync();
        Assert.Single(app.Mail.To(yara));

        foreach (var person in new[] { app.Cast.Johan, app.Cast.Ada, app.Cast.Mo })
        {
            using var browser = await app.AsAsync(person);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/hr/invitations")).StatusCode);
        }
    }

    [Theory]
    [InlineData("/claim/")]
    [InlineData("/reset-password/")]
    public async Task A_link_that_the_mail_program_cut_off_says_so(string address)
    {
        using var browser = app.Outsider("127.3.4.5");
        var answer = await browser.GetAsync(address + "4f2a9c");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Deze link werkt niet", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_presses_send_one_invitation_also_while_it_waits_for_another_try()
    {
        var yara = await InvitedAsync("Yara");
        var daan = await InvitedAsync("Daan");
        var waiting = Job.Of(new SendInvitation(daan.Id), app.Clock.UtcNow().AddDays(1));
        await app.WithDbAsync(async db =>
        {
            db.Add(waiting);
            await db.SaveChangesAsync();
        });
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var page = await hanna.SeeAsync("/hr/invitations");
        Assert.Contains("Onderweg", page.Text, StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => hanna.PostAsync("/hr/invitations/all", page)));
        await hanna.SubmitToAsync(page, "/hr/invitations", ("ids", daan.Id.ToString()));
        await app.Mail.ArrivedAsync(yara.Email, "Activeer");

        var jobs = await app.WithDbAsync(db => db.Jobs.Where(j => j.Payload == waiting.Payload).Select(j => j.Id).ToListAsync());
        await app.WithDbAsync(db => db.Jobs.Where(j => j.Id == waiting.Id).ExecuteDeleteAsync());
        await app.JobsAreDoneAsync();
        Assert.Equal([waiting.Id], jobs);
        Assert.Single(app.Mail.To(yara));
        Assert.Empty(app.Mail.To(daan));

        await hanna.SubmitToAsync(page, "/hr/invitations/all");
        await app.Mail.ArrivedAsync(daan.Email, "Activeer");
        Assert.Contains("Iedereen heeft al een uitnodiging", (await hanna.SubmitToAsync(page, "/hr/invitations/all")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_activating_gets_no_new_invitation()
    {
        var yara = await InvitedAsync("Yara");
        var daan = await InvitedAsync("Daan");
        await app.HasPasswordAsync(yara);
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var page = await hanna.SeeAsync("/hr/invitations");
        Assert.Contains("Bezig met activeren", page.Text, StringComparison.Ordinal);

        await hanna.SubmitToAsync(page, "/hr/invitations/all");
        await app.Mail.ArrivedAsync(daan.Email, "Activeer");
        await app.JobsAreDoneAsync();
        Assert.Empty(app.Mail.To(yara));
    }

    [Fact]
    public async Task HR_prints_codes_that_are_shown_once()
    {
        var yara = await InvitedAsync("Yara");
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var page = await hanna.SeeAsync("/hr/invitations");
        var answer = await hanna.PostAsync("/hr/invitations/slips", page, ("ids", yara.Id.ToString()));
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var code = System.Text.RegularExpressions.Regex.Match(html, "<code>([2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5})</code>").Groups[1].Value;
        Assert.Equal(11, code.Length);
        Assert.DoesNotContain(code, (await hanna.SeeAsync("/hr/invitations")).Html, StringComparison.Ordinal);
        Assert.Equal(1, await app.AuditedAsync("slip-printed", yara));

        using var browser = app.Outsider("127.3.5.1");
        Assert.StartsWith("/claim/", (await browser.SubmitAsync(await browser.SeeAsync("/claim"), ("Email", yara.Email), ("Code", code))).Uri.AbsolutePath, StringComparison.Ordinal);
    }

    private Task<Person> InvitedAsync(string name) => app.NewcomerAsync(name, EmployeeState.Invited);

    /// <returns>The address in the mail that HR had sent.</returns>
    private async Task<string> InvitationAsync(Person person)
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        await hanna.PostAsync("/hr/invitations", await hanna.SeeAsync("/hr/invitations"), ("ids", person.Id.ToString()));
        return Acts.LinkIn(await app.Mail.ArrivedAsync(person.Email, "Activeer"));
    }

    private async Task<string> SlipAsync(Person person)
    {
        var code = "";
        await app.WithScopeAsync(async services =>
        {
            var db = (Infrastructure.Data.IntranetDb)services.GetService(typeof(Infrastructure.Data.IntranetDb))!;
            var desk = (SlipDesk)services.GetService(typeof(SlipDesk))!;
            code = await desk.PrintAsync(await db.Employees.SingleAsync(e => e.Id == person.Id), TestContext.Current.CancellationToken);
        });
        return code;
    }
}
