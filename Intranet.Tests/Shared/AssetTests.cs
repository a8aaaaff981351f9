using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Intranet.Domain.Branding;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Shared;

/// <summary>Scripts, styles, fonts and icons reach every browser once, in the smallest form it takes.</summary>
public sealed class AssetTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private static readonly string[] Names = ["app.js", "app.css", "icons.svg", "icon.svg", "figtree-latin-wght-normal.woff2", "figtree-latin-ext-wght-normal.woff2"];

    private Assets Assets => app.Services.GetRequiredService<Assets>();

    public static TheoryData<string> All => [.. Names];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_file_is_kept_for_a_year_under_a_name_that_changes_with_its_content(string name)
    {
        using var outsider = await app.AsAsync(null);
        using var answer = await outsider.GetAsync(Assets[name]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl is { Public: true, MaxAge.TotalDays: 365 });
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"-[0-9A-Z]{8}\.", Assets[name]);
        Assert.NotNull(answer.Headers.ETag);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task A_browser_gets_the_smallest_form_it_takes(string accepted, string? expected)
    {
        using var outsider = await app.AsAsync(null);
        var request = new HttpRequestMessage(HttpMethod.Get, Assets["app.css"]);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var answer = await outsider.SendAsync(request);

        Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
        Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Assets.Find(Path.GetFileName(Assets["app.css"]))!.Bytes, Unpack(bytes, expected));
    }

    [Fact]
    public async Task What_a_browser_has_already_is_not_sent_again_and_a_head_has_no_body()
    {
        using var outsider = await app.AsAsync(null);
        using var first = await outsider.GetAsync(Assets["app.js"]);
        var again = new HttpRequestMessage(HttpMethod.Get, Assets["app.js"]);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await outsider.SendAsync(again);
        using var head = await outsider.SendAsync(new HttpRequestMessage(HttpMethod.Head, Assets["app.js"]));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.True(head.Content.Headers.ContentLength > 10_000);
    }

    [Theory]
    [InlineData("/assets/manifest.json")]
    [InlineData("/assets/..%2f..%2fIntranet.Web.dll")]
    [InlineData("/assets/app-00000000.js")]
    public async Task Nothing_but_the_built_files_is_given_out(string path)
    {
        using var outsider = await app.AsAsync(null);
        using var answer = await outsider.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_theme_is_the_organisations_own_and_an_old_address_is_not_kept()
    {
        var themes = app.Services.GetRequiredService<ThemeCache>();
        using var outsider = await app.AsAsync(null);
        using var now = await outsider.GetAsync(themes.For(Organisation.DefaultColour).Path);
        using var before = await outsider.GetAsync("/theme-000000000000.css");

        var css = await now.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("--app-accent:#096078", css, StringComparison.Ordinal);
        Assert.Equal(css, await before.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(before.Headers.CacheControl?.NoStore);
        Assert.NotEqual(themes.For("#cc0000").Path, themes.For(Organisation.DefaultColour).Path);
    }

    [Fact]
    public void What_home_loads_first_is_small()
    {
        var assets = Assets;
        var script = assets.Imports("app.js").Append(assets["app.js"]).Sum(path => assets.Find(Path.GetFileName(path))!.Gzip!.Length);
        Assert.InRange(script, 1, 60_000);
        Assert.InRange(assets.Find(Path.GetFileName(assets["app.css"]))!.Gzip!.Length, 1, 25_000);
    }

    [Fact]
    public void Every_icon_that_a_page_or_a_menu_names_is_in_the_sprite()
    {
        var sprite = Encoding.UTF8.GetString(Assets.Find(Path.GetFileName(Assets["icons.svg"]))!.Bytes);
        var drawn = Regex.Matches(sprite, "<symbol id=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToHashSet();
        var web = Path.Combine(SourceRoot(), "Intranet.Web");
        var named = System.IO.Directory.EnumerateFiles(web, "*.cshtml", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "<icon name=\"([^\"@]+)\"").Select(m => (Icon: m.Groups[1].Value, file)))
            .Concat(AdministrationEntry.All.Select(entry => (entry.Icon, file: nameof(AdministrationEntry)))).ToList();

        Assert.True(named.Count > 20);
        Assert.All(named, use => Assert.True(drawn.Contains(use.Icon), $"{use.file} names \"{use.Icon}\", which wwwroot-src/icons.txt does not."));
    }

    private static string SourceRoot([System.Runtime.CompilerServices.CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    private static byte[] Unpack(byte[] bytes, string? encoding)
    {
        if (encoding is null) return bytes;

        using var packed = new MemoryStream(bytes);
        using Stream stream = encoding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        stream.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
