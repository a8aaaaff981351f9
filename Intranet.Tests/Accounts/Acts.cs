using System.Text.RegularExpressions;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Notifications.Mail;
using Intranet.Web.Accounts;
using Intranet.Web.Branding;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace Intranet.Tests.Accounts;

/// <summary>What people in these stories do more than once.</summary>
internal static partial class Acts
{
    public const string Password = "vier fietsen op de brug";

    /// <summary>Somebody new, so that stories do not get in each other's way: active, with a password.</summary>
    public static async Task<Person> NewcomerAsync(this IntranetApp app, string firstName, EmployeeState state = EmployeeState.Active, string? password = Password)
    {
        var email = $"{firstName.ToLowerInvariant()}.{Guid.NewGuid():N}@lindewaard.example";
        var person = await app.WithDbAsync(async db =>
        {
            var now = app.Clock.GetUtcNow().UtcDateTime;
            var employee = Employee.Invite(
                new EmployeeDetails(app.Checked(firstName), app.Checked("Verhagen"), app.Checked(email), null, app.Checked("Adviseur"), app.Checked("Wijkteam"), app.Checked("Stadhuis")),
                isImported: true, now);
            if (state != EmployeeState.Invited) employee.Activate(now);
            if (state == EmployeeState.Deactivated) employee.Deactivate(now);
            db.Add(employee);
            if (await db.HouseRules.MaxAsync(r => (int?)r.Version) is { } version) db.Add(Domain.Branding.HouseRulesAcceptance.Of(employee.Id, version, now));
            await db.SaveChangesAsync();
            return new Person(employee.Id, employee.Name, email);
        });
        if (password is not null && state != EmployeeState.Invited) await app.HasPasswordAsync(person, password);
        return person;
    }

    /// <summary>Somebody who chose a password long ago.</summary>
    public static Task HasPasswordAsync(this IntranetApp app, Person person, string password = Password) => app.WithScopeAsync(async services =>
    {
        var db = services.GetRequiredService<IntranetDb>();
        var accounts = services.GetRequiredService<UserManager<Account>>();
        var employee = await db.Employees.FindAsync(person.Id);
        var made = await accounts.CreateAsync(Account.For(employee!), password);
        Assert.True(made.Succeeded, string.Join(", ", made.Errors.Select(e => e.Code)));
    });

    /// <summary>Somebody who also has an app.</summary>
    /// <returns>The app.</returns>
    public static async Task<AuthenticatorApp> HasSecondFactorAsync(this IntranetApp app, Person person)
    {
        var key = Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(20));
        await app.WithScopeAsync(async services =>
        {
            var db = services.GetRequiredService<IntranetDb>();
            var account = (await db.Users.FindAsync(person.Id))!;
            account.ProtectedKey = services.GetRequiredService<IDataProtectionProvider>().CreateProtector("second-factor").Protect(key);
            await db.SaveChangesAsync();
        });
        return new AuthenticatorApp(key, app.Clock);
    }

    /// <summary>Recovery codes, as somebody has them on paper.</summary>
    public static async Task<IReadOnlyList<string>> HasRecoveryCodesAsync(this IntranetApp app, Person person)
    {
        IReadOnlyList<string> codes = [];
        await app.WithScopeAsync(async services =>
            codes = await services.GetRequiredService<SecondFactor>().RenewRecoveryCodesAsync(person.Id, CancellationToken.None));
        return codes;
    }

    /// <summary>The organisation switches the second factor for everyone on or off.</summary>
    public static async Task RequiresSecondFactorAsync(this IntranetApp app, bool required)
    {
        await app.WithDbAsync(async db =>
        {
            (await db.Organisations.SingleAsync()).RequireSecondFactor(required, app.Checked("Voor dit verhaal"));
            await db.SaveChangesAsync();
        });
        app.Services.GetRequiredService<OrganisationCache>().Forget();
    }

    /// <summary>A browser of somebody who is not signed in.</summary>
    /// <param name="from">The network address it comes from: any in 127.0.0.0/8.</param>
    public static Browser Outsider(this IntranetApp app, string? from = null) => new(app.Address, null, from);

    /// <summary>Fills in the sign-in page.</summary>
    public static async Task<Page> SignInAsync(this Browser browser, Person person, string password = Password, params (string, string)[] also) =>
        await browser.SubmitAsync(await browser.SeeAsync("/sign-in"), [("Email", person.Email), ("Password", password), .. also]);

    /// <summary>Whether the pages of the product are open to this browser.</summary>
    public static async Task<bool> IsInAsync(this Browser browser) =>
        (await browser.GetAsync("/security")).StatusCode == System.Net.HttpStatusCode.OK;

    /// <summary>What the link in a mail leads to, without the host.</summary>
    public static string LinkIn(OutgoingMail mail) => new Uri(Links().Match(mail.Text).Value).PathAndQuery;

    /// <summary>Returns when no job waits any more.</summary>
    public static async Task JobsAreDoneAsync(this IntranetApp app)
    {
        while (await app.WithDbAsync(db => db.Jobs.AnyAsync())) await Task.Yield();
    }

    public static Task<int> AuditedAsync(this IntranetApp app, string action, Person about, string result = "done") =>
        app.WithDbAsync(db => db.AuditRecords.CountAsync(r => r.Action == action && r.TargetId == about.Id && r.Result == result));

    public static async Task WithScopeAsync(this IntranetApp app, Func<IServiceProvider, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    [GeneratedRegex("https?://\\S+")]
    private static partial Regex Links();
}

/// <summary>The app on somebody's phone.</summary>
internal sealed class AuthenticatorApp(string key, TimeProvider clock)
{
    public string Key => key;

    /// <param name="step">0 is the code of now, -1 the one before.</param>
    public string Code(int step = 0) => new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(clock.GetUtcNow().AddSeconds(30 * step).UtcDateTime);

    /// <summary>Reads the key that a page shows for typing.</summary>
    public static AuthenticatorApp Connect(Page page, TimeProvider clock)
    {
        var key = Regex.Match(page.Html, "<code>([A-Z2-7 ]{32,})</code>").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(32, key.Length);
        return new AuthenticatorApp(key, clock);
    }
}
