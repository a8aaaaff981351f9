using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.ContentRules.Files;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.ContentRules;

public static class ContentRulesSetup
{
    public static IServiceCollection AddContentRules(this IServiceCollection services)
    {
        services.AddSingleton<RuleCounter>();
        services.AddSingleton<IRuleObserver>(provider => provider.GetRequiredService<RuleCounter>());
        services.AddSingleton(provider => ContentRuleSet.Default(provider.GetRequiredService<IRuleObserver>()));
        services.AddScoped<RuleGate>();
        services.AddScoped<IKeptTexts, KeptFiles>();
        services.AddScoped<KeptPlaces>();
        services.AddScoped<RuleRehearsal>();
        services.AddScoped<Reviewer>();
        services.AddJob<LookBack, Reviewer>();
        services.AddSingleton<RuleSettingsFollower>();
        services.AddScoped<RuleSettingsKeeper>();
        services.AddScoped<RuleWords>();
        services.AddSingleton(new FileLimits());
        services.AddSingleton(new ReaderProgram(typeof(ContentRulesSetup).Assembly.Location));
        services.AddOptions<ClamdOptions>().BindConfiguration("Clamd").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MalwareScanner>();
        services.AddSingleton<FileReader>();
        services.AddSingleton<IFileInspector, FileInspector>();
        services.AddHostedService(provider => provider.GetRequiredService<RuleCounter>());
        return services.AddHostedService(provider => provider.GetRequiredService<RuleSettingsFollower>());
    }
}

/// <summary>Keeps the rules of this node as an administrator set them, on whichever node that was.</summary>
public sealed class RuleSettingsFollower(IServiceScopeFactory scopes, ContentRuleSet rules, TimeProvider clock, ILogger<RuleSettingsFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private int version;

    /// <summary>Reads the settings and, when they changed, makes every check follow them.</summary>
    public async Task FollowAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var now = await db.Set<StoredRuleSettings>().AsNoTracking().SingleOrDefaultAsync(cancel);
        if ((now?.Version ?? 0) == version) return;

        rules.Follow(ContentRuleSet.Rules(now?.Read()));
        version = now?.Version ?? 0;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await FollowAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.SettingsUnreadable(fault);
            }
        }
    }
}

internal static partial class ContentRulesLog
{
    [LoggerMessage(1301, LogLevel.Warning, "The settings of the content rules cannot be read; the last known ones stay")]
    public static partial void SettingsUnreadable(this ILogger logger, Exception fault);
}
