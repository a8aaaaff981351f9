using System.Diagnostics;
using System.Globalization;

namespace Intranet.Tests.Benchmarks;

/// <summary>
/// Chat beside its limits, in one run: a durable send with ten receivers, fan-out to 200 and 1,000, the newest page at 100 and at
/// 1,000,000 messages, memory a connection, 5,000 connections. Goals: performance.md.
/// </summary>
internal static class ChatBenchmark
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(string? postgres, int people, int longest)
    {
        var folder = Directory.CreateTempSubdirectory("intranet-benchmark-").FullName;
        using var town = new ChatTown(folder, postgres);
        await town.FillAsync(people, longest);
        await town.StartAsync();
        var bare = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ChatTown.FreePort()}"));
        using var limit = Process.Start(new ProcessStartInfo("dotnet", [typeof(ChatBenchmark).Assembly.Location, "bare", $"{bare.Port}", folder, postgres ?? ""]))!;
        try
        {
            await ChatTown.AnswersAsync(bare);
            await SendsAsync(town, bare);
            foreach (var hearers in new[] { 200, 1_000 }) await FanOutAsync(town, bare, Math.Min(hearers, people));
            await PagesAsync(town, longest);
            await ConnectionsAsync(town, Math.Min(5_000, people * 5));
        }
        finally
        {
            limit.Kill();
            town.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task SendsAsync(ChatTown town, Uri bare)
    {
        var hub = new Uri(town.Address, "/hubs/chat");
        await using var ours = await RoomsAsync(town.Elevens.SelectMany((room, i) => town.People.Skip(11 * i).Take(11).Select(p => (room.ToString(), (string?)p.Cookie))), hub, join: false);
        await using var theirs = await RoomsAsync(Enumerable.Range(0, town.Elevens.Count).SelectMany(i => Enumerable.Range(0, 11).Select(_ => (Room: $"{i}", Cookie: (string?)null))), new Uri(bare, "/bare"), join: true);
        Func<(string Room, ChatWire Wire), Task<TimeSpan>> send = p => p.Wire.InvokeAsync("Send", new { conversationId = p.Room, clientId = Guid.NewGuid(), text = "Een gewoon bericht van een gewone lengte, zoals er veel zijn" });
        Func<(string Room, ChatWire Wire), Task<TimeSpan>> bareSend = p => p.Wire.InvokeAsync("Send", new { room = p.Room, text = "Een gewoon bericht van een gewone lengte, zoals er veel zijn" });

        // The machine drifts: limit, product, limit, and the limit is what it did on average.
        foreach (var senders in new[] { 1, 32 })
        {
            await DriveAsync(theirs.First(senders), bareSend, WarmUp);
            await DriveAsync(ours.First(senders), send, WarmUp);
            var before = await DriveAsync(theirs.First(senders), bareSend, Length);
            var product = await DriveAsync(ours.First(senders), send, Length);
            var after = await DriveAsync(theirs.First(senders), bareSend, Length);
            var most = (before.PerSecond + after.PerSecond) / 2;
            Report($"send, 10 receivers, {senders} senders", $"{product.PerSecond:F0}/s, p50 {product.P(50):F1}, p99 {product.P(99):F1} ms; limit {most:F0}/s, p50 {before.P(50):F1}; {product.PerSecond / most:F2} of it");
        }
    }

    private static async Task FanOutAsync(ChatTown town, Uri bare, int hearers)
    {
        var product = await ListenAsync(hearers, i => (new Uri(town.Address, "/hubs/chat"), town.People[i].Cookie), null,
            (wire, stamp) => wire.InvokeAsync("Send", new { conversationId = town.Everybody, clientId = Guid.NewGuid(), text = stamp }));
        var limit = await ListenAsync(hearers, _ => (new Uri(bare, "/bare"), null), $"all{hearers}", (wire, stamp) => wire.InvokeAsync("Broadcast", new { room = $"all{hearers}", text = stamp }));
        Report($"fan-out to {hearers}, 20 a second", $"p50 {product.P(50):F1}, p99 {product.P(99):F1} ms; limit p50 {limit.P(50):F1}, p99 {limit.P(99):F1}; {product.P(99) / limit.P(99):F2} times at p99");
    }

    /// <summary>Twenty messages a second for some seconds; each says when it left.</summary>
    private static async Task<Times> ListenAsync(int hearers, Func<int, (Uri Hub, string? Cookie)> who, string? room, Func<ChatWire, string, Task> say)
    {
        var times = new Times();
        var isCounting = false;
        void Hear(string part)
        {
            var at = part.IndexOf("~~", StringComparison.Ordinal);
            if (at < 0 || !isCounting) return;
            times.Add(Stopwatch.GetElapsedTime(Read(part.AsSpan(at + 2, part.IndexOf("~~", at + 2, StringComparison.Ordinal) - at - 2))));
        }

        var wires = new List<ChatWire>();
        for (var i = 0; i < hearers; i++)
        {
            var (hub, cookie) = who(i);
            wires.Add(await ChatWire.OpenAsync(hub, cookie, Hear));
            if (room is not null) await wires[i].InvokeAsync("Join", room);
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var n = 0; n < 240; n++)
        {
            await timer.WaitForNextTickAsync();
            isCounting = n >= 80;
            await say(wires[n % 10], $"Bericht ~~{Write(Stopwatch.GetTimestamp())}~~");
        }

        await Task.Delay(500);
        foreach (var wire in wires) await wire.DisposeAsync();
        return times;
    }

    // In letters: an ordinary message holds no digits, which the content rules look at together with what was said before.
    private static string Write(long stamp) => string.Concat(stamp.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0')));

    private static long Read(ReadOnlySpan<char> letters)
    {
        var stamp = 0L;
        foreach (var letter in letters) stamp = (stamp * 10) + letter - 'a';
        return stamp;
    }

    private static async Task PagesAsync(ChatTown town, int longest)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = town.Address, DefaultRequestHeaders = { { "Cookie", town.People[0].Cookie } } };
        async Task<Times> ReadAsync(Guid id, TimeSpan length)
        {
            var times = new Times();
            var begun = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            {
                while (Stopwatch.GetElapsedTime(begun) < length)
                {
                    var asked = Stopwatch.GetTimestamp();
                    using var answer = await http.GetAsync($"/chat/conversations/{id}/messages");
                    await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
                    times.Add(Stopwatch.GetElapsedTime(asked));
                }
            }));
            times.Took = Stopwatch.GetElapsedTime(begun);
            return times;
        }

        await ReadAsync(town.Short, WarmUp);
        var few = await ReadAsync(town.Short, Length);
        var many = await ReadAsync(town.Long, Length);
        Report("newest 50, 8 at a time", $"{few.PerSecond:F0}/s of 100 messages (p99 {few.P(99):F1} ms), {many.PerSecond:F0}/s of {longest:N0} (p99 {many.P(99):F1} ms); {many.PerSecond / few.PerSecond:F2} times");
    }

    private static async Task ConnectionsAsync(ChatTown town, int count)
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        var before = town.Memory();
        var wires = new List<ChatWire>();
        for (var i = 0; i < count; i += 50)
        {
            var at = i;
            wires.AddRange(await Task.WhenAll(Enumerable.Range(0, Math.Min(50, count - at)).Select(n => ChatWire.OpenAsync(new Uri(town.Address, "/hubs/chat"), town.People[(at + n) % town.People.Count].Cookie))));
        }

        await Task.Delay(TimeSpan.FromSeconds(5));
        var with = town.Memory();
        var send = await DriveAsync([.. wires.Take(11).Select(w => (town.Elevens[0].ToString(), w))], p => p.Wire.InvokeAsync("Send", new { conversationId = p.Room, clientId = Guid.NewGuid(), text = "Met velen" }), Length);
        foreach (var wire in wires) await wire.DisposeAsync();
        await Task.Delay(TimeSpan.FromSeconds(8));
        Report($"{count:N0} connections", $"{(with - before) / 1_024d / count:F1} KiB each; a send among them p50 {send.P(50):F1}, p99 {send.P(99):F1} ms; {before / 1e6:F0} MB before, {with / 1e6:F0} with, {town.Memory() / 1e6:F0} after");
    }

    private static async Task<Times> DriveAsync(IReadOnlyList<(string Room, ChatWire Wire)> senders, Func<(string Room, ChatWire Wire), Task<TimeSpan>> send, TimeSpan length)
    {
        var times = new Times();
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(senders.Select(async sender =>
        {
            while (Stopwatch.GetElapsedTime(begun) < length) times.Add(await send(sender));
        }));
        times.Took = Stopwatch.GetElapsedTime(begun);
        return times;
    }

    private static async Task<Rooms> RoomsAsync(IEnumerable<(string Room, string? Cookie)> members, Uri hub, bool join)
    {
        var wires = new List<(string Room, ChatWire Wire)>();
        foreach (var (room, cookie) in members)
        {
            var wire = await ChatWire.OpenAsync(hub, cookie);
            if (join) await wire.InvokeAsync("Join", room);
            wires.Add((room, wire));
        }

        return new Rooms(wires);
    }

    private static void Report(string name, string figures) => Console.WriteLine($"{name,-36} {figures}");

    private sealed class Rooms(IReadOnlyList<(string Room, ChatWire Wire)> all) : IAsyncDisposable
    {
        /// <summary>One of each room, as far as it goes.</summary>
        public IReadOnlyList<(string Room, ChatWire Wire)> First(int count) => [.. all.Where((_, i) => i % 11 == 0).Concat(all.Where((_, i) => i % 11 == 1)).Take(count)];

        public async ValueTask DisposeAsync()
        {
            foreach (var (_, wire) in all) await wire.DisposeAsync();
        }
    }

    private sealed class Times
    {
        private readonly List<double> all = [];

        public TimeSpan Took { get; set; }
        public double PerSecond => all.Count / Took.TotalSeconds;

        public void Add(TimeSpan time)
        {
            lock (all) all.Add(time.TotalMilliseconds);
        }

        public double P(int percentile)
        {
            lock (all) return all.Count == 0 ? double.NaN : all.Order().ElementAt(all.Count * percentile / 100);
        }
    }
}
