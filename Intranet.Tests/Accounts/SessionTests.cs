using System.Net;
using Intranet.Infrastructure.Accounts;
using Intranet.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Accounts;

/// <summary>How long somebody stays signed in, and what ends it.</summary>
public sealed class SessionTests(IntranetApp app) : IClassFixture<IntranetApp>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await app.RequiresSecondFactorAsync(false);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_ordinary_session_ends_after_two_idle_hours()
    {
        using var browser = await SignedInAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(119));
        Assert.True(await browser.IsInAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(119));
        Assert.True(await browser.IsInAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(121));
        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task An_ordinary_session_ends_after_twelve_hours_however_busy()
    {
        using var browser = await SignedInAsync();
        for (var hour = 1; hour < 12; hour++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            Assert.True(await browser.IsInAsync());
        }

        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task A_remembered_device_stays_signed_in_for_thirty_days()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = app.Outsider("127.2.1.1");
        var answer = await browser.PostAsync("/sign-in", await browser.SeeAsync("/sign-in"), ("Email", noor.Email), ("Password", Acts.Password), ("Remember", "true"));
        Assert.Contains("expires=", Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.Contains("session", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
        app.Clock.Advance(TimeSpan.FromDays(29));
        Assert.True(await browser.IsInAsync());
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task On_a_shared_computer_it_ends_with_the_browser_and_after_fifteen_idle_minutes_and_is_never_remembered()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = app.Outsider("127.2.1.2");
        var answer = await browser.PostAsync(
            "/sign-in", await browser.SeeAsync("/sign-in"), ("Email", noor.Email), ("Password", Acts.Password), ("IsShared", "true"), ("Remember", "true"));
        Assert.DoesNotContain("expires=", Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.Contains("session", StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
        app.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.True(await browser.IsInAsync());
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task What_a_page_fetches_by_itself_does_not_keep_anybody_signed_in()
    {
        using var browser = await SignedInAsync();
        for (var i = 0; i < 5; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(29));
            var background = new HttpRequestMessage(HttpMethod.Get, "/security");
            background.Headers.Add("X-Background", "1");
            await browser.SendAsync(background);
        }

        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task A_page_is_told_how_long_its_session_lasts_and_asking_does_not_make_it_last()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = await app.AsAsync(noor);
        Assert.Contains("data-session-left-value=\"7", (await browser.SeeAsync("/security")).Html, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(119));
        var (left, mayStay) = await LeftAsync();
        Assert.InRange(left, 1, 60);
        Assert.True(mayStay, "Doing something makes it last.");

        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/session", await Background("/security/password"))).StatusCode);
        Assert.InRange((await LeftAsync()).Left, 7_100, 7_200);

        app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync("/session")).StatusCode);
        // Also what asks for a page: a script has no use for the sign-in page.
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync("/chat/list")).StatusCode);

        async Task<HttpResponseMessage> AskAsync(string path)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("X-Background", "1");
            return await browser.SendAsync(request);
        }

        async Task<Page> Background(string path) => new(HttpStatusCode.OK, new Uri(app.Address, path), await (await AskAsync(path)).Content.ReadAsStringAsync());

        async Task<(int Left, bool MayStay)> LeftAsync()
        {
            var answer = System.Text.Json.JsonDocument.Parse(await (await AskAsync("/session")).Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(noor.Id, answer.GetProperty("self").GetGuid());
            return (answer.GetProperty("left").GetInt32(), answer.GetProperty("mayStay").GetBoolean());
        }
    }

    [Fact]
    public async Task At_the_end_of_twelve_hours_nobody_is_offered_to_stay()
    {
        using var browser = await app.AsAsync(await app.NewcomerAsync("Noor"));
        for (var hour = 0; hour < 11; hour++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            await browser.SeeAsync("/security");
        }

        app.Clock.Advance(TimeSpan.FromMinutes(58));
        var answer = await (await browser.GetAsync("/session")).Content.ReadAsStringAsync();
        Assert.Contains("\"mayStay\":false", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Being_busy_is_written_down_at_most_once_a_minute()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = await app.AsAsync(noor);
        var start = await LastSeenAsync(noor);
        app.Clock.Advance(TimeSpan.FromSeconds(50));
        await browser.SeeAsync("/security");
        Assert.Equal(start, await LastSeenAsync(noor));
        app.Clock.Advance(TimeSpan.FromSeconds(15));
        await browser.SeeAsync("/security");
        Assert.True(await LastSeenAsync(noor) > start);
    }

    [Fact]
    public async Task A_new_password_signs_out_everywhere_else_remembered_devices_too()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var here = app.Outsider("127.2.2.1");
        using var elsewhere = app.Outsider("127.2.2.2");
        await here.SignInAsync(noor);
        await elsewhere.SignInAsync(noor, Acts.Password, ("Remember", "true"));

        var page = await here.SeeAsync("/security/password");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await here.SubmitAsync(page, ("CurrentPassword", "niet mijn wachtwoord"), ("Password", "zeven manen boven het wad"))).Status);
        Assert.True(await elsewhere.IsInAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await here.SubmitAsync(page, ("CurrentPassword", Acts.Password), ("Password", "te kort"))).Status);
        await here.SubmitAsync(page, ("CurrentPassword", Acts.Password), ("Password", "zeven manen boven het wad"));

        Assert.True(await here.IsInAsync());
        Assert.False(await elsewhere.IsInAsync());
        await elsewhere.SignInAsync(noor);
        Assert.False(await elsewhere.IsInAsync());
        await elsewhere.SignInAsync(noor, "zeven manen boven het wad");
        Assert.True(await elsewhere.IsInAsync());
        await app.Mail.ArrivedAsync(noor.Email, "wachtwoord");
        Assert.Equal(1, await app.AuditedAsync("password-changed", noor));
    }

    [Fact]
    public async Task People_see_where_they_are_signed_in_and_end_one_or_all_others()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var laptop = await app.AsAsync(noor);
        using var phone = await app.AsAsync(noor);
        using var tablet = await app.AsAsync(noor);

        var page = await laptop.SeeAsync("/security");
        var ends = System.Text.RegularExpressions.Regex.Matches(page.Html, "/security/sessions/([0-9a-f-]{36})/end").Select(m => m.Value).ToList();
        Assert.Equal(2, ends.Count);
        await laptop.PostAsync(ends[0], page);
        var stillIn = new[] { await phone.IsInAsync(), await tablet.IsInAsync() };
        Assert.Single(stillIn, isIn => isIn);

        await laptop.SubmitToAsync(page, "/security/sessions/end-others");
        Assert.False(await phone.IsInAsync() || await tablet.IsInAsync());
        Assert.True(await laptop.IsInAsync());
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var noors = await app.AsAsync(noor);
        var id = await app.WithDbAsync(db => db.Sessions.Where(s => s.EmployeeId == noor.Id).Select(s => s.Id).SingleAsync());
        using var daan = await app.AsAsync(await app.NewcomerAsync("Daan"));
        var answer = await daan.PostAsync($"/security/sessions/{id}/end", await daan.SeeAsync("/security/password"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True(await noors.IsInAsync());
    }

    [Fact]
    public async Task What_another_node_ended_is_felt_here_within_five_seconds()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = await app.AsAsync(noor);
        Assert.True(await browser.IsInAsync());
        await app.WithDbAsync(db => db.Sessions.Where(s => s.EmployeeId == noor.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, DateTime.UtcNow)));
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task A_restart_signs_nobody_out()
    {
        var noor = await app.NewcomerAsync("Noor");
        await using var own = new IntranetApp();
        await own.InitializeAsync();
        var cookie = (await own.AsAsync(own.Cast.Johan)).CookieHeader;
        using (var before = new Browser(own.Address, cookie)) Assert.True(await before.IsInAsync());
        await own.RestartAsync();
        using var after = new Browser(own.Address, cookie);
        Assert.True(await after.IsInAsync());
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(own.Data, "keys")));
    }

    [Fact]
    public async Task After_fifteen_idle_minutes_the_pages_of_an_office_ask_for_proof_while_the_rest_stays_open()
    {
        var ada = await app.NewcomerAsync("Ada");
        await app.WithDbAsync(async db =>
        {
            db.Add(Domain.Accounts.RoleGrant.Give(ada.Id, Domain.Accounts.Role.Administrator, null, DateTime.UtcNow));
            await db.SaveChangesAsync();
        });
        using var browser = await app.AsAsync(ada);
        Assert.Equal("/admin/people", (await browser.SeeAsync("/admin/people")).Uri.AbsolutePath);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("/admin/people", (await browser.SeeAsync("/admin/people")).Uri.AbsolutePath);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("/admin/people", (await browser.SeeAsync("/admin/people")).Uri.AbsolutePath);
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.True(await browser.IsInAsync());
        var asked = await browser.SeeAsync("/admin/people?search=noor");
        Assert.Equal("/prove-again", asked.Uri.AbsolutePath);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(asked, ("Proof", "niet mijn wachtwoord"))).Status);
        var shown = await browser.SubmitAsync(asked, ("Proof", Acts.Password));
        Assert.Equal("/admin/people?search=noor", shown.Uri.PathAndQuery);
    }

    [Fact]
    public async Task After_signing_out_the_back_button_shows_nothing()
    {
        using var browser = await SignedInAsync();
        Assert.Equal("no-store", (await browser.GetAsync("/security")).Headers.CacheControl!.ToString());
    }

    private async Task<Browser> SignedInAsync() => await app.AsAsync(await app.NewcomerAsync("Noor"));

    private Task<DateTime> LastSeenAsync(Person person) =>
        app.WithDbAsync(db => db.Sessions.Where(s => s.EmployeeId == person.Id).Select(s => s.LastSeenAt).SingleAsync());
}
