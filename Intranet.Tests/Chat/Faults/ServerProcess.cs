using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Intranet.Tests.Chat.Faults;

/// <summary>The real server in a process of its own, so that it can be killed as a power cut would.</summary>
internal sealed class ServerProcess(string data, string? postgres) : IAsyncDisposable
{
    private readonly StringBuilder log = new();
    private Process? process;

    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
    public int Kills { get; private set; }
    public int Pauses { get; private set; }

    /// <summary>Everything it wrote, over all its lives.</summary>
    public string Log
    {
        get { lock (log) return log.ToString(); }
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Intranet.Web.dll"), "serve", "--data", data])
        {
            RedirectStandardError = true, RedirectStandardOutput = true,
            Environment =
            {
                ["ASPNETCORE_URLS"] = Address.ToString(), ["Logging__LogLevel__Default"] = "Warning",
                ["DOTNET_TieredPGO"] = "0",
                // Retries after 150 ms are more than a person does.
                ["Chat__SendsPerSecond"] = "1000", ["Chat__SendBurst"] = "1000", ["Chat__CallsPerSecond"] = "1000",
            },
        };
        if (postgres is not null)
        {
            start.Environment["Database__Provider"] = "Postgres";
            start.Environment["ConnectionStrings__Intranet"] = $"{postgres};Application Name={PostgresServer.ServerName}";
        }

        process = new Process { StartInfo = start };
        process.ErrorDataReceived += Keep;
        process.OutputDataReceived += Keep;
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await AnswersAsync();
    }

    /// <summary>SIGKILL: no farewell, nothing flushed.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
        Kills++;
    }

    /// <summary>The machine stands still for a moment, as under a snapshot: sockets stay open and nobody answers.</summary>
    public async Task PauseAsync(TimeSpan length)
    {
        await SignalAsync("STOP");
        await Task.Delay(length);
        await SignalAsync("CONT");
        Pauses++;
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null) await KillAsync();
    }

    private async Task AnswersAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/chat/conversations");
                return;
            }
            catch (HttpRequestException) when (patience.Elapsed < TimeSpan.FromSeconds(60) && !process!.HasExited)
            {
                await Task.Delay(50);
            }
            catch (HttpRequestException fault)
            {
                throw new InvalidOperationException($"The server did not start: {log}", fault);
            }
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (log) log.AppendLine(line.Data);
    }

    /// <summary>Below those that the system gives to connections: while the server is away, nobody else is given its port.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one.
            }
        }
    }
}
