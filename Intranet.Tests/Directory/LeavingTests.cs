using System.Net;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Jobs;
using Intranet.Tests.Chat;
using Intranet.Web.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Directory;

/// <summary>A colleague leaves by HR's hand, comes back, and leaves for good.</summary>
public sealed class LeavingTests(Lindewaard town) : IClassFixture<Lindewaard>
{
    private IntranetApp app => town.App;

    [Fact]
    public async Task What_a_leaver_runs_goes_to_the_manager_and_the_account_goes_round_all_its_states()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var (noor, boss) = (await town.FindAsync("n.bakker"), await ManagerOfAsync("n.bakker"));
        var choir = await app.WithDbAsync(async db =>
        {
            foreach (var id in new[] { noor.Id, boss.Id }) (await db.Employees.AsTracking().SingleAsync(e => e.Id == id)).Activate(DateTime.UtcNow);
            var open = Group.Start(noor.Id, app.Checked("Koor"), CheckedText.Empty, GroupAccess.Open, GroupKind.Social, "users-group", DateTime.UtcNow);
            var secret = Group.Start(noor.Id, app.Checked("Verrassing voor de baas"), CheckedText.Empty, GroupAccess.Secret, GroupKind.Social, "users-group", DateTime.UtcNow);
            db.AddRange(open, secret, Domain.Branding.HouseRulesAcceptance.Of(noor.Id, 1, DateTime.UtcNow), Domain.Branding.HouseRulesAcceptance.Of(boss.Id, 1, DateTime.UtcNow));
            await db.SaveChangesAsync();
            return open.Id;
        });
        using var hers = await app.AsAsync(new Person(noor.Id, noor.Name, noor.Email));
        Assert.Equal(HttpStatusCode.OK, (await hers.GetAsync("/people")).StatusCode);

        var leave = await hanna.SeeAsync($"/hr/people/{noor.Id}/leave");
        Assert.Contains("beheert de groep Koor. Daarna doet niemand dat meer.", leave.Text, StringComparison.Ordinal);
        Assert.Contains($"Voorstel: {boss.Name} neemt het over", leave.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Verrassing", leave.Text, StringComparison.Ordinal);

        await using var heir = await LivePage.OpenAsync(app, new Person(boss.Id, boss.Name, boss.Email));
        await hanna.SubmitToAsync(leave, $"/hr/people/{noor.Id}/leave", ("handOver", "true"));
        for (var hint = ""; !hint.Contains("notices", StringComparison.Ordinal);) hint = (await heir.HearAsync("Hint")).ToString();
        Assert.Equal($"employee={boss.Id}", await app.WithDbAsync(db => db.AuditRecords.Where(r => r.Action == "group-admin-given" && r.TargetId == choir && r.ActorId == app.Cast.Hanna.Id).Select(r => r.Details).SingleAsync()));
        Assert.Equal(EmployeeState.Deactivated, (await town.FindAsync("n.bakker")).State);
        Assert.NotEqual(HttpStatusCode.OK, (await hers.GetAsync("/people")).StatusCode);
        Assert.Equal(GroupRole.Admin, await app.WithDbAsync(db => db.Memberships.Where(m => m.GroupId == choir && m.EmployeeId == boss.Id).Select(m => m.Role).SingleAsync()));

        await hanna.SubmitToAsync(await hanna.SeeAsync($"/hr/people/{noor.Id}"), $"/hr/people/{noor.Id}/return");
        Assert.Equal(EmployeeState.Invited, (await town.FindAsync("n.bakker")).State);

        await hanna.SubmitToAsync(await hanna.SeeAsync($"/hr/people/{noor.Id}/leave"), $"/hr/people/{noor.Id}/leave");
        await app.WithDbAsync(async db =>
        {
            db.Add(PostDraft.Begin(noor.Id));
            await db.SaveChangesAsync();
        });
        await hanna.SubmitToAsync(await hanna.SeeAsync($"/hr/people/{noor.Id}/wipe"), $"/hr/people/{noor.Id}/wipe");
        Assert.Equal(HttpStatusCode.NotFound, (await hanna.GetAsync($"/people/{noor.Id}")).StatusCode);
        await app.WithDbAsync(async db =>
        {
            var former = await db.Employees.SingleAsync(e => e.Id == noor.Id);
            Assert.Equal((EmployeeState.Former, Employee.FormerName, "", ""), (former.State, former.Name, former.JobTitle, former.SearchText));
        });
        Assert.False(await app.WithDbAsync(db => db.Employees.AnyAsync(e => e.Email == noor.Email || e.LastName == noor.LastName)));
        Assert.False(await app.WithDbAsync(db => db.PostDrafts.AnyAsync(d => d.AuthorId == noor.Id)));
    }

    [Fact]
    public async Task What_a_leaver_planned_to_post_goes_out_in_nobodys_name_and_the_heir_decides()
    {
        var (lotte, boss) = (await town.FindAsync("l.janssen"), await ManagerOfAsync("l.janssen"));
        await EnterAsync(lotte.Id, app.Cast.Cycling.Id, app.Cast.Council.Id);
        await EnterAsync(boss.Id, app.Cast.Cycling.Id);
        var (open, closed) = (await PlanAsync(lotte.Id, app.Cast.Cycling.Id, "Fiets mee op maandag"), await PlanAsync(lotte.Id, app.Cast.Council.Id, "Stukken voor de raad"));

        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var leave = await hanna.SeeAsync($"/hr/people/{lotte.Id}/leave");
        Assert.Contains($"{lotte.Name} heeft een bericht gepland in de groep {app.Cast.Cycling.Name}", leave.Text, StringComparison.Ordinal);
        Assert.Contains($"Voorstel: {boss.Name} krijgt het als concept en beslist.", leave.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { "Fiets mee", "Stukken", app.Cast.Council.Name }) Assert.DoesNotContain(secret, leave.Text, StringComparison.Ordinal);
        await hanna.SubmitToAsync(leave, $"/hr/people/{lotte.Id}/leave", ("handOver", "true"));

        foreach (var draft in new[] { open, closed }) await ComeDueAsync(draft);
        Assert.False(await app.WithDbAsync(db => db.Posts.AnyAsync(p => p.Body == "Fiets mee op maandag" || p.Body == "Stukken voor de raad")));
        Assert.Equal((lotte.Id, PostDraft.AuthorLeft), await app.WithDbAsync(async db => await db.PostDrafts.Where(d => d.Id == closed).Select(d => new ValueTuple<Guid, string?>(d.AuthorId, d.HeldBackBy)).SingleAsync()));

        using var heir = await app.AsAsync(new Person(boss.Id, boss.Name, boss.Email));
        Assert.Contains($"{lotte.Name} is uit dienst. Een gepland bericht staat nu bij jouw concepten", (await heir.SeeAsync("/notices")).Text, StringComparison.Ordinal);
        Assert.Contains("Van een collega die uit dienst is", (await heir.SeeAsync("/posts/drafts")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await heir.GetAsync($"/posts/drafts/{closed}")).StatusCode);
        var posted = await heir.SubmitToAsync(await heir.SeeAsync($"/posts/drafts/{open}"), "/posts", ("PublishAt", ""));
        Assert.Contains($"Bericht van {boss.Name}", posted.Text, StringComparison.Ordinal);
        Assert.Contains("Fiets mee op maandag", posted.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HR_does_not_close_an_administrators_account()
    {
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var leave = await hanna.SeeAsync($"/hr/people/{app.Cast.Ada.Id}/leave");
        Assert.Contains("Deze collega is beheerder", leave.Text, StringComparison.Ordinal);
        var page = await hanna.SeeAsync($"/hr/people/{app.Cast.Sanne.Id}/leave");
        using var answer = await hanna.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/hr/people/{app.Cast.Ada.Id}/leave") { Content = new FormUrlEncodedContent([new("_csrf", page.Token)]) });
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    /// <summary>Has been in, and is a member.</summary>
    private Task EnterAsync(Guid person, params Guid[] groups) => app.WithDbAsync(async db =>
    {
        (await db.Employees.AsTracking().SingleAsync(e => e.Id == person)).Activate(DateTime.UtcNow);
        db.Add(Domain.Branding.HouseRulesAcceptance.Of(person, 1, DateTime.UtcNow));
        foreach (var group in await db.Groups.AsTracking().Where(g => groups.Contains(g.Id)).ToListAsync()) db.Add(group.Admit(person, GroupRole.Member, MembershipSource.Hand, DateTime.UtcNow));
        await db.SaveChangesAsync();
    });

    private async Task<Guid> PlanAsync(Guid author, Guid group, string body)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var form = new PostForm { GroupId = group, Body = body, PublishAt = LocalTime.Of(DateTime.UtcNow.AddDays(2)) };
        return (await scope.ServiceProvider.GetRequiredService<DraftKeeper>().KeepAsync(author, form, default)).Value!.Id;
    }

    private async Task ComeDueAsync(Guid draft)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var at = await app.WithDbAsync(db => db.PostDrafts.Where(d => d.Id == draft).Select(d => d.PublishAt).SingleAsync());
        await scope.ServiceProvider.GetRequiredService<IJobHandler<PublishDraft>>().RunAsync(new PublishDraft(draft, at!.Value), default);
    }

    private Task<Employee> ManagerOfAsync(string email) =>
        app.WithDbAsync(db => db.Employees.AsNoTracking().Where(e => db.Employees.Any(r => r.Email == $"{email}@lindewaard.example" && r.ManagerId == e.Id)).SingleAsync());
}
