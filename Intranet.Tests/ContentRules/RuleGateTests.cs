using System.Net;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Files;
using Intranet.Web.Files;
using Intranet.Web.Groups;
using Intranet.Web.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.ContentRules;

/// <summary>Somebody's word is enough, until it is given too easily; a moderator has the last one. All of it counted, none of it kept.</summary>
public sealed class RuleGateTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private const string Doubtful = "Wie kent 377897929?";
    private const string Refused = "bsn 377897929";

    [Fact]
    public async Task The_sixth_confirmation_of_a_day_is_for_a_moderator()
    {
        var author = app.Cast.Johan.Id;
        var before = await app.WithDbAsync(db => db.Set<ConfirmedWarning>().Select(w => w.Id).ToListAsync(Cancel));
        for (var i = 0; i < ConfirmedWarning.MostInADay; i++)
        {
            Assert.IsType<NeedsConfirmation>(await CheckAsync(author, Doubtful, confirmed: false));
            Assert.IsType<Allowed>(await CheckAsync(author, Doubtful, confirmed: true));
        }

        Assert.Equal(Verdict.Block, Assert.Single(Assert.IsType<Intranet.Domain.ContentRules.Refused>(await CheckAsync(author, Doubtful, confirmed: true)).Findings).Verdict);
        Assert.IsType<Allowed>(await CheckAsync(app.Cast.Fatima.Id, Doubtful, confirmed: true));
        Assert.IsType<Allowed>(await CheckAsync(author, "Zonder nummer", confirmed: true));

        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.IsType<Allowed>(await CheckAsync(author, Doubtful, confirmed: true));

        app.Clock.Advance(ConfirmedWarning.AuthorKnownFor + TimeSpan.FromDays(1));
        await app.Services.GetRequiredService<RuleCounter>().ForgetAsync(TestContext.Current.CancellationToken);
        var kept = await app.WithDbAsync(db => db.Set<ConfirmedWarning>().Where(w => !before.Contains(w.Id)).ToListAsync(Cancel));
        Assert.Equal(ConfirmedWarning.MostInADay + 2, kept.Count);
        Assert.All(kept, warning => Assert.Equal(("bsn", Surface.Comment, null), (warning.Rule, warning.Surface, warning.AuthorId)));
    }

    [Fact]
    public async Task Whatever_one_writes_counts_and_one_form_counts_once()
    {
        var author = app.Cast.Hanna.Id;
        var post = (await WriteAsync<PostPublisher, Written<Post>>(posts => posts.PublishAsync(author, Form(Doubtful, Doubtful), Cancel))).Value!;
        Assert.Equal(1, await WordsAsync());
        Assert.NotNull((await WriteAsync<PostPublisher, Written<Post>>(posts => posts.EditAsync(author, post.Id, Form("", Doubtful), Cancel))).Value);
        Assert.NotNull((await WriteAsync<CommentWriter, Written<Comment>>(comments => comments.SayAsync(author, post.Id, new CommentForm { Body = Doubtful, Confirmed = true }, Cancel))).Value);
        Assert.NotNull((await WriteAsync<GroupFounder, GroupOutcome>(groups => groups.FoundAsync(author, new NewGroupForm { Name = "Taart", Description = Doubtful, Confirmed = true }, Cancel))).Group);
        var planned = Form("", Doubtful);
        planned.PublishAt = new DateTime(2099, 1, 1);
        Assert.NotNull((await WriteAsync<DraftKeeper, Written<PostDraft>>(drafts => drafts.KeepAsync(author, planned, Cancel))).Value);
        Assert.Equal(ConfirmedWarning.MostInADay, await WordsAsync());

        // A mere draft is nobody's word yet; whatever others would see is for a moderator from now on.
        Assert.NotNull((await WriteAsync<DraftKeeper, Written<PostDraft>>(drafts => drafts.KeepAsync(author, Form("", Doubtful), Cancel))).Value);
        Assert.True((await WriteAsync<PostPublisher, Written<Post>>(posts => posts.PublishAsync(author, Form("", Doubtful), Cancel))).Refused!.IsBlocked);
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await hanna.PostAsync("/profile/edit", await hanna.SeeAsync("/profile/edit"), ("About", Doubtful), ("Confirmed", "true"))).StatusCode);
        Assert.Equal(ConfirmedWarning.MostInADay, await WordsAsync());

        PostForm Form(string title, string body) => new() { GroupId = app.Cast.Everyone.Id, Title = title, Body = body, Confirmed = true };
        Task<int> WordsAsync() => app.WithDbAsync(db => db.Set<ConfirmedWarning>().CountAsync(w => w.AuthorId == author, Cancel));
    }

    [Fact]
    public async Task A_file_that_the_rules_ask_about_is_a_word_given_too()
    {
        var author = app.Cast.Sanne.Id;
        var post = (await WriteAsync<PostPublisher, Written<Post>>(posts => posts.PublishAsync(author, new PostForm { GroupId = app.Cast.Everyone.Id, Body = "Bestanden" }, Cancel))).Value!;
        for (var i = 0; i < ConfirmedWarning.MostInADay; i++) Assert.NotNull((await SayAsync(await FileAsync())).Value);
        Assert.Equal(ConfirmedWarning.MostInADay, await app.WithDbAsync(db => db.Set<ConfirmedWarning>().CountAsync(w => w.AuthorId == author && w.Rule == "bsn" && w.Surface == Surface.FileName, Cancel)));

        var last = await FileAsync();
        Assert.True((await SayAsync(last)).Refused!.IsBlocked);
        Assert.Equal(FilePlace.Pending, (await app.WithDbAsync(db => db.Files.SingleAsync(f => f.Id == last, Cancel))).Place);

        Task<Written<Comment>> SayAsync(Guid file) => WriteAsync<CommentWriter, Written<Comment>>(comments =>
            comments.SayAsync(author, post.Id, new CommentForm { Body = "Zie het bestand", Files = [new AttachmentForm { Id = file, Confirmed = true }] }, Cancel));
        Task<Guid> FileAsync() => WriteAsync<FileKeeper, Guid>(async files =>
        {
            using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Doubtful));
            return (await files.TakeAsync(author, "vraag.txt", content, Cancel)).Value!.Id;
        });
    }

    [Fact]
    public async Task What_a_moderator_allows_passes_once_for_its_author_only()
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        await sanne.PostAsync("/content-rules/objections", await sanne.SeeAsync("/settings/appearance"), ("Rule", "bsn"), ("Surface", "Comment"), ("Text", "bsn #########"));
        var objection = await app.WithDbAsync(db => db.Set<RuleObjection>().SingleAsync(o => o.RaisedById == app.Cast.Sanne.Id));
        Assert.IsType<Intranet.Domain.ContentRules.Refused>(await CheckAsync(app.Cast.Sanne.Id, Refused, confirmed: false));

        using var ada = await app.AsAsync(app.Cast.Ada);
        var after = await ada.SubmitToAsync(await ada.SeeAsync("/admin/rules/objections"), $"/admin/rules/objections/{objection.Id}/allow");
        Assert.DoesNotContain(objection.Words, after.Text, StringComparison.Ordinal);

        Assert.IsType<Intranet.Domain.ContentRules.Refused>(await CheckAsync(app.Cast.Johan.Id, Refused, confirmed: false));
        Assert.IsType<Allowed>(await CheckAsync(app.Cast.Sanne.Id, Refused, confirmed: false));
        Assert.IsType<Intranet.Domain.ContentRules.Refused>(await CheckAsync(app.Cast.Sanne.Id, Refused, confirmed: true));
    }

    [Fact]
    public async Task What_a_moderator_allows_is_the_text_that_was_read_and_no_other()
    {
        var author = app.Cast.Mo.Id;
        await AllowAsync(author, "bsn", "De strooiroute heet bsn ######### sinds vorig jaar");
        Assert.IsType<Intranet.Domain.ContentRules.Refused>(await CheckAsync(author, Refused, confirmed: false));
        Assert.IsType<Intranet.Domain.ContentRules.Refused>(await CheckAsync(author, "De strooiroute heet bsn 377897929 sinds vorig jaar, en van Jan is het bsn 247594064", confirmed: false));
        Assert.IsType<Allowed>(await CheckAsync(author, "De strooiroute heet bsn 377897929 sinds vorig jaar", confirmed: false));
    }

    [Fact]
    public async Task A_text_that_two_rules_refuse_passes_when_both_were_allowed()
    {
        const string both = "bsn 377897929 en de code ghp_abcdefghijklmnopqrstuvwxyz0123456789";
        var author = app.Cast.Mo.Id;
        var words = "bsn ######### en de code " + new string('#', 40);
        await AllowAsync(author, "bsn", words);
        Assert.IsType<Intranet.Domain.ContentRules.Refused>(await CheckAsync(author, both, confirmed: false));
        await AllowAsync(author, "secret", words);
        Assert.IsType<Allowed>(await CheckAsync(author, both, confirmed: false));
    }

    [Fact]
    public async Task A_moderator_adds_a_word_for_other_numbers()
    {
        const string text = "stempelkaart 377897929";
        var rules = app.Services.GetRequiredService<ContentRuleSet>();
        Assert.IsType<NeedsConfirmation>(rules.Check(text, Surface.Post));
        using var moderator = await app.AsAsync(app.Cast.Mo);
        var page = await moderator.SeeAsync("/admin/rules/objections");
        Assert.DoesNotContain("href=\"/admin/rules\"", page.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await moderator.SubmitToAsync(page, "/admin/rules/objections/labels", ("word", "bsn-nummer"))).Status);

        var after = await moderator.SubmitToAsync(page, "/admin/rules/objections/labels", ("word", "stempelkaart"));
        Assert.Contains("stempelkaart", after.Text, StringComparison.Ordinal);
        Assert.IsType<Allowed>(rules.Check(text, Surface.Post));
    }

    private Task<int> AllowAsync(Guid authorId, string rule, string words) => app.WithDbAsync(db =>
    {
        var objection = RuleObjection.Raise(authorId, rule, Surface.Comment, ((Allowed)new ContentRuleSet([]).Check(words, Surface.Reason)).Text, words.Length, app.Clock.GetUtcNow().UtcDateTime);
        objection.Allow(app.Cast.Ada.Id, app.Clock.GetUtcNow().UtcDateTime);
        db.Add(objection);
        return db.SaveChangesAsync(Cancel);
    });

    [Fact]
    public async Task Administrators_see_how_often_and_where_and_nothing_else()
    {
        await CheckAsync(app.Cast.Fatima.Id, Refused, confirmed: false);
        using var ada = await app.AsAsync(app.Cast.Ada);
        var page = await ada.SeeAsync("/admin/rules/counts");
        Assert.Contains("Burgerservicenummers", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("377897929", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Cast.Fatima.Name, page.Text.Replace(app.Cast.Ada.Name, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(await app.WithDbAsync(db => db.Set<RuleCount>().Where(c => c.Rule == "bsn" && c.Surface == Surface.Comment && c.Outcome == RuleOutcome.Refused).SumAsync(c => c.Count)) > 0);
    }

    [Fact]
    public async Task A_changed_rule_is_rehearsed_before_it_holds()
    {
        using var ada = await app.AsAsync(app.Cast.Ada);
        var answer = await ada.SubmitToAsync(await ada.SeeAsync("/admin/rules"), "/admin/rules/rehearsal", ("Strict", "true"), ("StrongLabels", "bsn"), ("Mode", "Block"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains("teksten bekeken", answer.Text, StringComparison.Ordinal);
        Assert.IsType<NeedsConfirmation>(app.Services.GetRequiredService<ContentRuleSet>().Check(Doubtful, Surface.Post));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<T> WriteAsync<TWriter, T>(Func<TWriter, Task<T>> write)
        where TWriter : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await write(scope.ServiceProvider.GetRequiredService<TWriter>());
    }

    private async Task<RuleCheck> CheckAsync(Guid authorId, string text, bool confirmed)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RuleGate>().Of(authorId, confirmed, TestContext.Current.CancellationToken).CheckAsync(text, Surface.Comment);
    }
}
