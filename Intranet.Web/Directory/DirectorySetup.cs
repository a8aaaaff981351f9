using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Directory.Import;

namespace Intranet.Web.Directory;

public static class DirectorySetup
{
    public static IServiceCollection AddDirectory(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddSingleton<StaffFileReader>();
        services.AddSingleton<StaffRowReader>();
        services.AddScoped<DirectoryImporter>();
        services.AddScoped<ImportUndoer>();
        services.AddScoped<ImportKeeper>();
        services.AddScoped<ImportedPeople>();
        services.AddJob<ForgetImport, ImportKeeper>();
        services.AddScoped<Doorman>();
        services.AddScoped<Estate>();
        services.AddScoped<PersonEraser>();
        services.AddJob<EraseFormerColleague, PersonEraser>();
        services.AddScoped<UnattendedImport>();
        services.AddSingleton<ImportFolder>();
        services.AddHostedService<ImportFolderWatcher>();
        services.AddJob<TellHr, HrMailer>();
        services.AddScoped<StaffExport>();
        services.AddScoped<PersonCorrector>();
        services.AddScoped<PreviewStore>();
        services.AddScoped<PreviewDesk>();
        services.AddJob<EraseStaffPreview, PreviewStore>();
        return services;
    }
}
