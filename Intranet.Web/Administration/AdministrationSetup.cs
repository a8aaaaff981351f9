using Microsoft.AspNetCore.Authorization;

namespace Intranet.Web.Administration;

public static class AdministrationSetup
{
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddScoped<AuditLog>();
        services.AddScoped<AuditWords>();
        return services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedAccess>();
    }
}
