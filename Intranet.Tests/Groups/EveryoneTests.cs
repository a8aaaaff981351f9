using System.Text.RegularExpressions;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Groups;

/// <summary>Who works here is in "Alle collega's"; who leaves keeps no right anywhere.</summary>
public sealed class EveryoneTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_newcomer_is_in_the_group_of_everyone_once()
    {
        var newcomer = await HireAsync("Nieuwe");
        await FollowAsync();
        await FollowAsync();
        Assert.True(await app.IsMemberAsync(app.Cast.Everyone.Id, newcomer));
        Assert.Equal(1, await app.WithDbAsync(db => db.Groups.CountAsync(g => g.Kind == GroupKind.Everyone)));
    }

    [Fact]
    public async Task A_guest_is_in_no_group_that_nobody_brought_them_into()
    {
        var group = await app.FoundAsync("Voor iedere collega", GroupAccess.Open, app.Cast.Johan);
        var guest = await app.WithDbAsync(async db =>
        {
            var made = Employee.InviteGuest(app.Checked("Gerda"), app.Checked("Elders"), app.Checked("gerda@elders.example"), app.Checked("Ontwerper"), app.Checked("Bureau Elders"), app.Clock.UtcNow());
            made.Activate(app.Clock.UtcNow());
            db.Add(made);
            db.Add(MembershipRule.For(await db.Groups.SingleAsync(g => g.Id == group), app.Checked(""), app.Checked(""), app.Checked(""), null, app.Clock.UtcNow()));
            await db.SaveChangesAsync();
            return made.Id;
        });
        await FollowAsync();

        Assert.True(guest.IsGuest());
        Assert.False(app.Cast.Johan.Id.IsGuest());
        Assert.True(await app.IsMemberAsync(group, app.Cast.Sanne));
        Assert.False(await app.WithDbAsync(db => db.Memberships.AnyAsync(m => m.EmployeeId == guest)));
    }

    [Fact]
    public async Task A_crowd_stands_in_order_without_being_sorted()
    {
        var plan = await app.WithDbAsync(async db =>
        {
            var first = db.Memberships.Where(m => m.GroupId == EF.Constant(app.Cast.Everyone.Id) && !m.IsAway)
                .OrderBy(m => m.Role).ThenBy(m => m.EmployeeId).Select(m => m.EmployeeId).ToQueryString();
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            // PostgreSQL sorts what is as small as in these tests: there it is told not to, and does when it must.
            command.CommandText = db.Database.IsSqlite() ? $"EXPLAIN QUERY PLAN {first}" : $"SET enable_sort = off; SET enable_seqscan = off; EXPLAIN {first}";
            await using var lines = await command.ExecuteReaderAsync();
            var said = "";
            while (await lines.ReadAsync()) said += lines.GetString(lines.FieldCount - 1) + "\n";
            return said;
        });
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leaves_and_comes_back_finds_open_groups_and_nothing_that_was_closed()
    {
        var person = await HireAsync("Terugkeerder");
        var open = await app.FoundAsync("Open voor allen", GroupAccess.Open, person, app.Cast.Johan);
        var closed = await app.FoundAsync("Besloten club", GroupAccess.Closed, app.Cast.Johan, person);
        var secret = await app.FoundAsync("Verborgen club", GroupAccess.Secret, app.Cast.Johan, person);
        await FollowAsync();
        using var johan = await app.AsAsync(app.Cast.Johan);
        Assert.Contains("2 leden", (await johan.SeeAsync($"/groups/{open}")).Text, StringComparison.Ordinal);

        await app.WithDbAsync(async db => { (await db.Employees.SingleAsync(e => e.Id == person.Id)).Deactivate(TimeProvider.System.UtcNow()); await db.SaveChangesAsync(); });
        await FollowAsync();
        var page = await johan.SeeAsync($"/groups/{open}/members");
        Assert.Contains("1 lid", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Name, page.Text, StringComparison.Ordinal);
        Assert.False(await app.IsMemberAsync(closed, person));

        await app.WithDbAsync(async db => { (await db.Employees.SingleAsync(e => e.Id == person.Id)).ComeBack(); await db.SaveChangesAsync(); });
        await FollowAsync();
        Assert.True(await app.IsMemberAsync(open, person));
        Assert.Equal(GroupRole.Member, await app.RoleAsync(open, person));
        Assert.True(await app.IsMemberAsync(app.Cast.Everyone.Id, person));
        Assert.False(await app.IsMemberAsync(closed, person));
        Assert.False(await app.IsMemberAsync(secret, person));
    }

    [Fact]
    public async Task The_menu_counts_as_many_groups_as_the_page_it_leads_to()
    {
        await app.FoundAsync("Telraam", GroupAccess.Open, app.Cast.Sanne);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var page = await sanne.SeeAsync("/groups?own=true");
        var own = Regex.Match(page.Text, @"Mijn groepen (\d+)").Groups[1].Value;
        Assert.Contains($"Alle {own} ", page.Text, StringComparison.Ordinal);
    }

    private async Task FollowAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        foreach (var follower in scope.ServiceProvider.GetServices<IStaffFollower>()) await follower.FollowAsync(CancellationToken.None);
    }

    private Task<Person> HireAsync(string name) => app.WithDbAsync(async db =>
    {
        var email = $"{name}@lindewaard.example".ToLowerInvariant();
        var employee = Employee.Invite(
            new EmployeeDetails(app.Checked(name), app.Checked("Jansen"), app.Checked(email), null, app.Checked("Adviseur"), app.Checked("Samenleving"), app.Checked("Stadhuis")),
            isImported: true, TimeProvider.System.UtcNow());
        employee.Activate(TimeProvider.System.UtcNow());
        db.Add(employee);
        await db.SaveChangesAsync();
        return new Person(employee.Id, employee.Name, email);
    });
}
