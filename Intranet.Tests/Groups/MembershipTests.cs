using System.Net;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Tests.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Groups;

/// <summary>How colleagues come into groups and leave them.</summary>
public sealed class MembershipTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task Anybody_joins_an_open_group_and_leaves_it_again()
    {
        var group = await app.FoundAsync("Hardlopen in de pauze", GroupAccess.Open, app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);

        var page = await sanne.SeeAsync($"/groups/{group}");
        page = await sanne.SubmitToAsync(page, $"/groups/{group}/membership");
        Assert.Contains("2 leden", page.Text, StringComparison.Ordinal);
        Assert.True(await app.IsMemberAsync(group, app.Cast.Sanne));

        var leaving = await sanne.SeeAsync($"/groups/{group}/membership/leave");
        await sanne.SubmitToAsync(leaving, $"/groups/{group}/membership/delete");
        Assert.False(await app.IsMemberAsync(group, app.Cast.Sanne));
    }

    [Fact]
    public async Task Who_asks_with_a_reason_is_admitted_by_an_admin_and_told()
    {
        var group = await app.FoundAsync("Vergunningenoverleg", GroupAccess.Closed, app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var johan = await app.AsAsync(app.Cast.Johan);

        var shown = await sanne.SubmitAsync(await sanne.SeeAsync($"/groups/{group}/requests/new"), ("Reason", "Ik doe de intake"));
        Assert.Contains("Je aanvraag loopt", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Aanvraag loopt", (await sanne.SeeAsync("/groups?q=vergunningenoverleg")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await NoticesAsync(app.Cast.Johan, NoticeKind.JoinRequest, group));

        var requests = await johan.SeeAsync($"/groups/{group}/requests");
        Assert.Contains("Ik doe de intake", requests.Text, StringComparison.Ordinal);
        await johan.SubmitToAsync(requests, $"/groups/{group}/requests/{app.Cast.Sanne.Id}/admit");

        Assert.True(await app.IsMemberAsync(group, app.Cast.Sanne));
        Assert.Equal(1, await NoticesAsync(app.Cast.Sanne, NoticeKind.JoinAdmitted, group));
        Assert.Equal(0, await NoticesAsync(app.Cast.Johan, NoticeKind.JoinRequest, group));
    }

    [Fact]
    public async Task A_request_can_be_withdrawn_and_declined_and_asked_again()
    {
        var group = await app.FoundAsync("Begroting 2027", GroupAccess.Closed, app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var johan = await app.AsAsync(app.Cast.Johan);

        var asked = await sanne.SubmitAsync(await sanne.SeeAsync($"/groups/{group}/requests/new"), ("Reason", ""));
        await sanne.SubmitToAsync(asked, $"/groups/{group}/requests/delete");
        Assert.Equal(0, await NoticesAsync(app.Cast.Johan, NoticeKind.JoinRequest, group));

        await sanne.SubmitAsync(await sanne.SeeAsync($"/groups/{group}/requests/new"), ("Reason", "Toch graag"));
        await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{group}/requests"), $"/groups/{group}/requests/{app.Cast.Sanne.Id}/decline");
        Assert.False(await app.IsMemberAsync(group, app.Cast.Sanne));

        await sanne.SubmitAsync(await sanne.SeeAsync($"/groups/{group}/requests/new"), ("Reason", "Nog eens"));
        Assert.Equal(1, await NoticesAsync(app.Cast.Johan, NoticeKind.JoinRequest, group));
    }

    [Fact]
    public async Task An_invitation_makes_a_secret_group_visible_to_the_invited_only()
    {
        var group = await app.FoundAsync("Reorganisatie zomer", GroupAccess.Secret, app.Cast.Johan);
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/groups/{group}")).StatusCode);

        var invite = await johan.SeeAsync($"/groups/{group}/invitations?q=sanne");
        await johan.SubmitAsync(invite, ("employeeId", app.Cast.Sanne.Id.ToString()));

        var shown = await sanne.SeeAsync($"/groups/{group}");
        Assert.Contains("Johan de Vries heeft je uitgenodigd", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1 lid", shown.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/groups/{group}/members")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/groups/{group}")).StatusCode);

        await sanne.SubmitToAsync(shown, $"/groups/{group}/invitations/accept");
        Assert.True(await app.IsMemberAsync(group, app.Cast.Sanne));
        Assert.Contains("Reorganisatie zomer", (await sanne.SeeAsync("/groups?own=true")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declined_invitation_hides_the_secret_group_again()
    {
        var group = await app.FoundAsync("Afscheid van Mo", GroupAccess.Secret, app.Cast.Johan);
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        await johan.SubmitAsync(await johan.SeeAsync($"/groups/{group}/invitations?q=sanne"), ("employeeId", app.Cast.Sanne.Id.ToString()));

        await sanne.SubmitToAsync(await sanne.SeeAsync($"/groups/{group}"), $"/groups/{group}/invitations/decline");

        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/groups/{group}")).StatusCode);
        Assert.Equal(0, await NoticesAsync(app.Cast.Sanne, NoticeKind.GroupInvitation, group));
    }

    [Fact]
    public async Task The_last_admin_chooses_who_runs_the_group_next()
    {
        var group = await app.FoundAsync("Moestuin", GroupAccess.Open, app.Cast.Johan, app.Cast.Fatima);
        using var johan = await app.AsAsync(app.Cast.Johan);

        var leaving = await johan.SeeAsync($"/groups/{group}/membership/leave");
        Assert.Contains(app.Cast.Fatima.Name, leaving.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await johan.PostAsync($"/groups/{group}/membership/delete", leaving)).StatusCode);

        await johan.SubmitToAsync(leaving, $"/groups/{group}/membership/delete", ("heirId", app.Cast.Fatima.Id.ToString()));
        Assert.False(await app.IsMemberAsync(group, app.Cast.Johan));
        Assert.Equal(GroupRole.Admin, await app.RoleAsync(group, app.Cast.Fatima));
    }

    [Fact]
    public async Task The_last_member_leaves_and_the_group_waits_for_an_administrator()
    {
        var group = await app.FoundAsync("Kantoorplanten", GroupAccess.Open, app.Cast.Johan);
        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{group}/membership/leave"), $"/groups/{group}/membership/delete");

        using var ada = await app.AsAsync(app.Cast.Ada);
        var listed = await ada.SeeAsync("/admin/groups");
        Assert.Contains($"/admin/groups/{group}/heir", listed.Html, StringComparison.Ordinal);
        await ada.SubmitToAsync(await ada.SeeAsync($"/admin/groups/{group}/heir"), $"/admin/groups/{group}/heir", ("Email", app.Cast.Fatima.Email));
        Assert.Equal(GroupRole.Admin, await app.RoleAsync(group, app.Cast.Fatima));
        Assert.Equal(1, await NoticesAsync(app.Cast.Fatima, NoticeKind.GroupAdminAppointed, group));
    }

    [Fact]
    public async Task Nobody_leaves_the_group_of_everyone()
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var page = await sanne.SeeAsync($"/groups/{app.Cast.Everyone.Id}");
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/groups/{app.Cast.Everyone.Id}/membership/leave")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await sanne.PostAsync($"/groups/{app.Cast.Everyone.Id}/membership/delete", page)).StatusCode);
        Assert.True(await app.IsMemberAsync(app.Cast.Everyone.Id, app.Cast.Sanne));
    }

    [Fact]
    public async Task A_removed_member_is_told_and_sees_nothing_any_more()
    {
        var group = await app.FoundAsync("Projectteam brug", GroupAccess.Secret, app.Cast.Johan, app.Cast.Fatima);
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        await fatima.SeeAsync($"/groups/{group}");

        await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{group}/members"), $"/groups/{group}/members/{app.Cast.Fatima.Id}/delete");

        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/groups/{group}")).StatusCode);
        Assert.Equal(1, await NoticesAsync(app.Cast.Fatima, NoticeKind.RemovedFromGroup, group));
    }

    [Fact]
    public async Task An_admin_shares_the_work_and_a_plain_member_cannot()
    {
        var group = await app.FoundAsync("Boekenclub", GroupAccess.Open, app.Cast.Johan, app.Cast.Fatima, app.Cast.Sanne);
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);

        var refused = await sanne.PostAsync($"/groups/{group}/members/{app.Cast.Sanne.Id}/role", await sanne.SeeAsync($"/groups/{group}"), ("role", "Admin"));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);

        await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{group}/members"), $"/groups/{group}/members/{app.Cast.Fatima.Id}/role", ("role", "Admin"));
        Assert.Equal(GroupRole.Admin, await app.RoleAsync(group, app.Cast.Fatima));
        Assert.Equal(GroupRole.Member, await app.RoleAsync(group, app.Cast.Sanne));
    }

    [Fact]
    public async Task A_muted_group_stays_readable()
    {
        var group = await app.FoundAsync("Klaverjassen", GroupAccess.Open, app.Cast.Johan, app.Cast.Fatima);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var page = await fatima.SubmitToAsync(await fatima.SeeAsync($"/groups/{group}"), $"/groups/{group}/mute");
        Assert.Contains("Gedempt", page.Text, StringComparison.Ordinal);
        page = await fatima.SubmitToAsync(page, $"/groups/{group}/mute/delete");
        Assert.DoesNotContain("Gedempt", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_muted_group_rings_for_what_is_important_and_for_nothing_else()
    {
        var group = new Place(await app.FoundAsync("Schaken", GroupAccess.Open, app.Cast.Johan, app.Cast.Fatima), "Schaken");
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        await fatima.SubmitToAsync(await fatima.SeeAsync($"/groups/{group.Id}"), $"/groups/{group.Id}/mute");
        var mine = await app.PostAsync(app.Cast.Fatima, group, "Wie speelt er mee?");
        var answer = await app.CommentAsync(app.Cast.Johan, mine, "Ik, @Fatima Zahra");
        var important = await app.PostAsync(app.Cast.Johan, group, "Het bord is weg", importantDays: 2);
        await app.JobsAsync();
        Assert.Equal([important], await app.WithDbAsync(db => db.Notices.Where(n => n.EmployeeId == app.Cast.Fatima.Id && n.GroupId == group.Id).Select(n => n.SubjectId).ToListAsync()));

        await fatima.SubmitToAsync(await fatima.SeeAsync($"/groups/{group.Id}"), $"/groups/{group.Id}/mute/delete");
        answer = await app.CommentAsync(app.Cast.Johan, mine, "Nog iemand?");
        await app.JobsAsync();
        Assert.True(await app.WithDbAsync(db => db.Notices.AnyAsync(n => n.EmployeeId == app.Cast.Fatima.Id && n.SubjectId == answer)));
    }

    private Task<int> NoticesAsync(Person person, NoticeKind kind, Guid groupId) =>
        app.WithDbAsync(db => db.Notices.CountAsync(n => n.EmployeeId == person.Id && n.Kind == kind && n.GroupId == groupId));
}
