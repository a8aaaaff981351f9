using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Search;
using Intranet.Web.ContentRules;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web;

/// <summary>The commands about the process itself: <c>serve</c> and <c>migrate</c>.</summary>
public static class ServeCommand
{
    /// <summary>For every command: which data directory.</summary>
    public static Option<string> Data() => new("--data") { Description = "The data directory.", DefaultValueFactory = _ => "data" };

    /// <summary>For no command at all, which is <c>serve</c>: before another command it would be heard by nobody.</summary>
    public static Option<string> DataAlone()
    {
        var data = Data();
        data.Validators.Add(result =>
        {
            if (result is { Implicit: false, Parent: CommandResult { Children: var children } } && children.OfType<CommandResult>().Any()) result.AddError("Say --data after the command.");
        });
        return data;
    }

    public static Command Serve()
    {
        var data = Data();
        var command = new Command("serve", "Runs the intranet (the default).") { data };
        command.SetAction((parsed, cancel) => RunAsync(new StartOptions { Data = parsed.GetValue(data)! }, cancel));
        return command;
    }

    public static Command Migrate()
    {
        var data = Data();
        var command = new Command("migrate", "Brings the database to this version and stops.") { data };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = IntranetHost.Create(new StartOptions { Data = parsed.GetValue(data)! });
            await MigrateAsync(app, cancel);
            return 0;
        });
        return command;
    }

    public static async Task<int> RunAsync(StartOptions options, CancellationToken cancel)
    {
        await using var app = IntranetHost.Create(options);
        MustBeFree(PublicAddress.Listening(app.Configuration));
        await MigrateAsync(app, cancel);
        PrepareUploads(app.Services.GetRequiredService<DataLocation>());
        await app.RunAsync(cancel);
        return 0;
    }

    /// <summary>Asked before anything starts: halfway, what is wrong drowns in the traces of all that has to stop again.</summary>
    /// <exception cref="IOException">Another process listens there, or this one may not.</exception>
    public static void MustBeFree(IEnumerable<string> addresses)
    {
        foreach (var address in addresses.Select(BindingAddress.Parse).Where(a => !a.IsUnixPipe && !a.IsNamedPipe))
        {
            var ip = IPAddress.TryParse(address.Host, out var known) ? known : address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any;
            try
            {
                using var listener = new TcpListener(ip, address.Port);
                listener.Start();
            }
            catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                throw new IOException($"Cannot listen on {address}: {fault.Message}. Another address is set with ASPNETCORE_URLS.", fault);
            }
        }
    }

    /// <summary>
    /// What is uploaded waits among the rest of the data until its request ends, and not where everybody's temporary files are; what
    /// a power cut left there, which no rule has looked at, goes.
    /// </summary>
    public static void PrepareUploads(DataLocation location)
    {
        if (System.IO.Directory.Exists(location.Uploads)) System.IO.Directory.Delete(location.Uploads, recursive: true);
        Environment.SetEnvironmentVariable("ASPNETCORE_TEMP", location.Make(location.Uploads).FullName);
    }

    /// <summary>
    /// Brings the database to this version and takes over what an administrator set. Done before every start and every
    /// command: one machine, one Friday afternoon, no separate step to forget, no rule that is lax for a moment.
    /// </summary>
    public static async Task MigrateAsync(WebApplication app, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<IntranetDb>().Database;

        // Only when there is something to do: it compares the whole model with the migrations first, a tenth of every start.
        if ((await database.GetPendingMigrationsAsync(cancel)).Any()) await database.MigrateAsync(cancel);

        await scope.ServiceProvider.PrepareSearchAsync(cancel);
        await scope.ServiceProvider.PrepareMessageSearchAsync(cancel);
        await app.Services.GetRequiredService<RuleSettingsFollower>().FollowAsync(cancel);
    }
}
