using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Shared;
using Intranet.Web.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Timeline;

/// <summary>Posts that are more than text: polls, gatherings, questions and praise.</summary>
public sealed class PostKindTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Theory]
    [InlineData("Poll_LastDay", "Poll.LastTime", "15:30")]
    [InlineData("Event_EndDay", "Event.StartDay", "2030-10-28", "Event.StartTime", "12:00", "Event.EndTime", "11:00", "Event.Location", "Zaal 1")]
    [InlineData("PraisedId")]
    [InlineData("PublishAt", "PublishAt", "2001-01-01T12:00")]
    public async Task What_is_wrong_is_said_at_its_field_also_to_who_does_not_see_the_form(string field, params string[] typed)
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var kind = field is "PraisedId" ? "Praise" : field.Contains('_', StringComparison.Ordinal) ? field.Split('_')[0] : "Text";
        var refused = await johan.PostAsync("/posts", await johan.SeeAsync("/posts/new"), [
            ("GroupId", $"{app.Cast.Cycling.Id}"), ("Kind", kind), ("Title", "Taart"), ("Body", "Wie komt er?"), .. typed.Chunk(2).Select(pair => (pair[0], pair[1]))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var form = await refused.Content.ReadAsStringAsync();
        Assert.Matches($"(?s)<input[^<]*id=\"{field}\"[^<]*aria-invalid=\"true\" aria-describedby=\"{field}-error\"", form);
        Assert.Contains($"id=\"{field}-error\"", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_counts_once_can_be_changed_and_shows_the_result_to_who_voted()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var poll = await PublishAsync(johan, ("Kind", "Poll"), ("Body", "Welke dag?"), ("Poll.Options[0]", "Dinsdag"), ("Poll.Options[1]", "Donderdag"), ("Poll.Options[2]", ""), ("Poll.IsAnonymous", "true"), ("Poll.HidesResults", "true"));
        var options = await app.WithDbAsync(db => db.PollOptions.Where(o => o.PollId == poll).OrderBy(o => o.Position).Select(o => o.Id).ToListAsync());
        Assert.Equal(2, options.Count);

        var before = await fatima.SeeAsync($"/posts/{poll}");
        Assert.Contains("je stem is anoniem", before.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("%", PollOf(before), StringComparison.Ordinal);
        for (var i = 0; i < 2; i++) await fatima.PostAsync($"/posts/{poll}/votes", before, ("options", $"{options[0]}"));
        var after = await fatima.SeeAsync($"/posts/{poll}");
        Assert.Contains("1 stem", after.Text, StringComparison.Ordinal);
        Assert.Contains("100%", PollOf(after), StringComparison.Ordinal);

        await fatima.PostAsync($"/posts/{poll}/votes", after, ("options", $"{options[1]}"));
        Assert.Equal([options[1]], await app.WithDbAsync(db => db.PollVotes.Where(v => v.PollId == poll).Select(v => v.OptionId).ToListAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await johan.GetAsync($"/posts/{poll}/votes")).StatusCode);
    }

    [Fact]
    public async Task Names_under_an_answer_stand_with_how_many_there_are()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var poll = await PublishAsync(johan, ("Kind", "Poll"), ("Body", "Thee of koffie?"), ("Poll.Options[0]", "Thee"), ("Poll.Options[1]", "Koffie"), ("Poll.Options[2]", ""));
        var coffee = await app.WithDbAsync(db => db.PollOptions.Where(o => o.PollId == poll).OrderBy(o => o.Position).Select(o => o.Id).LastAsync());
        foreach (var person in new[] { johan, fatima }) await person.PostAsync($"/posts/{poll}/votes", await person.SeeAsync($"/posts/{poll}"), ("options", $"{coffee}"));
        Assert.Matches(@"Thee\s*0\s*Koffie\s*2[\s\S]*Johan de Vries[\s\S]*Fatima Zahra", (await johan.SeeAsync($"/posts/{poll}/votes?page=7")).Text);

        var gathering = await PublishAsync(johan, [("Body", "Koffie"), .. Event("2030-05-02", "10:00", "2030-05-02", "11:00")]);
        await fatima.PostAsync($"/posts/{gathering}/attendance", await fatima.SeeAsync($"/posts/{gathering}"), ("answer", "Maybe"));
        Assert.Matches(@"1\s*(FZ\s*)?Fatima Zahra", (await johan.SeeAsync($"/posts/{gathering}/attendance")).Text);
    }

    [Fact]
    public async Task One_answer_is_one_answer_and_after_the_last_day_none_counts()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var poll = await PublishAsync(johan, ("Kind", "Poll"), ("Body", "Taart?"), ("Poll.Options[0]", "Ja"), ("Poll.Options[1]", "Nee"), ("Poll.LastDay", DateTime.Today.AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        var options = await app.WithDbAsync(db => db.PollOptions.Where(o => o.PollId == poll).Select(o => o.Id).ToListAsync());
        var page = await johan.SeeAsync($"/posts/{poll}");
        Assert.Equal(HttpStatusCode.Conflict, (await johan.PostAsync($"/posts/{poll}/votes", page, ("options", $"{options[0]}"), ("options", $"{options[1]}"))).StatusCode);

        await app.WithDbAsync(db => db.Polls.Where(p => p.PostId == poll).ExecuteUpdateAsync(s => s.SetProperty(p => p.ClosesAt, DateTime.UtcNow.AddMinutes(-1))));
        Assert.Equal(HttpStatusCode.Conflict, (await johan.PostAsync($"/posts/{poll}/votes", page, ("options", $"{options[0]}"))).StatusCode);
        Assert.Equal(0, await app.WithDbAsync(db => db.PollVotes.CountAsync(v => v.PollId == poll)));
    }

    [Fact]
    public async Task A_poll_closes_at_an_hour_of_the_town_and_says_so()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        (string, string)[] taart = [("GroupId", $"{app.Cast.Cycling.Id}"), ("Kind", "Poll"), ("Body", "Taart om half vier?"), ("Poll.Options[0]", "Ja"), ("Poll.Options[1]", "Nee")];

        // On the day after the clock went back it is no longer summer.
        var poll = await PublishAsync(johan, [.. taart, ("Poll.LastDay", "2030-10-28"), ("Poll.LastTime", "15:30")]);
        Assert.Equal(new DateTime(2030, 10, 28, 14, 30, 0, DateTimeKind.Utc), await app.WithDbAsync(db => db.Polls.Where(p => p.PostId == poll).Select(p => p.ClosesAt).SingleAsync()));
        Assert.Contains("stemmen kan tot ma 28 okt, 15.30", (await johan.SeeAsync($"/posts/{poll}")).Text, StringComparison.Ordinal);
        var whole = await PublishAsync(johan, [.. taart, ("Poll.LastDay", "2030-10-28")]);
        Assert.Contains("stemmen kan t/m ma 28 okt", (await johan.SeeAsync($"/posts/{whole}")).Text, StringComparison.Ordinal);

        // A time alone, one that is over today, and one that the clock skips.
        var form = await johan.SeeAsync("/posts/new");
        var today = TimeZoneInfo.ConvertTimeFromUtc(app.Clock.UtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var (day, time) in new[] { ("", "15:30"), (today, "00:00"), ("2030-03-31", "02:30"), ("9999-12-31", "") })
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await johan.PostAsync("/posts", form, [.. taart, ("Poll.LastDay", day), ("Poll.LastTime", time)])).StatusCode);
        }

        // Nor may it be over before it is there.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await johan.PostAsync("/posts", form, [.. taart, ("Poll.LastDay", "2030-10-28"), ("Poll.LastTime", "15:30"), ("PublishAt", "2030-10-28T15:30")])).StatusCode);

        // A draft keeps it.
        await johan.PostAsync("/posts/drafts", form, [.. taart, ("Poll.LastDay", "2030-10-28"), ("Poll.LastTime", "15:30")]);
        var draft = await app.WithDbAsync(db => db.PostDrafts.Where(d => d.Body == "Taart om half vier?").Select(d => d.Id).SingleAsync());
        Assert.Matches("name=\"Poll.LastTime\"[^>]*value=\"15:30\"", (await johan.SeeAsync($"/posts/drafts/{draft}")).Html);
    }

    [Fact]
    public async Task A_citizen_number_in_an_answer_of_a_poll_or_in_a_place_is_refused_and_kept_nowhere()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var form = await johan.SeeAsync("/posts/new");
        var poll = await johan.PostAsync("/posts", form, ("GroupId", $"{app.Cast.Cycling.Id}"), ("Kind", "Poll"), ("Body", "Wie?"), ("Poll.Options[0]", "BSN 123456782"), ("Poll.Options[1]", "Nee"));
        var gathering = await johan.PostAsync("/posts", form, [("GroupId", $"{app.Cast.Cycling.Id}"), ("Body", "Kom"), .. Event("2030-05-01", "10:00", "2030-05-01", "11:00"), ("Event.Location", "bij BSN 123456782")]);
        var draft = await johan.PostAsync("/posts/drafts", form, ("GroupId", $"{app.Cast.Cycling.Id}"), ("Body", "BSN 123456782"));
        Assert.All([poll, gathering, draft], answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
        Assert.DoesNotContain("123456782", await app.EverythingKeptAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2030-03-31", "01:30", "03:30", "2030-03-31T00:30:00Z", "2030-03-31T01:30:00Z")]
    [InlineData("2030-10-27", "01:30", "02:30", "2030-10-26T23:30:00Z", "2030-10-27T00:30:00Z")]
    [InlineData("2030-10-27", "02:30", "03:30", "2030-10-27T00:30:00Z", "2030-10-27T02:30:00Z")]
    public void The_clock_of_a_gathering_is_right_when_it_changes(string day, string start, string end, string startsAt, string endsAt)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var time = GatheringTime.At(date.ToDateTime(TimeOnly.Parse(start, CultureInfo.InvariantCulture)), date.ToDateTime(TimeOnly.Parse(end, CultureInfo.InvariantCulture)), zone, isAllDay: false);
        Assert.Equal(DateTime.Parse(startsAt, CultureInfo.InvariantCulture).ToUniversalTime(), time.StartsAt);
        Assert.Equal(DateTime.Parse(endsAt, CultureInfo.InvariantCulture).ToUniversalTime(), time.EndsAt);
    }

    [Theory]
    [InlineData("2030-03-31", 23)]
    [InlineData("2030-10-27", 25)]
    [InlineData("2030-06-01", 24)]
    public void A_whole_day_is_as_long_as_that_day_and_stays_that_day(string day, int hours)
    {
        var date = DateTime.Parse(day, CultureInfo.InvariantCulture);
        var time = GatheringTime.At(date, date, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam"), isAllDay: true);
        Assert.Equal(hours, (time.EndsAt - time.StartsAt).TotalHours);
        Assert.Equal((date, date), (time.LocalStart, time.LocalEnd));
    }

    [Fact]
    public async Task An_hour_that_the_clock_skips_is_explained_at_the_field()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var answer = await johan.PostAsync("/posts", await johan.SeeAsync("/posts/new"), [("GroupId", $"{app.Cast.Cycling.Id}"), ("Body", "Kom"), .. Event("2030-03-31", "02:30", "2030-03-31", "04:00")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("Dit uur bestaat niet", page, StringComparison.Ordinal);
        Assert.Contains("value=\"2030-03-31\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_beyond_the_calendar_is_explained_at_the_field()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        foreach (var day in new[] { "9999-12-31", "0001-01-01" })
        {
            var answer = await johan.PostAsync("/posts", await johan.SeeAsync("/posts/new"), [("GroupId", $"{app.Cast.Cycling.Id}"), ("Body", "Kom"), .. Event(day, "", day, ""), ("Event.IsAllDay", "true")]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("Kijk of de datum klopt", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_clock_of_another_country_is_named_wherever_the_time_stands()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var gathering = await PublishAsync(johan, [("Body", "Kom"), .. Event("2030-03-31", "02:30", "2030-03-31", "03:30", "Overleg met Curaçao"), ("Event.Zone", "America/Curacao")]);
        Assert.Equal(new DateTime(2030, 3, 31, 6, 30, 0, DateTimeKind.Utc), await app.WithDbAsync(db => db.Gatherings.Where(g => g.PostId == gathering).Select(g => g.StartsAt).SingleAsync()));
        foreach (var page in new[] { $"/posts/{gathering}", "/agenda", $"/groups/{app.Cast.Cycling.Id}/events" })
        {
            Assert.Contains("zo 31 mrt, 02.30 – 03.30 (America/Curacao)", (await johan.SeeAsync(page)).Text, StringComparison.Ordinal);
        }

        Assert.Contains("DTSTART:20300331T063000Z", await (await johan.GetAsync($"/posts/{gathering}/event.ics")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_place_goes_to_one_of_those_who_want_it()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var gathering = await PublishAsync(johan, [("Body", "Kom"), .. Event("2030-05-01", "10:00", "2030-05-01", "11:00"), ("Event.Max", "1"), ("Event.Location", "Raadzaal")]);
        var people = new[] { app.Cast.Johan, app.Cast.Fatima };
        var answers = await Task.WhenAll(people.Select(async person =>
        {
            using var browser = await app.AsAsync(person);
            return (await browser.PostAsync($"/posts/{gathering}/attendance", await browser.SeeAsync($"/posts/{gathering}"), ("answer", "Coming"))).StatusCode;
        }));
        Assert.Contains(HttpStatusCode.Found, answers);
        Assert.Contains(HttpStatusCode.Conflict, answers);
        Assert.Equal(1, await app.WithDbAsync(db => db.Attendances.CountAsync(a => a.GatheringId == gathering)));

        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var agenda = await johan.SeeAsync("/agenda");
        Assert.Contains("Raadzaal", agenda.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Raadzaal", (await sanne.SeeAsync("/agenda")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_lists_what_is_to_come_and_behind_a_link_what_has_been_for_who_reads_its_posts()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var group = $"/groups/{app.Cast.Council.Id}";
        foreach (var (year, title) in new[] { ("2031", "Latere zitting"), ("2030", "Eerste zitting"), ("2020", "Oude zitting") })
        {
            await johan.PostAsync("/posts", await johan.SeeAsync("/posts/new"), [("GroupId", $"{app.Cast.Council.Id}"), ("Body", "Kom"), .. Event($"{year}-05-01", "10:00", $"{year}-05-01", "11:00", title)]);
        }

        var coming = await johan.SeeAsync(group + "/events");
        Assert.Matches("Agenda\\s*<span class=\"tabs__count\">2<", coming.Html);
        Assert.DoesNotContain("Oude zitting", coming.Text, StringComparison.Ordinal);
        Assert.True(coming.Text.IndexOf("Eerste zitting", StringComparison.Ordinal) < coming.Text.IndexOf("Latere zitting", StringComparison.Ordinal));
        Assert.Contains("Oude zitting", (await johan.SeeAsync(group + "/events?past=true")).Text, StringComparison.Ordinal);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync(group + "/events")).StatusCode);
    }

    [Fact]
    public async Task A_calendar_gets_hours_in_utc_days_as_days_and_lines_that_are_not_too_long()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var title = "Lunchlezing; hitte, in de stad van éénentwintig graden en wat dat betekent voor onze wijken 🌳🌳";
        var hours = await PublishAsync(johan, [("Body", "Kom"), .. Event("2030-07-01", "12:15", "2030-07-01", "13:00", title)]);
        var file = Encoding.UTF8.GetString(await (await johan.GetAsync($"/posts/{hours}/event.ics")).Content.ReadAsByteArrayAsync());
        Assert.Contains("DTSTART:20300701T101500Z\r\n", file, StringComparison.Ordinal);
        Assert.All(file.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains("SUMMARY:" + title.Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal), file.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);

        var days = await PublishAsync(johan, [("Body", "Kom"), .. Event("2030-03-30", "", "2030-03-31", "", "Weekend"), ("Event.IsAllDay", "true")]);
        var whole = Encoding.UTF8.GetString(await (await johan.GetAsync($"/posts/{days}/event.ics")).Content.ReadAsByteArrayAsync());
        Assert.Contains("DTSTART;VALUE=DATE:20300330\r\nDTEND;VALUE=DATE:20300401\r\n", whole, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_comes_is_reminded_once_and_not_of_a_time_that_was_changed()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var gathering = await PublishAsync(johan, [("Body", "Kom"), .. Event("2030-05-01", "10:00", "2030-05-01", "11:00")]);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        await fatima.PostAsync($"/posts/{gathering}/attendance", await fatima.SeeAsync($"/posts/{gathering}"), ("answer", "Maybe"));
        var startsAt = await app.WithDbAsync(db => db.Gatherings.Where(g => g.PostId == gathering).Select(g => g.StartsAt).SingleAsync());

        await RunAsync(new RemindOfGathering(gathering, startsAt.AddHours(2)));
        Assert.Equal(0, await NoticesAsync(app.Cast.Fatima, NoticeKind.EventReminder));
        for (var i = 0; i < 2; i++) await RunAsync(new RemindOfGathering(gathering, startsAt));
        Assert.Equal(1, await NoticesAsync(app.Cast.Fatima, NoticeKind.EventReminder));
        Assert.Contains("Over een uur begint", (await fatima.SeeAsync("/notices")).Text, StringComparison.Ordinal);

        // Nobody reads in the night before a whole day.
        var days = await PublishAsync(johan, [("Body", "Kom"), .. Event("2030-05-03", "", "2030-05-04", "", "Heidag"), ("Event.IsAllDay", "true")]);
        Assert.Equal(new DateTime(2030, 5, 2, 7, 0, 0, DateTimeKind.Utc), await app.WithDbAsync(db => db.Jobs.Where(j => j.Kind == nameof(RemindOfGathering) && j.Payload.Contains($"{days}")).Select(j => j.RunAt).SingleAsync()), TimeSpan.FromSeconds(30));
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var form = new PostForm { Kind = PostKind.Event, GroupId = app.Cast.Cycling.Id, Title = "Heidag", Body = "Kom", Event = new() { StartDay = new(2030, 5, 3), EndDay = new(2030, 5, 5), IsAllDay = true } };
            Assert.NotNull((await scope.ServiceProvider.GetRequiredService<PostPublisher>().EditAsync(app.Cast.Johan.Id, days, form, TestContext.Current.CancellationToken)).Value);
        }

        Assert.Equal(1, await app.WithDbAsync(db => db.Jobs.CountAsync(j => j.Kind == nameof(RemindOfGathering) && j.Payload.Contains($"{days}"))));
        await fatima.PostAsync($"/posts/{days}/attendance", await fatima.SeeAsync($"/posts/{days}"), ("answer", "Coming"));
        await RunAsync(new RemindOfGathering(days, new DateTime(2030, 5, 2, 22, 0, 0, DateTimeKind.Utc)));
        await app.WithDbAsync(db =>
        {
            db.Add(Notice.Tell(app.Cast.Fatima.Id, NoticeKind.Mention, app.Cast.Johan.Id, days, app.Cast.Cycling.Id, app.Clock.UtcNow()));
            return db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        var notices = (await fatima.SeeAsync("/notices")).Text;
        Assert.Contains("Morgen begint Heidag", notices, StringComparison.Ordinal);
        Assert.DoesNotContain("Mention-day", notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_to_a_question_is_chosen_by_who_asked_and_stands_first()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var question = await PublishAsync(fatima, ("Kind", "Question"), ("Body", "Waar ligt de sleutel?"));
        var first = await app.CommentAsync(app.Cast.Johan, question, "Geen idee");
        var answer = await app.CommentAsync(app.Cast.Johan, question, "In de bovenste la");
        await app.CommentAsync(app.Cast.Johan, question, "Of toch niet");
        var page = await fatima.PostAsync($"/posts/{question}/answer", await fatima.SeeAsync($"/posts/{question}"), ("commentId", $"{answer}"));
        Assert.Equal(HttpStatusCode.Found, page.StatusCode);
        await app.JobsAsync();

        var shown = (await johan.SeeAsync($"/posts/{question}")).Html;
        Assert.True(shown.IndexOf($"comment-{answer}", StringComparison.Ordinal) < shown.IndexOf($"comment-{first}", StringComparison.Ordinal));
        Assert.Contains("Beantwoord", shown, StringComparison.Ordinal);
        Assert.Equal(1, await NoticesAsync(app.Cast.Johan, NoticeKind.AnswerAccepted));
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.PostAsync($"/posts/{question}/answer", await sanne.SeeAsync("/"), ("commentId", $"{first}"))).StatusCode);
    }

    [Fact]
    public async Task Praise_is_for_somebody_else_and_tells_them()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var before = await NoticesAsync(app.Cast.Fatima, NoticeKind.Praised);
        var praise = await PublishAsync(johan, ("Kind", "Praise"), ("Body", "Wat een inzet"), ("PraisedId", $"{app.Cast.Fatima.Id}"));
        await app.JobsAsync();
        Assert.Equal(before + 1, await NoticesAsync(app.Cast.Fatima, NoticeKind.Praised));
        Assert.Contains("Compliment voor", (await johan.SeeAsync($"/posts/{praise}")).Text, StringComparison.Ordinal);
        var self = await johan.PostAsync("/posts", await johan.SeeAsync("/posts/new"), ("GroupId", $"{app.Cast.Cycling.Id}"), ("Kind", "Praise"), ("Body", "Goed van mij"), ("PraisedId", $"{app.Cast.Johan.Id}"));
        Assert.Equal(HttpStatusCode.Conflict, self.StatusCode);
    }

    private static string PollOf(Page page) => page.Html[page.Html.IndexOf("post__part poll", StringComparison.Ordinal)..page.Html.IndexOf("post__sums", StringComparison.Ordinal)];

    private static (string, string)[] Event(string startDay, string startTime, string endDay, string endTime, string title = "Bijeenkomst") =>
        [("Kind", "Event"), ("Title", title), ("Event.StartDay", startDay), ("Event.StartTime", startTime), ("Event.EndDay", endDay), ("Event.EndTime", endTime)];

    [Fact]
    public async Task A_long_agenda_goes_on_behind_a_link_and_no_event_is_missing_or_there_twice()
    {
        var start = new DateTime(2041, 5, 1, 8, 0, 0, DateTimeKind.Utc);
        await app.WithDbAsync(async db =>
        {
            var group = await db.Groups.Include(g => g.Memberships).SingleAsync(g => g.Id == app.Cast.Cycling.Id);
            var author = await db.Employees.SingleAsync(e => e.Id == app.Cast.Johan.Id);
            var said = new MarkdownRenderer().Render(app.Checked("Kom"), []);
            for (var i = 0; i < 120; i++)
            {
                // By two at the same moment, one half long ago: what is equal needs an order too.
                var at = i < 60 ? start.AddYears(-30).AddDays(i / 2) : start.AddDays(i / 2);
                var post = Post.Publish(author, group, app.Checked($"Ronde {i} van {(i < 60 ? "toen" : "straks")}"), said, hasFiles: false, DateTime.UtcNow);
                post.Plan(new GatheringTime(at, at.AddHours(1), "Europe/Amsterdam", IsAllDay: false), CheckedText.Empty, max: null);
                db.Add(post);
            }

            await db.SaveChangesAsync();
        });

        using var johan = await app.AsAsync(app.Cast.Johan);
        foreach (var (address, word) in new[] { ($"/groups/{app.Cast.Cycling.Id}/events", "straks"), ($"/groups/{app.Cast.Cycling.Id}/events?past=true", "toen"), ("/agenda", "straks") })
        {
            var seen = new List<string>();
            for (var next = address; next is not null;)
            {
                var page = await johan.SeeAsync(next);
                seen.AddRange(Regex.Matches(page.Html, $">(Ronde \\d+ van {word})<").Select(m => m.Groups[1].Value));
                next = Regex.Match(page.Html, "href=\"([^\"]*after=[^\"]*)\"") is { Success: true } more ? WebUtility.HtmlDecode(more.Groups[1].Value) : null;
            }

            Assert.Equal((60, 60), (seen.Count, seen.Distinct().Count()));
        }
    }

    private async Task<Guid> PublishAsync(Browser browser, params (string Name, string Value)[] fields)
    {
        var answer = await browser.PostAsync("/posts", await browser.SeeAsync("/posts/new"), [("GroupId", $"{app.Cast.Cycling.Id}"), .. fields]);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return Guid.Parse(answer.Headers.Location!.OriginalString[^36..]);
    }

    private Task<int> NoticesAsync(Person person, NoticeKind kind) => app.WithDbAsync(db => db.Notices.CountAsync(n => n.EmployeeId == person.Id && n.Kind == kind));

    private async Task RunAsync<T>(T job)
        where T : notnull
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IJobHandler<T>>().RunAsync(job, CancellationToken.None);
    }
}
