using System.Net;
using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Accounts;

/// <summary>What an administrator does for and to accounts, and what they cannot do.</summary>
public sealed class LookingAfterAccountsTests(IntranetApp app) : IClassFixture<IntranetApp>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await app.RequiresSecondFactorAsync(false);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_role_is_given_and_taken_and_felt_at_the_next_request()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = await app.AsAsync(noor);
        using var ada = await app.AsAsync(app.Cast.Ada);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/hr/invitations")).StatusCode);

        var page = await ada.SeeAsync($"/admin/people/{noor.Id}");
        page = await ada.SubmitToAsync(page, $"/admin/people/{noor.Id}/roles/Hr/give");
        Assert.Contains("data-toast-text-value=\"Rol gegeven\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/hr/invitations")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/admin/people")).StatusCode);

        await ada.SubmitToAsync(page, $"/admin/people/{noor.Id}/roles/Hr/take");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/hr/invitations")).StatusCode);
        Assert.Equal(1, await app.AuditedAsync("role-given", noor));
        Assert.Equal(1, await app.AuditedAsync("role-taken", noor));
    }

    [Fact]
    public async Task The_last_administrator_stays_one()
    {
        using var ada = await app.AsAsync(app.Cast.Ada);
        var page = await ada.SeeAsync($"/admin/people/{app.Cast.Ada.Id}");
        Assert.Equal(HttpStatusCode.Conflict, (await ada.PostAsync($"/admin/people/{app.Cast.Ada.Id}/roles/Administrator/take", page)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await ada.PostAsync($"/admin/people/{app.Cast.Ada.Id}/deactivate", page)).StatusCode);
        Assert.True(await app.WithDbAsync(db => db.RoleGrants.AnyAsync(g => g.EmployeeId == app.Cast.Ada.Id && g.Role == Role.Administrator)));
        Assert.True(await ada.IsInAsync());
    }

    [Fact]
    public async Task Somebody_locked_out_is_unlocked()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = app.Outsider("127.5.1.1");
        for (var i = 0; i < 5; i++) await browser.SignInAsync(noor, "dit is het vast niet");
        using var ada = await app.AsAsync(app.Cast.Ada);
        var page = await ada.SeeAsync($"/admin/people/{noor.Id}");
        Assert.Contains("geblokkeerd", page.Text, StringComparison.Ordinal);
        await ada.SubmitToAsync(page, $"/admin/people/{noor.Id}/unlock");

        await browser.SignInAsync(noor);
        Assert.True(await browser.IsInAsync());
        Assert.Equal(1, await app.AuditedAsync("unlocked", noor));
    }

    [Fact]
    public async Task A_second_factor_is_reset_only_with_a_note_and_signs_out_everywhere()
    {
        var noor = await app.NewcomerAsync("Noor");
        await app.HasSecondFactorAsync(noor);
        using var device = await app.AsAsync(noor);
        using var ada = await app.AsAsync(app.Cast.Ada);
        var page = await ada.SeeAsync($"/admin/people/{noor.Id}/reset-second-factor");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ada.SubmitAsync(page, ("Note", " "))).Status);
        Assert.True(await device.IsInAsync());

        var shown = await ada.SubmitAsync(page, ("Note", "Langs geweest met personeelspas"));
        Assert.Contains("Langs geweest met personeelspas", shown.Text, StringComparison.Ordinal);
        Assert.False(await device.IsInAsync());
        Assert.False(await app.WithDbAsync(db => db.Users.AnyAsync(a => a.Id == noor.Id && a.ProtectedKey != null)));
        await app.Mail.ArrivedAsync(noor.Email, "losgekoppeld");
        Assert.Equal(1, await app.AuditedAsync("second-factor-reset", noor));
    }

    [Fact]
    public async Task Who_leaves_is_out_at_once_and_cannot_come_in_any_more()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var device = await app.AsAsync(noor);
        using var ada = await app.AsAsync(app.Cast.Ada);
        await ada.SubmitToAsync(await ada.SeeAsync($"/admin/people/{noor.Id}"), $"/admin/people/{noor.Id}/deactivate");

        Assert.False(await device.IsInAsync());
        using var browser = app.Outsider("127.5.1.2");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignInAsync(noor)).Status);
        await ada.SubmitToAsync(await ada.SeeAsync($"/admin/people/{noor.Id}"), $"/admin/people/{noor.Id}/reactivate");
        Assert.Equal(EmployeeState.Invited, await app.WithDbAsync(db => db.Employees.Where(e => e.Id == noor.Id).Select(e => e.State).SingleAsync()));
    }

    [Fact]
    public async Task Who_left_and_is_made_administrator_by_command_claims_the_account_anew()
    {
        var noor = await app.NewcomerAsync("Noor", EmployeeState.Deactivated);
        await app.HasSecondFactorAsync(noor);
        string? token = null;
        await app.WithScopeAsync(async services => token = await services.GetRequiredService<AdministratorMaker>().MakeAsync(noor.Email, null, null, CancellationToken.None));

        using var browser = app.Outsider("127.5.1.4");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SignInAsync(noor)).Status);
        var page = await browser.SubmitAsync(await browser.SeeAsync($"/claim/{token}"), ("Password", "een heel nieuwe lange zin"));
        Assert.Equal("/claim/app", page.Uri.AbsolutePath);
        Assert.Equal(1, await app.AuditedAsync("reactivated", noor));
    }

    [Fact]
    public async Task An_administrator_ends_every_session_of_a_colleague()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var one = await app.AsAsync(noor);
        using var two = await app.AsAsync(noor);
        using var ada = await app.AsAsync(app.Cast.Ada);
        await ada.SubmitToAsync(await ada.SeeAsync($"/admin/people/{noor.Id}"), $"/admin/people/{noor.Id}/end-sessions");
        Assert.False(await one.IsInAsync() || await two.IsInAsync());
    }

    [Fact]
    public async Task Mail_that_waits_can_be_read_by_an_administrator_and_that_is_kept()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var outsider = app.Outsider("127.5.1.3");
        await outsider.SubmitAsync(await outsider.SeeAsync("/forgot-password"), ("Email", noor.Email));
        await app.Mail.ArrivedAsync(noor.Email, "nieuw wachtwoord");

        using var ada = await app.AsAsync(app.Cast.Ada);
        var list = await ada.SeeAsync("/admin/mail");
        Assert.Contains(noor.Email, list.Text, StringComparison.Ordinal);
        var link = System.Text.RegularExpressions.Regex.Match(list.Html, "href=\"(/admin/mail/[0-9a-z-]+)\"").Groups[1].Value;
        Assert.Contains("/reset-password/", (await ada.SeeAsync(link)).Text, StringComparison.Ordinal);
        Assert.True(await app.WithDbAsync(db => db.AuditRecords.AnyAsync(r => r.Action == "mail-read" && r.ActorId == app.Cast.Ada.Id)));
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync("/admin/mail/..%2f..%2fintranet.db")).StatusCode);
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        Assert.Equal(HttpStatusCode.NotFound, (await hanna.GetAsync("/admin/mail")).StatusCode);
    }
}
