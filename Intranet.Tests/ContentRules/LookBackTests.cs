using System.Net;
using Intranet.Domain.Accounts;
using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Moderation;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Tests.Chat;
using Intranet.Web.Chat;
using Intranet.Web.Timeline;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.ContentRules;

/// <summary>A rule that becomes stricter looks at what is there already: out of sight at once, gone only when somebody says so.</summary>
public sealed class LookBackTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private const string InPost = "247594064";
    private const string InComment = "377897929";
    private const string InMessage = "316840257";
    private const string InHidden = "147591880";
    private const string InKept = "367418253";
    private const string InTrash = "209494177";
    private const string InAllowed = "518273647";

    [Fact]
    public async Task What_a_stricter_rule_refuses_goes_out_of_sight_and_a_moderator_decides()
    {
        await app.WithDbAsync(async db =>
        {
            db.Add(RoleGrant.Give(app.Cast.Sanne.Id, Role.PrivacyOfficer, null, TimeProvider.System.UtcNow()));
            await db.SaveChangesAsync();
        });
        var post = await PostAsync($"Stadspas {InPost} ligt bij de balie");
        var other = await PostAsync("Wie gaat er mee lunchen?");
        var comment = await CommentAsync(other, $"Mijn stadspas is {InComment}");
        await using var johan = await LivePage.OpenAsync(app, app.Cast.Johan);
        var talk = await johan.StartAsync(app.Cast.Fatima);
        var said = await johan.Hub.InvokeAsync<SendAnswer>("Send", new SendRequest(talk, Guid.NewGuid(), $"stadspas {InMessage}", Confirmed: true));

        var hidden = await HideAsync((await johan.Hub.InvokeAsync<SendAnswer>("Send", new SendRequest(talk, Guid.NewGuid(), $"Slak, je stadspas is {InHidden}", Confirmed: true))).Id!.Value);
        var kept = await HideAsync((await johan.Hub.InvokeAsync<SendAnswer>("Send", new SendRequest(talk, Guid.NewGuid(), $"Nog eens, je stadspas is {InKept}", Confirmed: true))).Id!.Value);
        var thrownAway = await PostAsync($"Stadspas {InTrash} weggegooid, @{app.Cast.Johan.Name}", app.Cast.Hanna);
        await ThrowAwayAsync(thrownAway);
        await using var reader = await LivePage.OpenAsync(app, app.Cast.Fatima);
        await AllowAsync(app.Cast.Johan.Id, "De strooiroute heet bsn ######### sinds vorig jaar");
        await CommentAsync(other, $"De strooiroute heet bsn {InAllowed} sinds vorig jaar");

        using var ada = await app.AsAsync(app.Cast.Ada);
        var settings = await ada.SeeAsync("/admin/rules");
        await ada.SubmitToAsync(settings, "/admin/rules", ("StrongLabels", string.Join('\n', [.. BsnRuleSettings.Default.StrongLabels, "stadspas"])));
        await FinishedAsync(1);

        using var fatima = await app.AsAsync(app.Cast.Fatima);
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/posts/{post}")).StatusCode);
        Assert.DoesNotContain(InComment, (await fatima.SeeAsync($"/posts/{other}")).Html, StringComparison.Ordinal);

        // What a moderator let its author say is not taken back.
        Assert.Contains(InAllowed, (await fatima.SeeAsync($"/posts/{other}")).Html, StringComparison.Ordinal);
        Assert.Equal("stadspas #########", await HearCoveredAsync(reader, talk, said.Seq));

        // Nor does it come back with what a moderator hid and another puts back.
        var line = await ShowAgainAsync(hidden);
        Assert.Equal("Slak, je stadspas is #########", line.Body);
        var foundPost = await FoundOf(post);
        Assert.Single(await NoticesAsync(app.Cast.Johan), n => n.Kind == NoticeKind.RuleFoundLater && n.SubjectId == foundPost.Id);
        Assert.Single(await NoticesAsync(app.Cast.Sanne), n => n.Kind == NoticeKind.PossibleDataBreach);

        using var mo = await app.AsAsync(app.Cast.Mo);
        var list = await mo.SeeAsync("/admin/rules/objections");
        Assert.Contains("ligt bij de balie", list.Text, StringComparison.Ordinal);
        foreach (var number in (string[])[InPost, InComment, InMessage, InHidden, InKept, InTrash]) Assert.DoesNotContain(number, list.Html, StringComparison.Ordinal);

        await mo.SubmitToAsync(list, $"/admin/rules/objections/{(await FoundOf(hidden)).Id}/keep");
        Assert.EndsWith(InHidden, (await LineAsync(line.Id)).Body, StringComparison.Ordinal);

        // The other way round: first it may stay, and then it is put back. So it is with the trash.
        await mo.SubmitToAsync(list, $"/admin/rules/objections/{(await FoundOf(kept)).Id}/keep");
        Assert.EndsWith(InKept, (await ShowAgainAsync(kept)).Body, StringComparison.Ordinal);
        await TakeBackAsync(thrownAway);
        var back = await fatima.SeeAsync($"/posts/{thrownAway}");
        Assert.Contains("Stadspas ######### weggegooid", back.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/people/{app.Cast.Johan.Id}\">@{app.Cast.Johan.Name}", back.Html, StringComparison.Ordinal);
        await mo.SubmitToAsync(list, $"/admin/rules/objections/{(await FoundOf(thrownAway)).Id}/keep");
        Assert.Contains(InTrash, (await fatima.SeeAsync($"/posts/{thrownAway}")).Text, StringComparison.Ordinal);

        // Nothing went by itself. One may stay, the others are wiped in every place where they stood.
        await mo.SubmitToAsync(list, $"/admin/rules/objections/{(await FoundOf(comment)).Id}/keep");
        Assert.Contains(InComment, (await fatima.SeeAsync($"/posts/{other}")).Html, StringComparison.Ordinal);
        await mo.SubmitToAsync(list, $"/admin/rules/objections/{(await FoundOf(post)).Id}/purge");
        await mo.SubmitToAsync(list, $"/admin/rules/objections/{(await FoundOf(said.Id!.Value)).Id}/purge");
        await Wait.ForAsync(async () => await app.WithDbAsync(db => db.Jobs.AnyAsync(j => j.Kind == "LearnWords")) ? null : "done", "the index to follow");
        Assert.Empty(await Canary.FindAsync(app, InPost));
        Assert.Empty(await Canary.FindAsync(app, InMessage));

        // What was judged to be fine is not brought up again.
        await ada.SubmitToAsync(await ada.SeeAsync("/admin/rules/objections"), "/admin/rules/look-back");
        await FinishedAsync(2);
        Assert.Empty(await app.WithDbAsync(db => db.Set<RuleObjection>().Where(o => o.AllowedUntil == null).ToListAsync()));
        Assert.EndsWith(InHidden, (await LineAsync(line.Id)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_batch_twice_is_one_and_nobody_judges_their_own()
    {
        var objection = RuleObjection.FindLater(app.Cast.Mo.Id, "bsn", Surface.Post, "posts", Guid.NewGuid(), "", app.Checked("pas #########"), TimeProvider.System.UtcNow());
        await app.WithDbAsync(async db =>
        {
            db.Add(objection);
            await db.SaveChangesAsync();
        });
        using var mo = await app.AsAsync(app.Cast.Mo);
        Assert.Equal(HttpStatusCode.Conflict, (await mo.PostAsync($"/admin/rules/objections/{objection.Id}/keep", await mo.SeeAsync("/admin/rules/objections"))).StatusCode);

        // Hidden things are decided about, not merely looked at: else they would stay away unseen.
        Assert.Equal(HttpStatusCode.NotFound, (await mo.PostAsync($"/admin/rules/objections/{objection.Id}/settle", await mo.SeeAsync("/admin/rules/objections"))).StatusCode);
        await app.WithDbAsync(db => db.Set<RuleObjection>().Where(o => o.Id == objection.Id).ExecuteDeleteAsync());

        var rescan = Rescan.Begin(TimeProvider.System.UtcNow());
        rescan.Pass(200, 1, Guid.CreateVersion7());
        Assert.Equal((1, 0, 200, 1), (rescan.Step, rescan.Place, rescan.Seen, rescan.Found));
        rescan.Pass(3, 0, null);
        Assert.Equal((2, 1, Guid.Empty), (rescan.Step, rescan.Place, rescan.After));
    }

    [Fact]
    public void Only_a_stricter_rule_looks_back()
    {
        var standard = RuleSettings.Default;
        Assert.False(standard.IsSharperThan(standard));
        Assert.True((standard with { Bsn = standard.Bsn with { Strict = true } }).IsSharperThan(standard));
        Assert.True((standard with { Bsn = standard.Bsn with { OtherNumberLabels = [] } }).IsSharperThan(standard));
        Assert.True((standard with { Modes = new Dictionary<string, RuleMode> { ["health"] = RuleMode.Warn } }).IsSharperThan(standard));
        Assert.False((standard with { Modes = new Dictionary<string, RuleMode> { ["secret"] = RuleMode.Count } }).IsSharperThan(standard));
        Assert.False((standard with { Bsn = standard.Bsn with { TestNumbers = [.. standard.Bsn.TestNumbers, "247594064"] } }).IsSharperThan(standard));
    }

    /// <summary>What was said and hidden before the page was there may still be on its way to it.</summary>
    private static async Task<string> HearCoveredAsync(LivePage reader, Guid conversationId, long seq)
    {
        while (true)
        {
            if ((await reader.HearMessageAsync(conversationId)).Row is { Body: var body } row && row.Seq == seq && !body.Contains(InMessage, StringComparison.Ordinal)) return body;
        }
    }

    private async Task ThrowAwayAsync(Guid postId)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var post = await scope.ServiceProvider.GetRequiredService<IntranetDb>().Posts.Include(p => p.Group).SingleAsync(p => p.Id == postId);
        await scope.ServiceProvider.GetRequiredService<ContentRemover>().RemoveAsync(post, app.Cast.Hanna.Id, TestContext.Current.CancellationToken);
    }

    private async Task TakeBackAsync(Guid postId)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var post = await scope.ServiceProvider.GetRequiredService<IntranetDb>().Posts.Include(p => p.Group).SingleAsync(p => p.Id == postId);
        await scope.ServiceProvider.GetRequiredService<ContentRemover>().TakeBackAsync(post, app.Cast.Hanna.Id, TestContext.Current.CancellationToken);
    }

    /// <returns>The removal.</returns>
    private async Task<Guid> HideAsync(Guid messageId)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IntranetDb>();
        var removal = Removal.Of(await db.Messages.SingleAsync(m => m.Id == messageId), app.Cast.Mo.Id, app.Checked("Zo niet"), TimeProvider.System.UtcNow());
        db.Add(removal);
        await db.SaveChangesAsync();
        await scope.ServiceProvider.GetRequiredService<MessageEditor>().HideAsync(removal.Id, TestContext.Current.CancellationToken);
        return removal.Id;
    }

    private async Task<Message> ShowAgainAsync(Guid removalId)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MessageEditor>().ShowAsync(removalId, TestContext.Current.CancellationToken);
        return await LineAsync(await app.WithDbAsync(db => db.Removals.Where(r => r.Id == removalId).Select(r => r.SubjectId).SingleAsync()));
    }

    private Task<Message> LineAsync(Guid messageId) => app.WithDbAsync(db => db.Messages.AsNoTracking().SingleAsync(m => m.Id == messageId));

    private Task<RuleObjection> FoundOf(Guid subjectId) => app.WithDbAsync(db => db.Set<RuleObjection>().AsNoTracking().SingleAsync(o => o.SubjectId == subjectId));

    private Task<List<Notice>> NoticesAsync(Person person) => app.WithDbAsync(db => db.Notices.AsNoTracking().Where(n => n.EmployeeId == person.Id).ToListAsync());

    private Task FinishedAsync(int count) =>
        Wait.ForAsync(async () => await app.WithDbAsync(db => db.Set<Rescan>().CountAsync(r => r.FinishedAt != null)) == count ? "done" : null, "everything to be looked at");

    private Task<int> AllowAsync(Guid authorId, string words) => app.WithDbAsync(db =>
    {
        var objection = RuleObjection.Raise(authorId, "bsn", Surface.Comment, app.Checked(words), words.Length, app.Clock.UtcNow());
        objection.Allow(app.Cast.Ada.Id, app.Clock.UtcNow());
        db.Add(objection);
        return db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    private async Task<Guid> PostAsync(string body, Person? author = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var written = await scope.ServiceProvider.GetRequiredService<PostPublisher>()
            .PublishAsync((author ?? app.Cast.Johan).Id, new PostForm { GroupId = app.Cast.Everyone.Id, Body = body, Confirmed = true }, TestContext.Current.CancellationToken);
        return written.Value!.Id;
    }

    private async Task<Guid> CommentAsync(Guid postId, string body)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var written = await scope.ServiceProvider.GetRequiredService<CommentWriter>()
            .SayAsync(app.Cast.Johan.Id, postId, new CommentForm { Body = body, Confirmed = true }, TestContext.Current.CancellationToken);
        return written.Value!.Id;
    }
}
