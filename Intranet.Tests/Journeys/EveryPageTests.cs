using System.Collections.Concurrent;
using Intranet.Domain.Groups;
using Intranet.Tests.Demo;
using Intranet.Web.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Intranet.Tests.Journeys;

/// <summary>
/// Every page can be used by everybody: on any screen, in the light and in the dark, in both languages. In the made-up town, where
/// pages are full of what people really write.
/// </summary>
public sealed class EveryPageTests(EveryPageTests.Visitors visitors) : IClassFixture<EveryPageTests.Visitors>
{
    private const string Visit = """
        address => new Promise((done, fail) => {
          addEventListener('turbo:load', () => done(), { once: true })
          setTimeout(() => fail(`${address} did not arrive`), 30_000)
          Turbo.visit(address)
        })
        """;

    // A page is built in two ways, for a desk and for a phone; between them only widths change. Each once, and each theme once.
    private static readonly (int Width, int Height, ColorScheme Theme)[] Screens = [(1440, 900, ColorScheme.Light), (390, 844, ColorScheme.Dark)];
    private static readonly (int Width, int Height)[] OtherWidths = [(1024, 768), (320, 640)];

    private static readonly Dictionary<string, string[]> Seen = new()
    {
        [""] = ["/sign-in", "/forgot-password", "/claim", "/offline"],
        [DemoAccounts.Employee] =
        [
            "/", "/posts/new", "/posts/drafts", "/posts?author=noor&kind=Question", "/posts/saved", "/posts/trash", "/agenda", "/notices", "/posts/{post}", "/posts/{own}/edit", "/posts/{post}/reports/new",
            "/groups", "/groups/new", "/groups/{group}", "/groups/{group}/about", "/groups/{group}/members", "/groups/{group}/files", "/groups/{group}/events", "/groups/{open}/invitations",
            "/chat", "/chat/new", "/chat/{conversation}", "/chat/{conversation}/people",
            "/people", "/people?view=list", "/people/{colleague}", "/people/{colleague}/wrong", "/people/organisation", "/people/organisation/all", "/people/{me}", "/profile/edit", "/profile/photo",
            "/settings/appearance", "/settings/privacy", "/settings/language", "/settings/chat", "/security",
            "/search", "/search?q=fiets", "/moderation/log", "/house-rules", "/nowhere",
        ],
        [DemoAccounts.Hr] = ["/hr/import", "/hr/invitations", "/hr/people", "/hr/people/{colleague}", "/hr/corrections"],
        [DemoAccounts.Administrator] =
        [
            "/admin", "/admin/people", "/admin/people/{colleague}", "/admin/groups", "/admin/rules", "/admin/rules/counts", "/admin/rules/objections",
            "/admin/organisation", "/admin/house-rules", "/admin/chat", "/admin/mail", "/admin/audit",
        ],
        ["s.devries"] = ["/moderation"],
    };

    public static TheoryData<string, string> Pages => [.. Seen.SelectMany(who => who.Value.Select(path => new TheoryDataRow<string, string>(who.Key, path)))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_fits_every_screen_and_axe_finds_nothing(string person, string path)
    {
        var page = await visitors.PageAsync(person, "nl");
        var complaints = new ConcurrentQueue<string>();
        void Hear(object? sender, IConsoleMessage message)
        {
            // What was still on its way when the window went on to its next page ("net::ERR_...") is nobody's mistake; what is refused has a number.
            var isCutOff = message.Text.Contains("net::ERR_", StringComparison.Ordinal);
            if (message.Type == "error" && !isCutOff && !(path == "/nowhere" && message.Text.Contains("404", StringComparison.Ordinal))) complaints.Enqueue($"{message.Text} {message.Location}");
        }

        // The menu is on all pages of a person: half of what there is to look at, and looked at on the first.
        var besides = path == Seen[person][0] ? null : ".shell__header";
        page.Console += Hear;
        var address = await visitors.AddressAsync(path);
        await OpenAsync(page, person, address);
        foreach (var (width, height, theme) in Screens)
        {
            await page.SetViewportSizeAsync(width, height);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = theme });
            await FitsAsync(page);
            Assert.Equal("", string.Join('\n', await Axe.CheckAsync(page, besides)));
        }

        page.Console -= Hear;
        Assert.Empty(complaints);

        var english = await visitors.PageAsync(person, "en");
        await OpenAsync(english, person, address);
        Assert.Equal("en", await english.EvaluateAsync<string>("document.documentElement.lang"));
        foreach (var (width, height) in OtherWidths)
        {
            await english.SetViewportSizeAsync(width, height);
            await FitsAsync(english);
        }
    }

    /// <summary>
    /// The first page of a window as a new document, and all of somebody who is not signed in: a mail leads there. The others as a link
    /// opens them: what was loaded stays, axe too.
    /// </summary>
    private static async Task OpenAsync(IPage page, string person, string address)
    {
        if (person.Length == 0 || page.Url == "about:blank") await page.GotoAsync(address);
        else await page.EvaluateAsync(Visit, address);

        Assert.Equal(address, new Uri(page.Url).PathAndQuery);
    }

    private static async Task FitsAsync(IPage page) => Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));

    /// <summary>The demo with one window per person and language, as everybody keeps theirs open.</summary>
    public sealed class Visitors : IAsyncLifetime
    {
        private readonly RunningDemo demo = new();
        private readonly Chromium chromium = new();
        private readonly Dictionary<(string Person, string Language), IPage> pages = [];
        private Dictionary<string, Guid>? ids;

        public async ValueTask InitializeAsync()
        {
            await demo.InitializeAsync();
            await chromium.InitializeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await chromium.DisposeAsync();
            await demo.DisposeAsync();
        }

        public async Task<IPage> PageAsync(string person, string language)
        {
            if (pages.TryGetValue((person, language), out var open)) return open;

            Cookie[] cookies = [];
            if (person.Length > 0)
            {
                var parts = (await demo.SignedInAsync(person)).Split('=', 2);
                cookies = [new Cookie { Name = parts[0], Value = parts[1], Domain = "localhost", Path = "/", HttpOnly = true }];
            }

            return pages[(person, language)] = await chromium.OpenAsync(new Uri($"http://localhost:{demo.Address.Port}"), cookies, language);
        }

        /// <summary>With an id for each name in braces.</summary>
        public async Task<string> AddressAsync(string path)
        {
            ids ??= await FindAsync();
            return ids.Aggregate(path, (address, id) => address.Replace($"{{{id.Key}}}", id.Value.ToString(), StringComparison.Ordinal));
        }

        private async Task<Dictionary<string, Guid>> FindAsync()
        {
            var found = new Dictionary<string, Guid>();
            await demo.WithDbAsync(async db =>
            {
                var noor = await db.Employees.Where(e => e.Email == DemoAccounts.Address(DemoAccounts.Employee)).Select(e => e.Id).SingleAsync();
                var group = await db.Groups.Where(g => g.Access == GroupAccess.Closed && g.Memberships.Any(m => m.EmployeeId == noor))
                    .OrderByDescending(g => db.Posts.Count(p => p.GroupId == g.Id)).ThenBy(g => g.Id).FirstAsync();
                found["group"] = group.Id;
                found["open"] = await db.Groups.Where(g => g.Access == GroupAccess.Open && g.Kind != GroupKind.Everyone && g.Memberships.Any(m => m.EmployeeId == noor)).OrderBy(g => g.Name).Select(g => g.Id).FirstAsync();
                found["post"] = await db.Posts.Where(p => p.GroupId == group.Id && p.AuthorId != noor).OrderByDescending(p => p.CommentCount).ThenBy(p => p.Id).Select(p => p.Id).FirstAsync();
                found["own"] = await db.Posts.Where(p => p.AuthorId == noor).OrderBy(p => p.Id).Select(p => p.Id).FirstAsync();
                found["conversation"] = await db.Conversations.Where(c => c.Participants.Any(p => p.EmployeeId == noor)).OrderByDescending(c => c.LastSeq).ThenBy(c => c.Id).Select(c => c.Id).FirstAsync();
                found["me"] = noor;
                found["colleague"] = await db.Employees.Where(e => e.Email == "s.devries@lindewaard.example").Select(e => e.Id).SingleAsync();
            });
            return found;
        }
    }
}
