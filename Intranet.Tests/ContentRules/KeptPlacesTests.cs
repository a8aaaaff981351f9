using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Notifications.Mail;
using Intranet.Tests.Chat;
using Intranet.Web.Chat;
using Intranet.Web.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.ContentRules;

/// <summary>What comes in by any door is found again by a rule that looks back, and goes out of sight there.</summary>
public sealed class KeptPlacesTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private const string Wiped = "247594064";
    private const string Stays = "377897929";

    /// <summary>Columns that hold no words of people, by what they are instead.</summary>
    private static readonly Dictionary<string, string[]> NoWords = new()
    {
        ["chosen from what we offer, or made by the product"] =
        [
            "audit_records.action", "audit_records.details", "audit_records.result", "audit_records.target_kind", "conversations.pair", "employees.feed_order", "employees.language",
            "employees.theme", "files.content_type", "files.hash", "files.warned_by", "gatherings.zone", "groups.icon", "groups.icon_below", "jobs.kind", "jobs.payload", "organisation.brand_colour", "organisation.feed_order",
            "post_drafts.held_back_by", "post_drafts.settings", "sessions.device", "staff_imports.file_hash", "staff_imports.rejected_rows",
            "content_rule_confirmations.rule", "content_rule_counts.rule", "content_rule_objections.rule", "content_rule_objections.place",
        ],
        ["follows from other columns, and is changed with them"] =
            ["comments.body_html", "posts.body_html", "post_revisions.body_html", "employees.search_text", "employees.sort_key", "groups.search_name"],
        ["its own: masked, withheld until somebody decides, or lists that are refused when they are written"] =
            ["content_rule_objections.words", "content_rule_objections.withheld", "content_rule_settings.settings"],
        ["an address on the network"] = ["audit_records.address", "sessions.address"],
        ["headers that the staff file was read by; a number among them is refused"] = ["staff_layouts.headers", "staff_layouts.roles"],
        ["secrets, hashed or sealed"] = ["attempts.subject", "entry_links.token_hash", "recovery_codes.hash", "sessions.key_hash", "slips.code_hash", "slips.salt"],
    };

    /// <summary>Where the words of each door are kept; the first line that fits.</summary>
    private static readonly (string Doors, string Places)[] KeptIn =
    [
        ("^POST /hr/import file|^POST /admin/rules|Rehearsal", ""),
        ("(Uploads| file| photo| cover| tile| logo)$", "files files.name"),
        ("AltText$", "files.alt_text"),
        ("^POST /posts/drafts Title", "post_drafts.title"),
        ("^POST /posts/drafts Body", "post_drafts.body"),
        ("^POST /posts/drafts Poll", "post_drafts.options"),
        ("^POST /posts/drafts Event", "post_drafts.location"),
        (@"^POST /posts(/\{id\})? (Title|Body)", "posts post_revisions.title post_revisions.body"),
        ("Poll.Options", "poll_options.text"),
        ("Event.Location", "gatherings.location"),
        ("comments.* Body", "comments comments.body_as_reported"),
        ("^POST /chat.* Title|ChatHub.Start", "conversations.title messages.body"),
        ("ChatHub.SaveDraft", "drafts.text"),
        ("^POST /chat.* Body|ChatHub", "messages"),
        ("folders.* Name", "group_folders.name"),
        ("^POST /groups.*/requests", "join_requests.reason"),
        ("^POST /groups.*/rules Team", "membership_rules.team"),
        ("^POST /groups.*/rules JobTitle", "membership_rules.job_title"),
        ("^POST /groups.*/rules WorkLocation", "membership_rules.work_location"),
        ("reports Words", "reports.words"),
        ("removal Reason", "removals.reason notices.reason"),
        ("decision Reason", "decisions.reason notices.reason"),
        ("appeal Words", "reports.words"),
        ("notes words", "case_notes.words"),
        ("^POST /groups.* Name", "groups.name"),
        ("^POST /groups.* Description", "groups.description"),
        ("AskMeAbout", "employees.ask_me_about"),
        ("About", "employees.about"),
        ("wrong Text", "correction_requests.text"),
        ("FirstName", "employees.first_name"),
        ("LastName", "employees.last_name"),
        ("Form.Email", "employees.email"),
        ("Form.Phone", "employees.phone"),
        ("JobTitle", "employees.job_title"),
        ("Team", "employees.team"),
        ("WorkLocation", "employees.work_location"),
        ("reset-second-factor Note", "second_factor_resets.note"),
        ("organisation Name", "organisation.name"),
        ("organisation SiteName", "organisation.site_name"),
        ("organisation OwnDomains", "organisation.own_domains"),
        ("organisation Reason", "organisation.second_factor_reason"),
        ("house-rules Dutch", "house_rules.dutch"),
        ("house-rules English", "house_rules.english"),
    ];

    [Fact]
    public async Task What_comes_in_by_a_door_is_found_in_its_place()
    {
        var places = (await PlacesAsync()).ToHashSet();
        var doors = WritableTextRows.Fields.Where(row => row.Value.IsRefused).Select(row => row.Key).Concat(WritableTextRows.Calls.Where(call => call.Value).Select(call => call.Key));
        List<string> forgotten = [];
        foreach (var door in doors)
        {
            var line = Array.Find(KeptIn, line => Regex.IsMatch(door, line.Doors));
            forgotten.AddRange(line.Places is null ? [door] : line.Places.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(place => !places.Contains(place)).Select(place => $"{door}: {place}"));
        }

        Assert.True(forgotten.Count == 0, $"Nobody looks back at what comes in by {string.Join(", ", forgotten)}.");
    }

    [Fact]
    public async Task Every_column_of_text_is_looked_back_at_or_holds_no_words_of_people()
    {
        var columns = await app.WithDbAsync(db => Task.FromResult(db.Model.GetEntityTypes().SelectMany(type => type.GetProperties()
            .Where(property => property.ClrType == typeof(string) && property.GetValueConverter() is null)
            .Select(property => $"{type.GetTableName()}.{property.GetColumnName()}")).ToHashSet()));
        columns.RemoveWhere(column => column.StartsWith("AspNet", StringComparison.Ordinal) || column.StartsWith("accounts.", StringComparison.Ordinal));
        var known = (await PlacesAsync()).Concat(NoWords.Values.SelectMany(columns => columns)).ToHashSet();
        Assert.True(columns.IsSubsetOf(known), $"Nobody looks back at {string.Join(", ", columns.Except(known).Order())}.");
    }

    [Fact]
    public async Task Each_place_can_be_read_covered_and_shown_again_in_this_database()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var cancel = TestContext.Current.CancellationToken;
        foreach (var place in scope.ServiceProvider.GetRequiredService<KeptPlaces>().All)
        {
            await place.Texts.Where(t => t.Id.CompareTo(Guid.Empty) > 0).OrderBy(t => t.Id).Take(1).ToListAsync(cancel);
            Assert.Null(await place.HideAsync(new KeptText { Id = Guid.CreateVersion7(), Text = "er is niets" }, CheckedText.Empty, cancel));
            await place.ShowAsync(Guid.CreateVersion7(), place.Name == "files" ? "Post " : "er was niets", cancel);
        }
    }

    [Fact]
    public async Task Whatever_holds_it_goes_out_of_sight_comes_back_or_is_gone()
    {
        var file = await FillAsync();
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        Assert.Equal(HttpStatusCode.OK, (await fatima.GetAsync($"/files/{file}")).StatusCode);

        await using var open = await LivePage.OpenAsync(app, app.Cast.Fatima);
        using var ada = await app.AsAsync(app.Cast.Ada);
        await ada.SubmitToAsync(await ada.SeeAsync("/admin/rules"), "/admin/rules", ("StrongLabels", string.Join('\n', [.. BsnRuleSettings.Default.StrongLabels, "stadspas"])));
        await Wait.ForAsync(async () => await app.WithDbAsync(db => db.Set<Rescan>().AnyAsync(r => r.FinishedAt != null)) ? "done" : null, "everything to be looked at");
        await Wait.ForAsync(async () => await app.WithDbAsync(db => db.Jobs.AnyAsync(j => j.Kind == "LearnWords")) ? null : "done", "the index to follow");

        // Still kept, in the one place that no page shows; and what is in the file, which nobody can open.
        Assert.Equal(["content_rule_objections.withheld"], await TablesAsync(Stays));
        Assert.All(await Canary.FindAsync(app, Wiped), place => Assert.Matches("objections.withheld$|^file files|^file intranet.db", place));
        Assert.Equal(HttpStatusCode.NotFound, (await fatima.GetAsync($"/files/{file}")).StatusCode);
        var found = await app.WithDbAsync(db => db.Set<RuleObjection>().AsNoTracking().ToListAsync());
        Assert.Equal(
            ["comments.body", "conversations.title", "drafts.text", "drafts.text", "employees.about", "employees.email", "employees.phone", "files", "files.alt_text", "group_folders.name", "groups.description", "groups.name", "join_requests.reason", "messages.body",
             "organisation.own_domains", "poll_options.text", "post_drafts.body", "post_drafts.options", "posts.body", "removals.withheld"],
            found.Select(o => o.Place).Order(StringComparer.Ordinal));

        // Pages that are open do not go on showing it.
        var talk = found.Single(o => o.Place == "conversations.title").SubjectId;
        Assert.Equal(talk, (await open.HearAsync<ListMoved>("List")).ConversationId);
        var note = await open.HearMessageAsync();
        Assert.Equal((talk, MessageKind.Renamed, "stadspas #########"), (note.ConversationId, note.Row!.Kind, note.Row.Body));
        var hint = await open.HearAsync("Hint");
        while (hint.GetProperty("kind").GetString() != "post-changed" || !hint.GetProperty("data").GetProperty("isReworded").GetBoolean()) hint = await open.HearAsync("Hint");
        var changes = await (await fatima.GetAsync($"/posts/{hint.GetProperty("data").GetProperty("postId").GetGuid()}/changes?words=true")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("target=\"poll-", changes, StringComparison.Ordinal);
        Assert.Contains("stadspas #########", changes, StringComparison.Ordinal);

        using var mo = await app.AsAsync(app.Cast.Mo);
        var list = await mo.SeeAsync("/admin/rules/objections");
        foreach (var one in found) await mo.SubmitToAsync(list, $"/admin/rules/objections/{one.Id}/{(one.Place is "groups.name" or "employees.about" ? "keep" : "purge")}");
        Assert.Empty(await Canary.FindAsync(app, Wiped));
        Assert.Equal(
            ["employees.about", "groups.name", "groups.search_name"],
            await TablesAsync(Stays));
        Assert.False(await app.WithDbAsync(db => db.Files.AnyAsync(f => f.Id == file)));
    }

    [Fact]
    public void A_spot_is_covered_and_everything_around_it_stays()
    {
        const string Text = "pas 123 456\nen verder";
        var covered = Spots.Cover(Text, [new Finding("bsn", Verdict.Block, 4, 7)]).Value;
        Assert.Equal("pas ### ###\nen verder", covered);
        Assert.True(Spots.AreCoveredIn(covered, Text));
        Assert.False(Spots.AreCoveredIn("pas ### ###\nen anders", Text));
        Assert.Equal(["123 456"], Spots.Of(Text, [new Finding("bsn", Verdict.Block, 4, 7)]));
    }

    [Fact]
    public async Task Mail_that_nobody_sent_on_does_not_stay_for_ever()
    {
        var folder = app.Services.GetRequiredService<MailFolder>();
        await folder.SendAsync(new OutgoingMail("Plein", "Johan", "johan@lindewaard.example", "Oud", "Oud", "<p>Oud</p>"), TestContext.Current.CancellationToken);
        var old = (await folder.ListAsync(100, TestContext.Current.CancellationToken)).First(mail => mail.Subject == "Oud");
        File.SetLastWriteTimeUtc(Path.Combine(app.Data, "mail", $"{old.Name}.eml"), app.Clock.GetUtcNow().UtcDateTime - MailFolder.Keeps - TimeSpan.FromDays(1));
        Assert.Equal(1, folder.Sweep());
        Assert.Null(await folder.ReadAsync(old.Name, TestContext.Current.CancellationToken));
    }

    private async Task<IEnumerable<string>> TablesAsync(string text) =>
        (await Canary.FindAsync(app, text)).Where(place => place.StartsWith("table ", StringComparison.Ordinal)).Select(place => place["table ".Length..]).Order(StringComparer.Ordinal);

    private async Task<List<string>> PlacesAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        return [.. scope.ServiceProvider.GetRequiredService<KeptPlaces>().All.Select(place => place.Name)];
    }

    /// <summary>Written before the rule knew the word; the author's word was enough then.</summary>
    /// <returns>The file.</returns>
    private async Task<Guid> FillAsync()
    {
        var (johan, cancel, now) = (app.Cast.Johan.Id, TestContext.Current.CancellationToken, TimeProvider.System.UtcNow());
        var words = Spots.Uncover($"stadspas {Wiped}");
        await using var scope = app.Services.CreateAsyncScope();
        await app.Services.GetRequiredService<MailFolder>().SendAsync(new OutgoingMail("Plein", "Johan", "johan@lindewaard.example", "Nieuw", $"“{words}”", "<p>Nieuw</p>"), cancel);
        await scope.ServiceProvider.GetRequiredService<PostPublisher>().PublishAsync(
            johan, new PostForm { GroupId = app.Cast.Everyone.Id, Body = "Welke?", Kind = PostKind.Poll, Confirmed = true, Poll = new() { Options = [words.Value, "Geen"] } }, cancel);
        var thrownAway = (await scope.ServiceProvider.GetRequiredService<PostPublisher>().PublishAsync(
            johan, new PostForm { GroupId = app.Cast.Everyone.Id, Body = words.Value, Confirmed = true }, cancel)).Value!;
        var answer = (await scope.ServiceProvider.GetRequiredService<CommentWriter>().SayAsync(johan, thrownAway.Id, new CommentForm { Body = words.Value, Confirmed = true }, cancel)).Value!;
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(words.Value));
        var file = (await scope.ServiceProvider.GetRequiredService<FileKeeper>().TakeAsync(johan, "pas.txt", content, cancel)).Value!;
        return await app.WithDbAsync(async db =>
        {
            var shelf = GroupFile.Add(app.Cast.Everyone.Id, null, johan, now);
            (await db.Files.SingleAsync(f => f.Id == file.Id)).HangOn(FilePlace.GroupFile, shelf.Id, 0, words);
            var draft = PostDraft.Begin(johan);
            draft.Save(null, CheckedText.Empty, words, Spots.Uncover($"Ja\n{words}\nNee"), CheckedText.Empty, "{}", null, now);
            var (talk, started) = Conversation.Among(johan, [app.Cast.Fatima.Id, app.Cast.Sanne.Id], words, now);
            db.AddRange(shelf, draft, GroupFolder.Make(app.Cast.Everyone.Id, words, johan, now), JoinRequest.Ask(app.Cast.Council.Id, app.Cast.Sanne.Id, words, now), talk, started);
            var hidden = Removal.Of(Message.Say(talk.Id, johan, Guid.NewGuid(), words, null, now), app.Cast.Mo.Id, app.Checked("Zo niet"), now);
            hidden.Withhold(words.Value);
            db.AddRange(hidden, talk.Rename(johan, words, now));
            db.AddRange(Draft.Of(talk.Id, johan, Spots.Uncover($"Hoi, {words}"), now), Draft.Of(talk.Id, app.Cast.Fatima.Id, words, now));
            var group = await db.Groups.SingleAsync(g => g.Id == app.Cast.Council.Id);
            group.Describe(Spots.Uncover($"Stadspas {Stays}"), words, group.Icon);
            (await db.Employees.SingleAsync(e => e.Id == app.Cast.Fatima.Id)).TellAboutSelf(Spots.Uncover($"Mijn stadspas is {Stays}"), CheckedText.Empty, 0);
            (await db.Organisations.SingleAsync()).Own(words);
            (await db.Posts.Include(p => p.Group).SingleAsync(p => p.Id == thrownAway.Id)).Remove(johan, now);
            (await db.Comments.Include(c => c.Post).SingleAsync(c => c.Id == answer.Id)).Remove(app.Cast.Mo.Id, now);
            var hanna = await db.Employees.SingleAsync(e => e.Id == app.Cast.Hanna.Id);
            hanna.TakeBackAddress(Spots.Uncover($"stadspas{Wiped}@lindewaard.example"));
            db.Entry(hanna).Property(e => e.Phone).CurrentValue = words.Value;
            await db.SaveChangesAsync(cancel);
            return file.Id;
        });
    }
}
