using Intranet.Infrastructure.Shared;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Intranet.Web.Moderation;

public static class ModerationSetup
{
    public static IServiceCollection AddModeration(this IServiceCollection services)
    {
        services.TryAddSingleton<MarkdownRenderer>();
        services.AddScoped<ReportDesk>();
        services.AddScoped<Moderator>();
        services.AddScoped<CaseReader>();
        return services.AddScoped<Remover>();
    }
}
