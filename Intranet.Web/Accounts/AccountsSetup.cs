using Intranet.Domain.Accounts;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Branding;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
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
        AddPasswords(services);
        AddSessions(services);

        services.AddScoped<SecondFactor>().AddScoped<CodeCheck>().AddScoped<AppSetups>();
        services.AddScoped<EntryLinks>().AddScoped<SlipDesk>().AddScoped<WayIn>();
        services.AddScoped<AccountDesk>().AddScoped<AdministratorMaker>().AddScoped<AfterRestore>();
        services.AddScoped<HouseRulesDesk>();
        services.Configure<MvcOptions>(mvc =>
        {
            mvc.Filters.Add<AskHouseRules>();
            mvc.Filters.Add<TooManyTriesFilter>();
        });

        services.AddSingleton<SetUpLink>().AddScoped<FirstRun>();
        services.AddHostedService<SetUpAnnouncement>();
        services.AddJob<SendInvitation, AccountMailer>().AddJob<SendPasswordReset, AccountMailer>().AddJob<TellOwner, AccountMailer>();
        return services;
    }

    private static void AddPasswords(IServiceCollection services)
    {
        services.AddSingleton(_ => PasswordRules.WithOwnList());
        services.AddScoped<IPasswordValidator<Account>, AccountPasswordValidator>();
        services.AddIdentityCore<Account>().AddUserStore<AccountStore>();
        services.AddSingleton<IPasswordHasher<Account>, AccountPasswordHasher>();
        services.AddSingleton<PasswordWork>();
        services.AddScoped<AttemptGuard>().AddScoped<NetworkAddressGuard>();
        services.AddScoped<PasswordSignIn>().AddScoped<PasswordChoice>();
    }

    private static void AddSessions(IServiceCollection services)
    {
        services.AddSingleton<SessionStore>().AddSingleton<SessionCookie>();
        services.AddAuthentication(SessionHandler.Scheme)
            .AddScheme<SessionSchemeOptions, SessionHandler>(SessionHandler.Scheme, null)
            .AddScheme<SessionSchemeOptions, SessionHandler>(SessionHandler.WayInScheme, scheme => scheme.TakesIncomplete = true);
        services.AddAuthorizationBuilder()
            .AddPolicy(AnyoneAttribute.PolicyName, AnyoneAttribute.Build)
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }
}
