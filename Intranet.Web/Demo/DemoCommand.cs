using System.CommandLine;
using System.Net.NetworkInformation;
using Intranet.Infrastructure.Data;

namespace Intranet.Web.Demo;

/// <summary>The command <c>demo</c>: a made-up municipality with a week of work in it, on this machine only.</summary>
public static class DemoCommand
{
    private const int DefaultPort = 5080;
    private static readonly string DefaultData = Path.Combine("data", "demo");

    public static Command Demo()
    {
        var data = Data();
        var port = new Option<int>("--port") { Description = "Where it listens, on loopback only.", DefaultValueFactory = _ => DefaultPort };
        var command = new Command("demo", "Runs a made-up municipality to look around in. Not for real use: its passwords are known.") { data, port };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(data)!, parsed.GetValue(port), cancel));
        command.Add(Code());
        return command;
    }

    /// <param name="port">0 takes a free one.</param>
    public static StartOptions Options(string data, int port) => new()
    {
        Data = data,
        IsDemo = true,
        Settings = new Dictionary<string, string?>
        {
            // Whatever the environment says of a real installation: the demo stays in its own directory and on this machine, its mail too.
            ["Database:Provider"] = "Sqlite",
            ["ConnectionStrings:Intranet"] = $"Data Source={new DataLocation(Path.GetFullPath(data)).DatabaseFile}",
            ["PublicUrl"] = "",
            ["Smtp:Host"] = "",
        },
        Configure = builder => builder.WebHost
            .UseUrls(port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{port}")
            // Endpoints in the settings would win over the line above, and take known passwords to the network.
            .ConfigureKestrel(kestrel => kestrel.Configure()),
    };

    private static Option<string> Data() => new("--data") { Description = "The data directory of the demo.", DefaultValueFactory = _ => DefaultData };

    private static Command Code()
    {
        var data = Data();
        var command = new Command("code", "Prints the code that works now for the administrator of the demo.") { data };
        command.SetAction(async (parsed, cancel) =>
        {
            var location = new DataLocation(Path.GetFullPath(parsed.GetValue(data)!));
            if (!File.Exists(DemoKey.PathIn(location)))
            {
                await Console.Error.WriteLineAsync($"There is no demo in {location.Directory} yet. Start it with: demo");
                return 1;
            }

            Console.WriteLine(DemoKey.CodeAt(await DemoKey.ReadAsync(location, cancel), DateTime.UtcNow));
            return 0;
        });
        return command;
    }

    private static async Task<int> RunAsync(string data, int port, CancellationToken cancel)
    {
        if (IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port))
        {
            await Console.Error.WriteLineAsync($"Port {port} is in use, perhaps by a demo that is running already. Give another with --port.");
            return 1;
        }

        await using var app = IntranetHost.Create(Options(data, port));
        await ServeCommand.MigrateAsync(app, cancel);
        if (!await FillAsync(app.Services, cancel))
        {
            await Console.Error.WriteLineAsync($"{Path.GetFullPath(data)} holds an intranet that is no demo. Give the demo a directory of its own with --data.");
            return 1;
        }

        ServeCommand.PrepareUploads(app.Services.GetRequiredService<DataLocation>());
        await app.StartAsync(cancel);
        await WelcomeAsync(app, data, cancel);
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

    /// <summary>Makes the town on the first start; a second start keeps what was done.</summary>
    /// <returns>False when something else lives in the data directory.</returns>
    public static async Task<bool> FillAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var isNew = await scope.ServiceProvider.GetRequiredService<DemoTown>().FillAsync(cancel);
        return isNew || File.Exists(DemoKey.PathIn(services.GetRequiredService<DataLocation>()));
    }

    private static async Task WelcomeAsync(WebApplication app, string data, CancellationToken cancel)
    {
        var elsewhere = data == DefaultData ? "" : $" --data {data}";
        var location = app.Services.GetRequiredService<DataLocation>();
        var key = await DemoKey.ReadAsync(location, cancel);
        Console.WriteLine($"""

            Plein is running at {app.Urls.First()}   (Ctrl+C stops it)

            Three accounts to try. The password of each is: {DemoAccounts.Password}

              employee        {DemoAccounts.Address(DemoAccounts.Employee),-32} Noor Bakker
              HR              {DemoAccounts.Address(DemoAccounts.Hr),-32} Fleur Visser, who is HR and nothing but that
              administrator   {DemoAccounts.Address(DemoAccounts.Administrator),-32} Emre Yıldız, who has a second factor:
                              code now: {DemoKey.CodeAt(key, DateTime.UtcNow)}   (each works once; the next: dotnet run --project Intranet.Web -- demo code{elsewhere})
                              key for an authenticator app: {key}
                              (kept in {DemoKey.PathIn(location)})

            Every other colleague who came in has the same password. What you do stays in {location.Directory}; delete it to start afresh.
            """);
    }
}
