using Intranet.Tests;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// What the package's own entry point does, and with "--then-on-postgres MORE ARGUMENTS" a second round on PostgreSQL in the same process:
// what was compiled for the first round, ours and EF's, serves the second as well.
if (args.Any(a => a is "--server" or "--internal-msbuild-node")) return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);

var then = Array.IndexOf(args, "--then-on-postgres");
if (then < 0) return await ConsoleRunner.Run(args);

var server = PostgresServer.Connection ?? throw new InvalidOperationException("--then-on-postgres asks for INTRANET_TEST_POSTGRES.");
PostgresServer.Connection = null;
Console.WriteLine("== SQLite");
var first = await new ConsoleRunner(args[..then]).EntryPoint(); // Run would end the process ten seconds later

PostgresServer.Connection = server;
Console.WriteLine("== PostgreSQL");
var second = await ConsoleRunner.Run([.. args[..then], .. args[(then + 1)..]]);
return first == 0 ? second : first;
