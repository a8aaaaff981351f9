namespace Intranet.Web.Files;

public static class FilesSetup
{
    public static IServiceCollection AddFiles(this IServiceCollection services) => services.AddScoped<Uploader>();
}
