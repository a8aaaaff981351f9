using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Notifications.Mail;
using Intranet.Web.Accounts;
using Intranet.Web.Administration;
using Intranet.Web.Branding;
using Intranet.Web.Chat;
using Intranet.Web.ContentRules;
using Intranet.Web.Demo;
using Intranet.Web.Directory;
using Intranet.Web.Files;
using Intranet.Web.Groups;
using Intranet.Web.Moderation;
using Intranet.Web.Notifications;
using Intranet.Web.Search;
using Intranet.Web.Settings;
using Intranet.Web.Shared;
using Intranet.Web.Timeline;

namespace Intranet.Web;

/// <summary>How the application is started: by <c>serve</c>, by <c>demo</c>, by a command that needs its services, or by a test.</summary>
public sealed record StartOptions
{
    /// <summary>The data directory, as the caller means it: relative to where they stand.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Sign-in over plain http on loopback, a second factor offered rather than required, a card to try the BSN rule.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Extra settings that win over configuration files and the environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>For tests: to put a fake at a true border (mail, clock).</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }
}

/// <summary>The application, put together. The same for pages and commands, so both do the same thing.</summary>
public static class IntranetHost
{
    public static WebApplication Create(StartOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(IntranetHost).Assembly.GetName().Name,
        });
        builder.Configuration.AddInMemoryCollection(options.Settings);
        // A failed command is an exception, and that is logged where it is handled; the first start on an empty PostgreSQL fails one by design.
        builder.Logging
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            // It tells at each form that it set no-cache, which our own headers say already.
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error)
            // Each page that somebody opens before signing in, and each that is not theirs.
            .AddFilter(typeof(SessionHandler).FullName, LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning)
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None)
            // It warns of a first or a few without an order: of a count and of the one row there is, that is what is meant.
            .AddFilter("Microsoft.EntityFrameworkCore.Query", LogLevel.Error)
            // SQLite rebuilds a table outside the transaction when a column changes; a failed start says so itself.
            .AddFilter("Microsoft.EntityFrameworkCore.Migrations", LogLevel.Error)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        var location = new DataLocation(Path.GetFullPath(options.Data));
        location.Make();
        builder.Services
            .AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddIntranetData(builder.Configuration, location)
            .AddContentRules()
            .AddWebShell(location)
            .AddFileStore()
            .AddFiles()
            .AddTimeline()
            .AddNotifications()
            .AddBranding()
            .AddSettings()
            .AddSearch()
            .AddMail(builder.Configuration)
            .AddAccounts()
            .AddDirectory()
            .AddGroups()
            .AddModeration()
            .AddAdministration()
            .AddChat(builder.Configuration)
            .AddDemo(options);
        builder.ConfigureFrontDoor();
        options.Configure?.Invoke(builder);

        var app = builder.Build();
        app.UseFrontDoor();
        app.UseWebShell();
        app.UseChat();
        app.MapAssets();
        app.MapTheme();
        app.MapInstalling();
        app.MapSecurityText();
        app.MapControllers();
        app.MapChat();
        return app;
    }
}
