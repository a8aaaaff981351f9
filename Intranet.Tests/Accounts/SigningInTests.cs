using System.Net;
using Intranet.Domain.Directory;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Accounts;

/// <summary>Signing in with a password, where no second factor is required.</summary>
public sealed class SigningInTests(IntranetApp app) : IClassFixture<IntranetApp>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await app.RequiresSecondFactorAsync(false);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_colleague_signs_in_and_out_and_the_old_cookie_is_worth_nothing()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = app.Outsider("127.0.1.1");
        Assert.False(await browser.IsInAsync());

        await browser.SignInAsync(noor);
        Assert.True(await browser.IsInAsync());

        var cookie = browser.CookieHeader;
        var answer = await browser.PostAsync("/sign-out", await browser.SeeAsync("/security"));
        Assert.Contains("\"cache\"", answer.Headers.GetValues("Clear-Site-Data").Single(), StringComparison.Ordinal);
        Assert.False(await browser.IsInAsync());

        using var replay = new Browser(app.Address, cookie.Split("; ").Single(c => c.StartsWith("__Host-session", StringComparison.Ordinal)));
        Assert.False(await replay.IsInAsync());
        Assert.Equal(1, await app.AuditedAsync("signed-in", noor));
        Assert.Equal(1, await app.AuditedAsync("signed-out", noor));
    }

    [Fact]
    public async Task The_cookie_of_before_signing_in_is_not_the_one_of_after()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = new Browser(app.Address, "__Host-session=planted-by-somebody-else", "127.0.1.2");

        await browser.SignInAsync(noor);

        Assert.NotEqual("planted-by-somebody-else", browser.Cookies["__Host-session"]);
        using var planter = new Browser(app.Address, "__Host-session=planted-by-somebody-else");
        Assert.False(await planter.IsInAsync());
    }

    [Fact]
    public async Task Every_cookie_is_for_this_host_only_and_out_of_reach_of_scripts()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = app.Outsider("127.0.1.3");
        var page = await browser.SeeAsync("/sign-in");
        var set = new List<string>();
        foreach (var answer in new[]
        {
            await app.Outsider("127.0.1.3").GetAsync("/sign-in"),
            await browser.PostAsync("/sign-in", page, ("Email", noor.Email), ("Password", Acts.Password)),
            await browser.PostAsync("/language", await browser.SeeAsync("/security/password"), ("language", "en")),
        })
        {
            set.AddRange(answer.Headers.TryGetValues("Set-Cookie", out var lines) ? lines : []);
        }

        Assert.Superset(new HashSet<string> { "__Host-csrf", "__Host-session", "__Host-language" }, set.Select(line => line.Split('=')[0]).ToHashSet());
        Assert.All(set, line =>
        {
            Assert.StartsWith("__Host-", line, StringComparison.Ordinal);
            Assert.Contains("; secure", line, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", line, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; path=/", line, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("(?i); samesite=(lax|strict)", line);
            Assert.DoesNotContain("domain=", line, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour_and_its_owner_hears_it_once()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var open = app.Outsider("127.0.2.1");
        await open.SignInAsync(noor);
        using var thief = app.Outsider("127.0.2.2");
        for (var i = 0; i < 6; i++) Assert.Equal(HttpStatusCode.UnprocessableEntity, (await thief.SignInAsync(noor, "dit is het vast niet")).Status);

        using var other = app.Outsider("127.0.2.3");
        var refused = await other.SignInAsync(noor);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.True(await open.IsInAsync(), "A lock is no way to throw a colleague out.");
        await app.Mail.ArrivedAsync(noor.Email, "geblokkeerd");
        await app.JobsAreDoneAsync();
        Assert.Single(app.Mail.To(noor));
        Assert.Equal(1, await app.AuditedAsync("sign-in-locked", noor, "refused"));

        app.Clock.Advance(TimeSpan.FromMinutes(15));
        await other.SignInAsync(noor);
        Assert.True(await other.IsInAsync());
    }

    [Fact]
    public async Task Four_wrong_passwords_and_a_right_one_start_the_count_again()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = app.Outsider("127.0.2.4");
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++) await browser.SignInAsync(noor, "dit is het vast niet");
            await browser.SignInAsync(noor);
            Assert.True(await browser.IsInAsync());
            await browser.PostAsync("/sign-out", await browser.SeeAsync("/security"));
        }
    }

    [Fact]
    public async Task Twenty_guesses_at_the_same_moment_are_five_guesses()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var prepared = app.Outsider("127.0.2.5");
        var page = await prepared.SeeAsync("/sign-in");

        // Each from another network address: the count is of the account.
        var guesses = Enumerable.Range(0, 20).Select(async i =>
        {
            using var browser = new Browser(app.Address, $"__Host-csrf={prepared.Cookies["__Host-csrf"]}", $"127.0.3.{i + 1}");
            return await browser.PostAsync("/sign-in", page, ("Email", noor.Email), ("Password", "dit is het vast niet"));
        });
        await Task.WhenAll(guesses);

        using var owner = app.Outsider("127.0.2.6");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await owner.SignInAsync(noor)).Status);
        await app.Mail.ArrivedAsync(noor.Email, "geblokkeerd");
        await app.JobsAreDoneAsync();
        Assert.Single(app.Mail.To(noor));
    }

    [Fact]
    public async Task One_password_on_many_accounts_from_one_address_is_stopped()
    {
        using var thief = app.Outsider("127.0.4.1");
        var statuses = new List<HttpStatusCode>();
        HttpResponseMessage last = null!;
        for (var i = 0; i < 20; i++)
        {
            var page = await thief.SeeAsync("/sign-in");
            last = await thief.PostAsync("/sign-in", page, ("Email", $"collega{i}@lindewaard.example"), ("Password", "welkom op het werk"));
            statuses.Add(last.StatusCode);
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.InRange(last.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));

        // Saying that the request comes from elsewhere does not help, and elsewhere nobody is bothered.
        var forged = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([new("Email", "x@lindewaard.example"), new("Password", "welkom op het werk"), new("_csrf", (await thief.SeeAsync("/sign-in")).Token)]),
        };
        forged.Headers.Add("X-Forwarded-For", "203.0.113.7");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await thief.SendAsync(forged)).StatusCode);
        var noor = await app.NewcomerAsync("Noor");
        using var honest = app.Outsider("127.0.4.2");
        await honest.SignInAsync(noor);
        Assert.True(await honest.IsInAsync());
    }

    [Fact]
    public async Task A_morning_of_right_passwords_from_one_town_hall_is_not_stopped()
    {
        var noor = await app.NewcomerAsync("Noor");
        for (var i = 0; i < 25; i++)
        {
            using var browser = app.Outsider("127.0.4.3");
            await browser.SignInAsync(noor);
            Assert.True(await browser.IsInAsync());
        }
    }

    [Fact]
    public async Task Unknown_wrong_invited_and_deactivated_get_the_same_answer()
    {
        var known = await app.NewcomerAsync("Noor");
        var left = await app.NewcomerAsync("Daan", EmployeeState.Deactivated);
        var invited = await app.NewcomerAsync("Yara", EmployeeState.Invited);
        var answers = new List<string>();
        foreach (var (email, password) in new[]
        {
            ("nobody@lindewaard.example", Acts.Password), (known.Email, "dit is het vast niet"), (left.Email, Acts.Password), (invited.Email, Acts.Password),
        })
        {
            using var browser = app.Outsider("127.0.5.1");
            var page = await browser.SubmitAsync(await browser.SeeAsync("/sign-in"), ("Email", email), ("Password", password));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            answers.Add(page.Html.Replace(email, "EMAIL", StringComparison.Ordinal).Replace(page.Token, "TOKEN", StringComparison.Ordinal));
        }

        Assert.Single(answers.Distinct());
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\t/evil.example")]
    [InlineData("@evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task After_signing_in_nobody_is_sent_to_another_site(string returnUrl)
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = app.Outsider("127.0.5.2");
        var page = await browser.SeeAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        var answer = await browser.PostAsync("/sign-in", page, ("Email", noor.Email), ("Password", Acts.Password), ("ReturnUrl", returnUrl));
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task After_signing_in_one_is_where_one_wanted_to_be()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = app.Outsider("127.0.5.3");
        var asked = await browser.SeeAsync("/security/password");
        Assert.Equal("/sign-in", asked.Uri.AbsolutePath);
        var shown = await browser.SubmitAsync(asked, ("Email", noor.Email), ("Password", Acts.Password));
        Assert.Equal("/security/password", shown.Uri.AbsolutePath);
    }

    [Fact]
    public async Task What_is_typed_is_never_cut_off()
    {
        var sentence = string.Concat(Enumerable.Range(0, 40).Select(i => $"woord{i * 7919 % 1000} "))[..128];
        var noor = await app.NewcomerAsync("Noor", password: sentence);
        using var browser = app.Outsider("127.0.5.4");
        await browser.SignInAsync(noor, sentence[..^1] + "x");
        Assert.False(await browser.IsInAsync());
        await browser.SignInAsync(noor, sentence);
        Assert.True(await browser.IsInAsync());
    }

    [Fact]
    public async Task A_password_may_have_spaces_at_its_ends_and_accents_from_any_keyboard()
    {
        var noor = await app.NewcomerAsync("Noor", password: "  mijn e\u0301zel eet 🍎🍐 graag ");
        using var browser = app.Outsider("127.0.5.5");
        await browser.SignInAsync(noor, "  mijn \u00e9zel eet 🍎🍐 graag ");
        Assert.True(await browser.IsInAsync());
    }

    [Fact]
    public async Task Nobody_is_mailed_or_locked_for_an_address_that_nobody_has()
    {
        using var browser = app.Outsider("127.0.5.6");
        for (var i = 0; i < 6; i++) await browser.SubmitAsync(await browser.SeeAsync("/sign-in"), ("Email", "ghost@lindewaard.example"), ("Password", "dit is het vast niet"));
        Assert.False(await app.WithDbAsync(db => db.Jobs.AnyAsync(j => j.Kind == "TellOwner" && j.Payload.Contains(Guid.Empty.ToString()))));
    }
}
