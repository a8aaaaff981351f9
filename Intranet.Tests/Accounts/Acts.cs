using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace Intranet.Tests.Accounts;

/// <summary>What people in these stories do more than once.</summary>
internal static class Acts
{
    public const string Password = "vier fietsen op de brug";

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
        var key = "";
        await app.WithScopeAsync(async services =>
        {
            var db = services.GetRequiredService<IntranetDb>();
            var account = (await db.Users.FindAsync(person.Id))!;
            key = Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(20));
            account.ProtectedKey = services.GetRequiredService<IDataProtectionProvider>().CreateProtector("second-factor").Protect(key);
            await db.SaveChangesAsync();
        });
        return new AuthenticatorApp(key, app.Clock);
    }

    /// <summary>Fills in the sign-in page.</summary>
    public static async Task<Page> SignInAsync(this Browser browser, Person person, string password = Password, params (string, string)[] also) =>
        await browser.SubmitAsync(await browser.SeeAsync("/sign-in"), [("Email", person.Email), ("Password", password), .. also]);

    public static async Task WithScopeAsync(this IntranetApp app, Func<IServiceProvider, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }
}

/// <summary>The app on somebody's phone.</summary>
internal sealed class AuthenticatorApp(string key, TimeProvider clock)
{
    public string Code(int step = 0) => new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(clock.GetUtcNow().AddSeconds(30 * step).UtcDateTime);
}
