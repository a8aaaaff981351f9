using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Intranet.Tests.Benchmarks;

/// <summary>
/// The pages that people open most, at 8 callers, beside their limit in the same run: the feed's cards in the same view by hand-written SQL, and out
/// of memory. Everything, callers too, shares the machine.
/// </summary>
internal static partial class PagesBenchmark
{
    public static async Task RunAsync(Place place, TownSize size, int seconds, CancellationToken cancel)
    {
        await using var town = await Town.OpenAsync(place, size, cancel);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(place.Postgres is null ? "SQLite" : "PostgreSQL")}, {size.People:N0} colleagues, {size.Groups} groups, {size.Posts:N0} posts, {Load.Callers} callers, {Environment.ProcessorCount} cores"));
        Console.WriteLine($"{"",-34} {"product",10} {"limit",10} {"ratio",6} {"sql",4} {"kB br",8} {"p50 ms",7} {"p99 ms",7} {"CPU ms",7}");
        using var queries = new QueryCounter(town.Connection);
        var duration = TimeSpan.FromSeconds(seconds);
        var usual = await ReaderAsync(town, town.Usual, cancel);
        var memory = await usual.MeasureAsync("/limits/memory", duration, cancel);
        var sql = await usual.MeasureAsync("/limits/sql", duration, cancel);
        Load.Report("limit: cards from memory", memory, memory, 0, await usual.WeighAsync("/limits/memory", cancel));
        Load.Report("limit: hand-written SQL", sql, memory, 4, await usual.WeighAsync("/limits/sql", cancel));

        await PageAsync("home, usual reader", usual, "/", sql);
        foreach (var (name, id) in new[] { ("home, quiet reader", town.Quiet), ("home, reader of 200 groups", town.Everywhere) })
        {
            using var reader = await ReaderAsync(town, id, cancel);
            await PageAsync(name, reader, "/", await reader.MeasureAsync("/limits/sql", duration, cancel));
        }

        await PageAsync("group page", usual, $"/groups/{town.Group}", sql);
        await PageAsync("post with 200 comments", usual, $"/posts/{town.Post}", memory);
        await PageAsync("directory, first page", usual, "/people", memory);
        await PublishAsync(usual, town.Group, memory);
        usual.Dispose();

        async Task PageAsync(string name, Reader reader, string path, Measured limit)
        {
            var bytes = await reader.WeighAsync(path, cancel);
            queries.StartOver();
            await reader.GetAsync(path, cancel);
            var asked = queries.Count;
            Load.Report(name, await reader.MeasureAsync(path, duration, cancel), limit, asked, bytes);
        }

        async Task PublishAsync(Reader reader, Guid group, Measured limit)
        {
            var token = await reader.TokenAsync("/posts/new", cancel);
            queries.StartOver();
            await reader.PublishAsync(token, group, cancel);
            var asked = queries.Count;
            Load.Report("publish a post", await Load.MeasureAsync(stop => reader.PublishAsync(token, group, stop), duration, cancel), limit, asked, 0);
        }
    }

    private static async Task<Reader> ReaderAsync(Town town, Guid id, CancellationToken cancel) => new(town.Address, await town.SignInAsync(id, cancel));

    /// <summary>Somebody who is signed in.</summary>
    private sealed class Reader : IDisposable
    {
        private readonly HttpClient client;
        private string cookies;

        public Reader(Uri address, string cookie)
        {
            client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
            cookies = cookie;
        }

        public Task<Measured> MeasureAsync(string path, TimeSpan duration, CancellationToken cancel) => Load.MeasureAsync(stop => GetAsync(path, stop), duration, cancel);

        public async Task<string> GetAsync(string path, CancellationToken cancel) => await (await AskAsync(HttpMethod.Get, path, null, null, cancel)).Content.ReadAsStringAsync(cancel);

        public async Task<int> WeighAsync(string path, CancellationToken cancel) => (await (await AskAsync(HttpMethod.Get, path, null, "br", cancel)).Content.ReadAsByteArrayAsync(cancel)).Length;

        public async Task<string> TokenAsync(string path, CancellationToken cancel)
        {
            var answer = await AskAsync(HttpMethod.Get, path, null, null, cancel);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set)) cookies = string.Join("; ", set.Select(c => c.Split(';')[0]).Prepend(cookies));
            return Token().Match(await answer.Content.ReadAsStringAsync(cancel)).Groups[1].Value;
        }

        public async Task PublishAsync(string token, Guid group, CancellationToken cancel)
        {
            var form = new FormUrlEncodedContent([new("_csrf", token), new("GroupId", $"{group}"), new("Body", "De vergadering van **donderdag** is verplaatst naar de raadzaal. Kom je ook?")]);
            (await AskAsync(HttpMethod.Post, "/posts", form, null, cancel)).Dispose();
        }

        public void Dispose() => client.Dispose();

        private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, HttpContent? content, string? encoding, CancellationToken cancel)
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            request.Headers.Add("Cookie", cookies);
            request.Headers.Accept.ParseAdd("text/html");
            if (encoding is not null) request.Headers.AcceptEncoding.ParseAdd(encoding);
            var answer = await client.SendAsync(request, cancel);
            var expected = method == HttpMethod.Post ? HttpStatusCode.Found : HttpStatusCode.OK;
            return answer.StatusCode == expected ? answer : throw new InvalidOperationException($"{method} {path} answered {(int)answer.StatusCode} {answer.Headers.Location}");
        }
    }

    [GeneratedRegex("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
