using System.Diagnostics;
using System.Globalization;

namespace Intranet.Tests.Benchmarks;

/// <summary>What a number of callers got out of the server.</summary>
/// <param name="Cpu">Of the whole process for one request: the server, and the callers beside it.</param>
internal sealed record Measured(double PerSecond, TimeSpan P50, TimeSpan P99, TimeSpan Cpu);

/// <summary>Asks again and again with a number of callers at once.</summary>
internal static class Load
{
    public const int Callers = 8;

    /// <param name="ask">One request, to its end.</param>
    public static async Task<Measured> MeasureAsync(Func<CancellationToken, Task> ask, TimeSpan duration, CancellationToken cancel)
    {
        // The compiler works in the background until what is called often is fast; on a busy machine that takes longer than it seems.
        await RunAsync(ask, duration * 2, cancel);
        GC.Collect();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var taken = await RunAsync(ask, duration, cancel);
        var spent = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        taken.Sort();
        return new(taken.Count / watch.Elapsed.TotalSeconds, taken[taken.Count / 2], taken[(int)(taken.Count * 0.99)], spent / taken.Count);
    }

    public static void Report(string what, Measured product, Measured limit, int queries, int bytes) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-34} {product.PerSecond,8:0}/s {limit.PerSecond,8:0}/s {product.PerSecond / limit.PerSecond,6:0.00} {queries,4} {bytes / 1000d,8:0.0} {product.P50.TotalMilliseconds,7:0.0} {product.P99.TotalMilliseconds,7:0.0} {product.Cpu.TotalMilliseconds,7:0.00}"));

    private static async Task<List<TimeSpan>> RunAsync(Func<CancellationToken, Task> ask, TimeSpan duration, CancellationToken cancel)
    {
        var end = Stopwatch.StartNew();
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var taken = new List<TimeSpan>();
            while (end.Elapsed < duration)
            {
                var start = Stopwatch.GetTimestamp();
                await ask(cancel);
                taken.Add(Stopwatch.GetElapsedTime(start));
            }

            return taken;
        }, cancel)).ToList();
        return [.. (await Task.WhenAll(callers)).SelectMany(taken => taken)];
    }
}
