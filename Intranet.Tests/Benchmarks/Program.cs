// dotnet run -c Release --project Intranet.Tests/Benchmarks [rules] [staff] [pages] [chat] [--data DIR] [--posts N] [--postgres CONNECTION] ...
using System.CommandLine;
using System.Globalization;
using Intranet.Tests.Benchmarks;

// The limit of chat, in a process of its own.
if (args is ["bare", var port, var folder, var database])
{
    await ChatBareHub.ServeAsync(int.Parse(port, CultureInfo.InvariantCulture), folder, database.Length == 0 ? null : database);
    return 0;
}

var what = new Argument<string[]>("what") { Description = "rules, staff, pages, chat; nothing is everything.", Arity = ArgumentArity.ZeroOrMore };
var data = new Option<string>("--data") { Description = "Where the made-up town is kept; filled the first time.", DefaultValueFactory = _ => "data/benchmark" };
var postgres = new Option<string?>("--postgres") { Description = "A connection string to a PostgreSQL server; for the pages its database intranet_benchmark is made and kept, for chat it names an empty database." };
var withoutSqlite = new Option<bool>("--without-sqlite") { Description = "Measures the staff file and the pages on PostgreSQL only." };
var posts = new Option<int>("--posts") { Description = "How many posts the town has.", DefaultValueFactory = _ => 1_000_000 };
var seconds = new Option<int>("--seconds") { Description = "How long each measurement of a page takes, after a warm-up of twice as long.", DefaultValueFactory = _ => 10 };
var people = new Option<int>("--people") { Description = "How many people are connected in chat.", DefaultValueFactory = _ => 1_000 };
var messages = new Option<int>("--messages") { Description = "How many messages the long conversation has.", DefaultValueFactory = _ => 1_000_000 };
var command = new RootCommand("The limit and the product in one run: compare within it only, machines drift.") { what, data, postgres, withoutSqlite, posts, seconds, people, messages };
command.SetAction(async (parsed, cancel) =>
{
    bool Wants(string name) => parsed.GetValue(what) is not { Length: > 0 } named || named.Contains(name);

    if (Wants("rules")) ContentRulesBenchmark.Run();
    if (Wants("staff"))
    {
        if (!parsed.GetValue(withoutSqlite)) await StaffBenchmark.RunAsync(null);
        if (parsed.GetValue(postgres) is { } server) await StaffBenchmark.RunAsync(server);
    }

    if (Wants("chat")) await ChatBenchmark.RunAsync(parsed.GetValue(postgres), parsed.GetValue(people), parsed.GetValue(messages));
    if (!Wants("pages")) return;

    var town = new TownSize(10_000, 500, parsed.GetValue(posts));
    if (!parsed.GetValue(withoutSqlite)) await PagesBenchmark.RunAsync(new(parsed.GetValue(data)!, null), town, parsed.GetValue(seconds), cancel);
    if (parsed.GetValue(postgres) is { } connection) await PagesBenchmark.RunAsync(new(parsed.GetValue(data)! + "-postgres", connection), town, parsed.GetValue(seconds), cancel);
});
return await command.Parse(args).InvokeAsync();
