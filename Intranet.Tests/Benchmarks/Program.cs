// dotnet run -c Release --project Intranet.Tests/Benchmarks [-- rules | chat [people] [messages]]
// Chat on PostgreSQL: INTRANET_BENCH_POSTGRES is the connection string of an empty database.
using System.Globalization;
using Intranet.Tests.Benchmarks;

var postgres = Environment.GetEnvironmentVariable("INTRANET_BENCH_POSTGRES") is { Length: > 0 } set ? set : null;
if (args is ["bare", var port, var folder, var database])
{
    await ChatBareHub.ServeAsync(int.Parse(port, CultureInfo.InvariantCulture), folder, database.Length == 0 ? null : database);
    return;
}

Console.WriteLine("The limit and the product in one run: compare within it only, machines drift.");
var wanted = args.FirstOrDefault();
int Number(int at, int usual) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : usual;
if (wanted is null or "rules") ContentRulesBenchmark.Run();
if (wanted is null or "chat") await ChatBenchmark.RunAsync(postgres, Number(1, 1_000), Number(2, 1_000_000));
