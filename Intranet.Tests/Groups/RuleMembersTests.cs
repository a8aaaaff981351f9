using System.Net;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Web.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Groups;

/// <summary>Groups that fill themselves from the staff file, and groups that are filled from a list.</summary>
public sealed class RuleMembersTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_rule_shows_who_comes_before_anybody_does_and_each_staff_file_follows_it()
    {
        var group = await app.FoundAsync("Team Belastingen", GroupAccess.Closed, app.Cast.Johan, app.Cast.Hanna);
        await PlaceAsync(app.Cast.Sanne, "Belastingen");
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/groups/{group}/rules")).StatusCode);

        var preview = await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{group}/rules"), $"/groups/{group}/rules", ("Team", "Belastingen"));
        Assert.Contains("1 collega wordt lid", preview.Text, StringComparison.Ordinal);
        Assert.Contains(app.Cast.Sanne.Name, preview.Text, StringComparison.Ordinal);
        Assert.False(await app.IsMemberAsync(group, app.Cast.Sanne));

        await johan.SubmitToAsync(preview, $"/groups/{group}/rules");
        Assert.True(await app.IsMemberAsync(group, app.Cast.Sanne));

        // Mo is brought by the rule and asked for by name as well: of what two gave, one takes away nothing.
        await PlaceAsync(app.Cast.Mo, "Belastingen");
        await FollowAsync();
        var asked = await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{group}/members/add"), $"/groups/{group}/members/add", ("Addresses", app.Cast.Mo.Email));
        await johan.SubmitToAsync(asked, $"/groups/{group}/members/add");
        Assert.Equal(MembershipSource.Hand, await SourceAsync(group, app.Cast.Mo));

        // The next staff file: Fatima comes to the team, Sanne leaves it. Hanna was let in by hand, which is no rule's business.
        await PlaceAsync(app.Cast.Fatima, "Belastingen");
        await PlaceAsync(app.Cast.Sanne, "Samenleving");
        await FollowAsync();
        Assert.True(await app.IsMemberAsync(group, app.Cast.Fatima));
        Assert.False(await app.IsMemberAsync(group, app.Cast.Sanne));
        Assert.True(await app.WithDbAsync(db => db.AuditRecords.AnyAsync(r => r.Action == "group-rules-followed" && r.TargetId == group && r.Details == "came=1 went=1")));
        foreach (var (action, who) in new[] { ("group-joined", app.Cast.Fatima), ("group-left", app.Cast.Sanne) })
        {
            Assert.True(await app.WithDbAsync(db => db.AuditRecords.AnyAsync(r => r.Action == action && r.TargetId == group && r.Details == $"by=rule employee={who.Id}")));
        }

        Assert.True(await app.IsMemberAsync(group, app.Cast.Hanna));
        Assert.True(await app.IsMemberAsync(group, app.Cast.Johan));

        var rule = await app.WithDbAsync(db => db.MembershipRules.Where(r => r.GroupId == group).Select(r => r.Id).SingleAsync());
        var drop = await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{group}/rules"), $"/groups/{group}/rules/{rule}/delete");
        Assert.Contains("1 collega is dan geen lid meer", drop.Text, StringComparison.Ordinal);
        await johan.SubmitToAsync(drop, $"/groups/{group}/rules/{rule}/delete");
        Assert.False(await app.IsMemberAsync(group, app.Cast.Fatima));
    }

    [Fact]
    public async Task Who_leaves_is_an_exception_until_an_admin_says_otherwise_and_who_runs_the_group_stays()
    {
        var group = await app.FoundAsync("Nieuws voor iedereen", GroupAccess.Open, app.Cast.Johan);
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var ada = await app.AsAsync(app.Cast.Ada);
        var preview = await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{group}/rules"), $"/groups/{group}/rules");
        await johan.SubmitToAsync(preview, $"/groups/{group}/rules");
        Assert.True(await app.IsMemberAsync(group, app.Cast.Ada));
        Assert.Equal(MembershipSource.Hand, await SourceAsync(group, app.Cast.Johan));

        await ada.SubmitToAsync(await ada.SeeAsync($"/groups/{group}/membership/leave"), $"/groups/{group}/membership/delete");
        await FollowAsync();
        Assert.False(await app.IsMemberAsync(group, app.Cast.Ada));

        var page = await johan.SeeAsync($"/groups/{group}/rules");
        Assert.Contains(app.Cast.Ada.Name, page.Text, StringComparison.Ordinal);
        await johan.SubmitToAsync(page, $"/groups/{group}/rules/exceptions/{app.Cast.Ada.Id}/delete");
        Assert.True(await app.IsMemberAsync(group, app.Cast.Ada));

        // A member by rule who is made admin is in it by a decision of people.
        await johan.PostAsync($"/groups/{group}/members/{app.Cast.Ada.Id}/role", page, ("role", "Admin"));
        Assert.Equal(MembershipSource.Hand, await SourceAsync(group, app.Cast.Ada));
    }

    [Fact]
    public async Task A_list_of_addresses_says_who_is_known_before_it_adds_them()
    {
        var group = await app.FoundAsync("Bijeenkomst maart", GroupAccess.Secret, app.Cast.Johan, app.Cast.Fatima);
        using var johan = await app.AsAsync(app.Cast.Johan);
        var add = $"/groups/{group}/members/add";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await johan.SubmitToAsync(await johan.SeeAsync(add), add, ("Addresses", "  "))).Status);

        var preview = await johan.SubmitToAsync(await johan.SeeAsync(add), add,
            ("Addresses", $"Sanne Bos <{app.Cast.Sanne.Email.ToUpperInvariant()}>; {app.Cast.Fatima.Email}\nniemand@elders.example"));
        Assert.Contains("1 collega komt erbij", preview.Text, StringComparison.Ordinal);
        Assert.Contains("1 collega is al lid", preview.Text, StringComparison.Ordinal);
        Assert.Contains("niemand@elders.example", preview.Text, StringComparison.Ordinal);
        Assert.False(await app.IsMemberAsync(group, app.Cast.Sanne));

        await johan.SubmitToAsync(preview, add);
        Assert.True(await app.IsMemberAsync(group, app.Cast.Sanne));
        Assert.Equal($"count=1 employee={app.Cast.Sanne.Id}", await app.WithDbAsync(db => db.AuditRecords.Where(r => r.Action == "group-members-added" && r.TargetId == group).Select(r => r.Details).SingleAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Notices.CountAsync(n => n.GroupId == group && n.EmployeeId == app.Cast.Sanne.Id && n.Kind == NoticeKind.AddedToGroup)));
        Assert.Equal(0, await app.WithDbAsync(db => db.Notices.CountAsync(n => n.GroupId == group && n.EmployeeId == app.Cast.Fatima.Id)));
    }

    private Task<MembershipSource> SourceAsync(Guid group, Person person) =>
        app.WithDbAsync(db => db.Memberships.Where(m => m.GroupId == group && m.EmployeeId == person.Id).Select(m => m.Source).SingleAsync());

    private Task PlaceAsync(Person person, string team) =>
        app.WithDbAsync(db => db.Employees.Where(e => e.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.Team, team)));

    private async Task FollowAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RuleMembers>().FollowAsync(CancellationToken.None);
    }
}
