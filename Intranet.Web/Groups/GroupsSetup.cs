using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Groups;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Notifications;

namespace Intranet.Web.Groups;

public static class GroupsSetup
{
    public static IServiceCollection AddGroups(this IServiceCollection services)
    {
        services.AddScoped<GroupFounder>();
        services.AddScoped<AccessChanger>();
        services.AddScoped<Doorkeeper>();
        services.AddScoped<Roster>();
        services.AddScoped<EveryoneGroup>();
        services.AddScoped<IStaffFollower>(all => all.GetRequiredService<EveryoneGroup>());
        services.AddJob<TellAboutAccess, AccessTeller>();
        services.AddJob<RingBells, BellRinger>();
        return services;
    }
}
