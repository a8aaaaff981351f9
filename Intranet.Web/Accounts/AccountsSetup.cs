using Intranet.Domain.Accounts;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web.Branding;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Accounts;

public static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountsOptions>().BindConfiguration("Accounts").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PasswordHasherOptions>()
            .Configure<IOptions<AccountsOptions>>((hasher, accounts) => hasher.IterationCount = accounts.Value.PasswordIterations);
        services.AddSingleton<OrganisationCache>();

        services.AddSingleton(_ => PasswordRules.WithOwnList());
        services.AddScoped<IPasswordValidator<Account>, AccountPasswordValidator>();
        services.AddIdentityCore<Account>().AddUserStore<AccountStore>();
        services.AddSingleton<IPasswordHasher<Account>, AccountPasswordHasher>();
        services.AddSingleton<PasswordWork>();
        services.AddScoped<AttemptGuard>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<CodeCheck>();
        services.AddScoped<WayIn>();

        services.AddSingleton<SessionStore>();
        services.AddSingleton<SessionCookie>();
        services.AddAuthentication(SessionHandler.Scheme)
            .AddScheme<SessionSchemeOptions, SessionHandler>(SessionHandler.Scheme, null)
            .AddScheme<SessionSchemeOptions, SessionHandler>(SessionHandler.WayInScheme, scheme => scheme.TakesIncomplete = true);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}
