using Intranet.Infrastructure.Directory;

namespace Intranet.Web.Directory;

public static class DirectorySetup
{
    public static IServiceCollection AddDirectory(this IServiceCollection services)
    {
        services.AddSingleton<StaffFileReader>();
        services.AddSingleton<StaffRowReader>();
        services.AddScoped<DirectoryImporter>();
        services.AddScoped<StaffExport>();
        return services;
    }
}
