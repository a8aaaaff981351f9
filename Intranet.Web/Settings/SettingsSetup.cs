namespace Intranet.Web.Settings;

public static class SettingsSetup
{
    public static IServiceCollection AddSettings(this IServiceCollection services) => services.AddScoped<OwnDataReader>();
}
