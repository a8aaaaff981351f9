using Microsoft.Playwright;

namespace Intranet.Tests.Journeys;

/// <summary>One Chromium for all journeys; each person gets a context of their own, as on a computer of their own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // The first has no windows to draw: the same pages for a third less of the processor.
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path) return;

        // Wait for what should appear, however busy the machine is.
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path, Args = ["--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-gpu"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A computer of its own with a page open on the application. Null is somebody who is not signed in.</summary>
    public async Task<IPage> OpenAsync(IntranetApp app, Person? person, string language = "nl", int width = 1440, int height = 900, ColorScheme colours = ColorScheme.Light, ServiceWorkerPolicy serviceWorkers = ServiceWorkerPolicy.Block)
    {
        var cookies = Array.Empty<Cookie>();
        if (person is not null)
        {
            using var session = await app.AsAsync(person);
            cookies = [.. session.Cookies.Select(c => new Cookie { Name = c.Key, Value = c.Value, Domain = "localhost", Path = "/", Secure = true, HttpOnly = true })];
        }

        return await OpenAsync(app.LocalAddress, cookies, language, width, height, colours, serviceWorkers);
    }

    /// <summary>The same on any address of ours.</summary>
    public async Task<IPage> OpenAsync(Uri address, IReadOnlyList<Cookie> cookies, string language = "nl", int width = 1440, int height = 900, ColorScheme colours = ColorScheme.Light, ServiceWorkerPolicy serviceWorkers = ServiceWorkerPolicy.Block)
    {
        if (browser is null)
        {
            // bin/test promises that nothing is skipped; `dotnet test` by itself says what it left out.
            Assert.SkipUnless(Environment.GetEnvironmentVariable("INTRANET_TEST_ALL") is { Length: > 0 }, "Chromium is not installed: the journeys in a browser are skipped.");
            Assert.Fail("Chromium is not installed.");
        }

        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(), Locale = language == "nl" ? "nl-NL" : "en-GB", TimezoneId = "Europe/Amsterdam",
            ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce,
            ServiceWorkers = serviceWorkers,
        });
        context.SetDefaultTimeout(30_000);
        await context.AddCookiesAsync(cookies);
        return await context.NewPageAsync();
    }

    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
