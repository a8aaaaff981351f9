using System.Net;
using System.Text;
using Intranet.Domain.Accounts;
using Intranet.Domain.Branding;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Notifications.Mail;
using Intranet.Web;
using Intranet.Web.Demo;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Demo;

public sealed class DemoTownTests(RunningDemo demo) : IClassFixture<RunningDemo>
{
    [Fact]
    public async Task The_town_is_filled_with_what_the_week_tells()
    {
        var week = DemoWeek.Read();
        await demo.WithDbAsync(async db =>
        {
            Assert.Equal(121, await db.Employees.CountAsync(e => e.IsImported));
            Assert.Equal(week.Heard.Count, await db.Employees.CountAsync(e => e.State == EmployeeState.Active));
            Assert.Equal(week.Groups.Count, await db.Groups.CountAsync());
            Assert.Equal(week.Posts.Count, await db.Posts.CountAsync());
            Assert.Equal(week.Posts.Sum(p => p.Comments.Count), await db.Comments.CountAsync());
            Assert.True(await db.Reactions.CountAsync() >= 500);
            Assert.Equal([1, 3], await db.Cases.Where(c => c.SettledAt == null).Select(c => c.Reports.Count).Order().ToListAsync());
            Assert.Equal(week.Conversations.Count, await db.Conversations.CountAsync());
            Assert.True(await db.Employees.CountAsync(e => e.PhotoId != null) >= 40);
            Assert.True(await db.Posts.AllAsync(p => p.CommentCount == db.Comments.Count(c => c.PostId == p.Id)));

            var noor = await db.Employees.SingleAsync(e => e.Email == "n.bakker@lindewaard.example");
            Assert.False(await db.RoleGrants.AnyAsync(g => g.EmployeeId == noor.Id));
            Assert.True(await db.Notices.AnyAsync(n => n.EmployeeId == noor.Id && n.ReadAt == null));
            Assert.True(await db.Conversations.AnyAsync(c => c.Participants.Any(p => p.EmployeeId == noor.Id && p.LastReadSeq < c.LastSeq)));
            Assert.Equal([Role.Hr], await db.RoleGrants.Where(g => db.Employees.Any(e => e.Id == g.EmployeeId && e.Email == "f.visser@lindewaard.example")).Select(g => g.Role).ToListAsync());
        });
    }

    [Theory]
    [InlineData(DemoAccounts.Employee)]
    [InlineData(DemoAccounts.Hr)]
    public async Task A_visitor_signs_in_over_plain_http_with_the_password_alone(string person)
    {
        using var browser = demo.Visitor();
        var home = await SignInAsync(browser, person);
        Assert.Equal("/", home.Uri.AbsolutePath);
        Assert.Contains(TryBsnViewComponent.TestLine, home.Text, StringComparison.Ordinal);
        Assert.Contains("Probeer een BSN", home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_on_the_network_reaches_the_demo_whatever_the_settings_say() =>
        Assert.All(demo.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses, address => Assert.True(new Uri(address).IsLoopback, address));

    [Fact]
    public void No_mail_of_the_demo_goes_to_a_mail_server_whatever_the_settings_say() =>
        Assert.IsType<MailFolder>(demo.Services.GetRequiredService<IMailSender>());

    [Fact]
    public async Task No_cookie_of_the_demo_asks_for_https()
    {
        using var browser = demo.Visitor();
        var page = await browser.SeeAsync("/sign-in");
        var answer = await browser.PostAsync("/sign-in", page, ("Email", DemoAccounts.Address(DemoAccounts.Employee)), ("Password", DemoAccounts.Password));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, cookie => Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, cookie => Assert.DoesNotContain("__Host-", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_administrator_is_asked_for_a_code_and_the_printed_one_works()
    {
        using var browser = demo.Visitor();
        var asked = await SignInAsync(browser, DemoAccounts.Administrator);
        Assert.NotEqual("/", asked.Uri.AbsolutePath);

        var key = await DemoKey.ReadAsync(demo.Location, CancellationToken.None);
        var home = await browser.SubmitAsync(asked, ("Code", DemoKey.CodeAt(key, DateTime.UtcNow)));
        Assert.Equal("/", home.Uri.AbsolutePath);
    }

    [Fact]
    public async Task The_line_on_the_card_is_refused()
    {
        var rules = demo.Services.GetRequiredService<ContentRuleSet>();
        Assert.IsType<Refused>(rules.Check(TryBsnViewComponent.TestLine, Surface.Post));
        using var browser = demo.Visitor();
        await SignInAsync(browser, DemoAccounts.Employee);
        var before = await demo.CountPostsAsync();
        var form = await browser.SeeAsync("/posts/new");
        var answer = await browser.SubmitAsync(form, ("Body", $"Even proberen: {TryBsnViewComponent.TestLine}"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(before, await demo.CountPostsAsync());

        // A visitor who looks for the number in everything that the demo keeps finds it nowhere: nor by chance, in a phone number.
        var number = Encoding.UTF8.GetBytes(TryBsnViewComponent.TestLine.Split(' ')[1]);
        foreach (var path in System.IO.Directory.EnumerateFiles(demo.Location.Directory, "*", SearchOption.AllDirectories))
        {
            Assert.True(Canary.ReadFile(path).AsSpan().IndexOf(number) < 0, path);
        }
    }

    [Fact]
    public async Task A_second_start_keeps_what_visitors_did()
    {
        await demo.WithDbAsync(async db =>
        {
            var noor = await db.Employees.AsTracking().SingleAsync(e => e.Email == "n.bakker@lindewaard.example");
            var rules = demo.Services.GetRequiredService<ContentRuleSet>();
            noor.TellAboutSelf(((Allowed)rules.Check("Ik was hier.", Surface.Profile)).Text, CheckedText.Empty, 0);
            await db.SaveChangesAsync();
        });
        var posts = await demo.CountPostsAsync();

        await demo.RestartAsync();

        Assert.Equal(posts, await demo.CountPostsAsync());
        await demo.WithDbAsync(async db => Assert.Equal("Ik was hier.", await db.Employees.Where(e => e.Email == "n.bakker@lindewaard.example").Select(e => e.About).SingleAsync()));
    }

    [Fact]
    public async Task A_second_demo_at_the_same_address_makes_nothing_and_says_so()
    {
        var elsewhere = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var port = demo.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(1, await DemoCommand.Demo().Parse(["--data", elsewhere, "--port", port]).InvokeAsync());
        Assert.False(System.IO.Directory.Exists(elsewhere));
    }

    [Fact]
    public async Task An_intranet_that_is_no_demo_is_left_alone()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("intranet-real-").FullName;
        try
        {
            await using var real = IntranetHost.Create(DemoCommand.Options(directory, 0));
            await ServeCommand.MigrateAsync(real, CancellationToken.None);
            await using (var scope = real.Services.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
                var rules = scope.ServiceProvider.GetRequiredService<ContentRuleSet>();
                var name = ((Allowed)rules.Check("Gemeente Echt", Surface.Settings)).Text;
                db.Add(Organisation.SetUp(name, name, Organisation.DefaultColour, TimeProvider.System.UtcNow()));
                await db.SaveChangesAsync();
            }

            Assert.False(await DemoCommand.FillAsync(real.Services, CancellationToken.None));
            await using var after = real.Services.CreateAsyncScope();
            Assert.False(await after.ServiceProvider.GetRequiredService<IntranetDb>().Employees.AnyAsync());
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            System.IO.Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<Page> SignInAsync(Browser browser, string person) =>
        await browser.SubmitAsync(await browser.SeeAsync("/sign-in"), ("Email", DemoAccounts.Address(person)), ("Password", DemoAccounts.Password));
}
