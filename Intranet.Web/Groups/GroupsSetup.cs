using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Groups;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Notifications;
using Intranet.Web.Timeline;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Intranet.Web.Groups;

public static class GroupsSetup
{
    public static IServiceCollection AddGroups(this IServiceCollection services)
    {
        services.AddScoped<GroupFounder>();
        services.AddScoped<AccessChanger>();
        services.AddScoped<Doorkeeper>();
        services.AddScoped<Roster>();
        services.AddScoped<GroupShelf>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IStaffFollower, EveryoneGroup>());
        services.AddScoped<GroupSuggester>();
        services.AddSingleton(new HomeCard("Newcomer"));
        services.AddScoped<RuleMembers>();
        services.AddScoped<IStaffFollower>(provider => provider.GetRequiredService<RuleMembers>());
        services.AddScoped<IStaffForecaster, RuleForecast>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<ILeaverMemory, LeaversSeats>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<ILeaverEstate, LeaversGroups>());
        services.AddJob<TellAboutAccess, AccessTeller>();
        services.AddJob<RingBells, BellRinger>();
        return services;
    }
}
