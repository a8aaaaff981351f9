using System.Net;
using System.Text;
using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Accounts;
using Intranet.Web.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Directory;

/// <summary>An import applied to a real directory.</summary>
public sealed class ImportingTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private static CancellationToken cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_months_of_Lindewaard_and_a_returner()
    {
        await using var fresh = new FreshApp();
        await fresh.App.InitializeAsync();

        var first = await ImportAsync(fresh.App, Sample("lindewaard-afas.csv"));
        Assert.Equal((ImportResult.Imported, 36), (first.Result, first.Difference.New.Count));
        Assert.Equal(ImportResult.Nothing, (await ImportAsync(fresh.App, Sample("lindewaard-afas.csv"))).Result);

        var second = await ImportAsync(fresh.App, Sample("lindewaard-afas-next-month.csv"));
        Assert.Equal((2, 2, 3, 31), (second.Difference.New.Count, second.Difference.Changed.Count, second.Difference.Leaving.Count, second.Difference.Unchanged));
        Assert.Equal(ImportResult.Nothing, (await ImportAsync(fresh.App, Sample("lindewaard-afas-next-month.csv"))).Result);

        await fresh.App.WithDbAsync(async db =>
        {
            var thijs = await db.Employees.Include(e => e.Manager).SingleAsync(e => e.Email == "t.willems@lindewaard.example", cancel);
            Assert.Equal(("Samenleving", "c.dhont@lindewaard.example", EmployeeState.Invited), (thijs.Team, thijs.Manager!.Email, thijs.State));
            Assert.Equal(EmployeeState.Deactivated, (await db.Employees.SingleAsync(e => e.Email == "z.muller@lindewaard.example", cancel)).State);

            var everyone = await db.Groups.Where(g => g.Kind == GroupKind.Everyone).Select(g => g.Id).SingleAsync(cancel);
            Assert.True(await db.Memberships.AnyAsync(m => m.GroupId == everyone && m.EmployeeId == thijs.Id, cancel));

            var record = await db.AuditRecords.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).FirstAsync(r => r.Action == "staff-imported", cancel);
            Assert.Contains("created=2 updated=2 deactivated=3 reactivated=0 rejected=0", record.Details, StringComparison.Ordinal);
            Assert.DoesNotContain("@", record.Details, StringComparison.Ordinal);
        });

        var third = await ImportAsync(fresh.App, Sample("lindewaard-afas.csv"));
        Assert.Equal(3, third.Difference.ComingBack.Count);
    }

    [Fact]
    public async Task Leaving_ends_sessions_and_seats_and_coming_back_starts_afresh()
    {
        var (stay, leaver) = (Row("Stan", "Stay", "stan@leave.example"), Row("Lea", "Vertrek", "lea@leave.example"));
        var lea = await ImportAndClaimAsync(stay, leaver, "lea@leave.example");
        var browser = await app.AsAsync(lea);
        Assert.True(await SessionsAsync(lea) > 0);
        await app.WithDbAsync(async db =>
        {
            foreach (var place in new[] { app.Cast.Council, app.Cast.Hideout, app.Cast.Cycling })
            {
                var group = await db.Groups.AsTracking().Include(g => g.Memberships.Where(m => m.EmployeeId == lea.Id)).SingleAsync(g => g.Id == place.Id, cancel);
                group.Admit(lea.Id, GroupRole.Member, MembershipSource.Hand, DateTime.UtcNow);
            }

            db.Add(RoleGrant.Give(lea.Id, Role.Moderator, null, DateTime.UtcNow));
            await db.SaveChangesAsync(cancel);
        });

        var left = await ImportAsync(app, Lines(Header, stay));
        Assert.Contains(left.Difference.Leaving, p => p.Id == lea.Id);
        Assert.Equal(0, await SessionsAsync(lea));
        Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        Assert.Equal(["Alle collega's", "Fietsen naar je werk"], await GroupsOfAsync(lea));

        var back = await ImportAsync(app, Lines(Header, stay, leaver));
        Assert.Equal(lea.Id, Assert.Single(back.Difference.ComingBack).Person.Id);
        Assert.Equal(["Alle collega's", "Fietsen naar je werk"], await GroupsOfAsync(lea));
        await app.WithDbAsync(async db =>
        {
            Assert.Equal(EmployeeState.Invited, (await db.Employees.SingleAsync(e => e.Id == lea.Id, cancel)).State);
            Assert.False(await db.Users.AnyAsync(a => a.Id == lea.Id, cancel));
            Assert.False(await db.RoleGrants.AnyAsync(g => g.EmployeeId == lea.Id, cancel));
        });
    }

    [Fact]
    public async Task Local_accounts_stay_whatever_the_file_says()
    {
        await ImportAsync(app, Lines(Header, Row("Els", "Lokaal", "els@local.example")));
        await app.WithDbAsync(async db => Assert.Equal(EmployeeState.Active, (await db.Employees.SingleAsync(e => e.Id == app.Cast.Johan.Id, cancel)).State));
    }

    [Fact]
    public async Task A_mass_of_leavers_is_held_until_the_number_is_typed()
    {
        await using var fresh = new FreshApp();
        await fresh.App.InitializeAsync();
        await ImportAsync(fresh.App, Sample("lindewaard-afas.csv"));
        var cut = Sample("lindewaard-afas.csv")[..2_000];

        var held = await ImportAsync(fresh.App, cut);
        Assert.Equal(ImportResult.Held, held.Result);
        Assert.Equal(ImportResult.Held, (await ImportAsync(fresh.App, cut, new ImportConsent(new HashSet<string>(), null, held.Difference.Leaving.Count - 1))).Result);
        await fresh.App.WithDbAsync(async db => Assert.Equal(0, await db.Employees.CountAsync(e => e.State == EmployeeState.Deactivated, cancel)));
        Assert.Equal(ImportResult.Imported, (await ImportAsync(fresh.App, cut, new ImportConsent(new HashSet<string>(), null, held.Difference.Leaving.Count))).Result);
    }

    [Fact]
    public async Task A_preview_of_yesterday_is_not_applied_today()
    {
        await using var fresh = new FreshApp();
        await fresh.App.InitializeAsync();
        await ImportAsync(fresh.App, Sample("lindewaard-afas.csv"));
        var next = Sample("lindewaard-afas-next-month.csv");
        var seen = await PreviewAsync(fresh.App, next);

        await ImportAsync(fresh.App, next);
        var answer = await ImportAsync(fresh.App, next, new ImportConsent(new HashSet<string>(), seen.Fingerprint()));
        Assert.Equal(ImportResult.Outdated, answer.Result);
    }

    [Fact]
    public async Task Two_imports_at_once_do_not_make_anybody_twice()
    {
        await using var fresh = new FreshApp();
        await fresh.App.InitializeAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ImportAsync(fresh.App, Sample("lindewaard-afas.csv"))));
        Assert.Equal([ImportResult.Imported, ImportResult.Nothing, ImportResult.Nothing, ImportResult.Nothing], answers.Select(a => a.Result).Order());
        await fresh.App.WithDbAsync(async db => Assert.Equal(36, await db.Employees.CountAsync(e => e.IsImported, cancel)));
    }

    [Fact]
    public async Task New_colleagues_may_be_each_others_manager()
    {
        await using var fresh = new FreshApp();
        await fresh.App.InitializeAsync();
        await ImportAsync(fresh.App, Lines(Header, Row("Ab", "Aa", "ab@ring.example", manager: "bo@ring.example"), Row("Bo", "Bee", "bo@ring.example", manager: "ab@ring.example")));
        await fresh.App.WithDbAsync(async db => Assert.Equal(2, await db.Employees.CountAsync(e => e.IsImported && e.Manager!.ManagerId == e.Id, cancel)));
    }

    [Fact]
    public async Task The_same_address_for_somebody_else_makes_a_new_account()
    {
        await using var fresh = new FreshApp();
        await fresh.App.InitializeAsync();
        await ImportAsync(fresh.App, Lines(Header, Row("Jan", "Bos", "info@swap.example")));
        await ImportAsync(fresh.App, Lines(Header, Row("Petra", "de Wit", "info@swap.example")));
        await fresh.App.WithDbAsync(async db =>
        {
            var jan = await db.Employees.SingleAsync(e => e.FirstName == "Jan" && e.LastName == "Bos", cancel);
            var petra = await db.Employees.SingleAsync(e => e.FirstName == "Petra", cancel);
            Assert.Equal((EmployeeState.Deactivated, EmployeeState.Invited), (jan.State, petra.State));
            Assert.EndsWith(Employee.GivenUp, jan.Email, StringComparison.Ordinal);
        });
    }

    private async Task<Person> ImportAndClaimAsync(string stay, string leaver, string email)
    {
        await ImportAsync(app, Lines(Header, stay, leaver));
        return await app.WithDbAsync(async db =>
        {
            var employee = await db.Employees.AsTracking().SingleAsync(e => e.Email == email, cancel);
            employee.Activate(DateTime.UtcNow);
            db.Add(new Account { Id = employee.Id, UserName = email, Email = email });
            db.Add(Domain.Branding.HouseRulesAcceptance.Of(employee.Id, 1, DateTime.UtcNow));
            await db.SaveChangesAsync(cancel);
            return new Person(employee.Id, employee.Name, email);
        });
    }

    private Task<int> SessionsAsync(Person person) => app.WithDbAsync(db => db.Sessions.CountAsync(s => s.EmployeeId == person.Id && s.EndedAt == null, cancel));

    private Task<List<string>> GroupsOfAsync(Person person) =>
        app.WithDbAsync(db => db.Groups.Where(g => g.Memberships.Any(m => m.EmployeeId == person.Id)).OrderBy(g => g.Name).Select(g => g.Name).ToListAsync(cancel));

    private static Task<ImportAnswer> ImportAsync(IntranetApp app, string text) => ImportAsync(app, Encoding.UTF8.GetBytes(text));

    private static async Task<ImportAnswer> ImportAsync(IntranetApp app, byte[] bytes, ImportConsent? consent = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var importer = scope.ServiceProvider.GetRequiredService<DirectoryImporter>();
        var file = Read(bytes);
        return await importer.ApplyAsync(await importer.ReadAsync(file, file.Mapping, cancel), file.Sha256, consent ?? ImportConsent.None, null, cancel);
    }

    private static async Task<ImportDifference> PreviewAsync(IntranetApp app, byte[] bytes)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var importer = scope.ServiceProvider.GetRequiredService<DirectoryImporter>();
        var file = Read(bytes);
        return await importer.CompareAsync(await importer.ReadAsync(file, file.Mapping, cancel), ImportConsent.None.SamePeople, cancel);
    }

    /// <summary>An application of one's own, for stories that need an empty directory.</summary>
    private sealed class FreshApp : IAsyncDisposable
    {
        public IntranetApp App { get; } = new();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
