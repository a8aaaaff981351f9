// dotnet run -c Release --project Intranet.Tests/Benchmarks
using Intranet.Tests.Benchmarks;

Console.WriteLine("The limit and the product in one run: compare within it only, machines drift.");
ContentRulesBenchmark.Run();
