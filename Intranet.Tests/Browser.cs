using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Intranet.Tests;

/// <summary>
/// A browser without script: keeps cookies, follows what it is told, fills in forms. It also sends Secure cookies over
/// http to loopback, as Chromium does, which .NET's own cookie container does not.
/// </summary>
public sealed partial class Browser : IDisposable
{
    private readonly Dictionary<string, string> cookies = [];
    private readonly HttpClient client;

    /// <param name="from">The network address it comes from: any in 127.0.0.0/8.</param>
    internal Browser(Uri address, string? cookie, string? from = null)
    {
        var wire = new SocketsHttpHandler
        {
            UseCookies = false, AllowAutoRedirect = false,

            // Who asks first waits for the answer, however busy the machine is.
            Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
        };
        if (from is not null) wire.ConnectCallback = (context, cancel) => ConnectFromAsync(IPAddress.Parse(from), context.DnsEndPoint, cancel);
        client = new HttpClient(wire) { BaseAddress = address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        if (cookie?.Split('=', 2) is [var name, var value]) cookies[name] = value;
    }

    public IReadOnlyDictionary<string, string> Cookies => cookies;
    public string CookieHeader => string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}"));

    /// <summary>One request, no redirects followed.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (cookies.Count > 0) request.Headers.Add("Cookie", CookieHeader);
        var response = await client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var line in set) Keep(line);
        }

        return response;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Opens a page, following redirects, and fails the test unless it is there.</summary>
    public async Task<Page> SeeAsync(string path)
    {
        var page = await OpenAsync(new HttpRequestMessage(HttpMethod.Get, path));
        Assert.True(page.Status == HttpStatusCode.OK, $"{path} answered {(int)page.Status}: {page.Html[..Math.Min(page.Html.Length, 400)]}");
        return page;
    }

    /// <summary>Fills in the form of <paramref name="page"/> that has these fields (or posts to <paramref name="action"/>), sends it and follows redirects.</summary>
    public Task<Page> SubmitAsync(Page page, params (string Name, string Value)[] fields) => SubmitToAsync(page, null, fields);

    /// <inheritdoc cref="SubmitAsync"/>
    public async Task<Page> SubmitToAsync(Page page, string? action, params (string Name, string Value)[] fields)
    {
        var form = page.FormWith(action, fields.Select(f => f.Name));
        var values = form.Fields.Where(f => !fields.Any(given => given.Name == f.Key)).Select(f => (f.Key, f.Value)).Concat(fields)
            .Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        var answer = await OpenAsync(new HttpRequestMessage(HttpMethod.Post, form.AddressOf(action)) { Content = new FormUrlEncodedContent(values) });
        Assert.True(answer.IsRedirected || answer.Status != HttpStatusCode.OK || form.IsWhollyLoaded(action), $"A browser with script never shows what {form.AddressOf(action)} answers: it must redirect, or its form say data-turbo=\"false\".");
        return answer;
    }

    /// <summary>Posts without any form: with a valid anti-forgery token taken from <paramref name="tokenFrom"/>.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, Page tokenFrom, params (string Name, string Value)[] fields)
    {
        var values = fields.Append(("_csrf", tokenFrom.Token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(values) });
    }

    public void Dispose() => client.Dispose();

    private async Task<Page> OpenAsync(HttpRequestMessage request)
    {
        var uri = new Uri(client.BaseAddress!, request.RequestUri!);
        var isRedirected = false;
        var response = await SendAsync(request);
        for (var hops = 0; hops < 8 && response.Headers.Location is { } next && (int)response.StatusCode is >= 301 and <= 308; hops++)
        {
            (uri, isRedirected) = (new Uri(uri, next), true);
            response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, uri));
        }

        return new Page(response.StatusCode, uri, await response.Content.ReadAsStringAsync()) { IsRedirected = isRedirected };
    }

    private static async ValueTask<Stream> ConnectFromAsync(IPAddress from, DnsEndPoint to, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, to.Port), cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private void Keep(string setCookie)
    {
        var parts = setCookie.Split(';');
        if (parts[0].Split('=', 2) is not [var name, var value]) return;
        if (value.Length == 0 || setCookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)) cookies.Remove(name);
        else cookies[name] = value;
    }
}

/// <summary>What came back.</summary>
public sealed partial record Page(HttpStatusCode Status, Uri Uri, string Html)
{
    public bool IsRedirected { get; init; }

    /// <summary>As people read it: without tags, entities decoded, white space folded.</summary>
    public string Text => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Html, " ")), " ");

    public string Token => Forms().Matches(Html).Select(f => new Form(f.Value)).Select(f => f.Fields.GetValueOrDefault("_csrf")).FirstOrDefault(t => t is not null) ?? "";

    internal Form FormWith(string? action, IEnumerable<string> names)
    {
        var forms = Forms().Matches(Html).Select(f => new Form(f.Value) { IsInFrame = IsInFrame(f.Index) }).Where(f => action is null || f.Action == action || f.Action.StartsWith(action + "?", StringComparison.Ordinal) || f.Button(action) is not null).ToList();
        var wanted = names.ToHashSet();
        return forms.Find(f => wanted.IsSubsetOf(f.Names)) ?? (action is not null && forms.Count > 0 ? forms[0] : null)
            ?? throw new InvalidOperationException($"No form {action} with {string.Join(", ", wanted)} on {Uri}.");
    }

    private bool IsInFrame(int place) => Html.LastIndexOf("<turbo-frame", place, StringComparison.Ordinal) > Html.LastIndexOf("</turbo-frame", place, StringComparison.Ordinal);

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<(script|style)\\b.*?</\\1>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}

/// <summary>A form as a browser without script would send it untouched.</summary>
internal sealed partial class Form
{
    private readonly string opening;
    private readonly List<string> buttons;

    public Form(string html)
    {
        opening = Opening().Match(html).Value;
        buttons = [.. Buttons().Matches(html).Select(button => button.Value)];
        Action = Attribute(opening, "action") ?? "";
        foreach (Match field in Inputs().Matches(html))
        {
            if (Attribute(field.Value, "name") is not { } name) continue;
            Names.Add(name);
            var type = Attribute(field.Value, "type") ?? "text";
            if (type is "submit" or "file" or "button" || (type is "checkbox" or "radio" && !Checked().IsMatch(field.Value))) continue;
            Fields[name] = Attribute(field.Value, "value") ?? (type is "checkbox" ? "on" : "");
        }

        foreach (Match area in Areas().Matches(html))
        {
            if (Attribute(area.Groups["open"].Value, "name") is not { } name) continue;
            Names.Add(name);
            Fields[name] = WebUtility.HtmlDecode(area.Groups["text"].Value).TrimStart('\r', '\n');
        }

        foreach (Match select in Selects().Matches(html))
        {
            if (Attribute(select.Groups["open"].Value, "name") is not { } name) continue;
            Names.Add(name);
            var options = Options().Matches(select.Value).Select(o => o.Value).ToList();
            var chosen = options.Find(o => o.Contains(" selected", StringComparison.Ordinal)) ?? options.FirstOrDefault();
            if (chosen is not null) Fields[name] = Attribute(chosen, "value") ?? "";
        }
    }

    public string Action { get; }
    public bool IsInFrame { get; init; }
    public HashSet<string> Names { get; } = [];
    public Dictionary<string, string> Fields { get; } = [];

    /// <summary>The button that sends it somewhere else than the form itself says.</summary>
    public string? Button(string? action) => action is null ? null : buttons.Find(button => Attribute(button, "formaction") == action);

    public string AddressOf(string? action) => Button(action) is null ? Action : action!;

    /// <summary>What the answer is does not matter: the browser shows it as a page, or as a part of one.</summary>
    public bool IsWhollyLoaded(string? action) => IsInFrame || Attribute(Button(action) ?? opening, "data-turbo") == "false" || Attribute(opening, "data-turbo") == "false";

    private static string? Attribute(string tag, string name)
    {
        var match = Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"");
        return match.Success ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;
    }

    [GeneratedRegex("^<form\\b(?:[^>\"]|\"[^\"]*\")*>")]
    private static partial Regex Opening();

    [GeneratedRegex("<button\\b(?:[^>\"]|\"[^\"]*\")*>")]
    private static partial Regex Buttons();

    [GeneratedRegex("<input\\b(?:[^>\"]|\"[^\"]*\")*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("(?<open><textarea\\b(?:[^>\"]|\"[^\"]*\")*>)(?<text>.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Areas();

    [GeneratedRegex("(?<open><select\\b[^>]*>).*?</select>", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("<option\\b[^>]*>")]
    private static partial Regex Options();

    [GeneratedRegex("\\schecked\\b")]
    private static partial Regex Checked();
}
