using System.Text.RegularExpressions;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Groups;
using Intranet.Web.Demo;
using Intranet.Web.Groups;

namespace Intranet.Tests.Demo;

public sealed class DemoWeekTests
{
    private static readonly DemoWeek Week = DemoWeek.Read();
    private static readonly IReadOnlyList<string[]> Staff = ReadStaff();
    private static readonly HashSet<string> People = [.. Staff.Select(row => row[4][..row[4].IndexOf('@', StringComparison.Ordinal)])];

    public static TheoryData<DateTime> Starts =>
    [
        Utc("2026-11-24T09:30:00"), // a Tuesday morning
        Utc("2026-11-23T00:05:00"), // in the night after a weekend
        Utc("2026-11-22T14:00:00"), // on a Sunday
        Utc("2026-03-29T01:30:00"), // while the clock is put forward
        Utc("2027-01-01T22:59:00"),
    ];

    [Fact]
    public void The_week_is_as_full_as_a_real_one()
    {
        Assert.True(Staff.Count >= 120);
        Assert.True(Week.Groups.Count >= 14);
        Assert.True(Week.Posts.Count >= 70);
        Assert.True(Week.Posts.Sum(p => p.Comments.Count) >= 220);
        Assert.True(Week.Posts.Sum(p => p.Reactions.Values.Sum() + p.Comments.Sum(c => c.Reactions?.Values.Sum() ?? 0)) >= 500);
        Assert.True(Week.Conversations.Count >= 25);
        Assert.True(Week.Conversations.Sum(c => c.Messages.Count) >= 300);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public void Whenever_the_demo_starts_nothing_happens_in_the_future_or_before_what_it_answers(DateTime now)
    {
        var time = new DemoTime(now);
        foreach (var post in Week.Posts)
        {
            var published = time.Read(post.At);
            Assert.InRange(published, now.AddDays(-20), now);
            foreach (var comment in post.Comments) Assert.InRange(time.Read(comment.At, published), published.AddSeconds(1), now);
        }

        foreach (var conversation in Week.Conversations)
        {
            DateTime? before = null;
            foreach (var message in conversation.Messages)
            {
                var sent = time.Read(message.At, before);
                Assert.InRange(sent, before ?? now.AddDays(-12), now);
                before = sent;
            }
        }
    }

    [Fact]
    public void Days_in_texts_are_working_days_around_the_start()
    {
        var friday = new DemoTime(Utc("2026-11-27T10:00:00"));
        Assert.Equal("Kom maandag, uiterlijk dinsdag 1 december of 30 november.", friday.FillIn("Kom {weekdag:1}, uiterlijk {dag:2} of {datum:1}."));
        Assert.Equal(Utc("2026-11-24T15:05:00"), friday.Read("3 16.05"));
        Assert.Equal(Utc("2026-11-27T07:50:00"), friday.Read("2u10"));
        Assert.Throws<FormatException>(() => friday.Read("gisteren"));
        Assert.Throws<FormatException>(() => friday.Read(""));
    }

    [Fact]
    public void Every_text_passes_the_content_rules_without_a_warning()
    {
        var rules = ContentRuleSet.Default();
        Assert.DoesNotContain(AllTexts(), text => rules.Find(text).Count > 0);

        // The rules that said nothing do say something.
        Assert.NotEmpty(rules.Find("Het BSN van deze inwoner is 123456782."));
    }

    [Fact]
    public void Everybody_who_says_something_works_here_and_may_say_it_there()
    {
        foreach (var group in Week.Groups)
        {
            Assert.Empty(Strangers(People, [.. group.Admins, .. group.Members]));
            Assert.NotEmpty(group.Admins);
            Assert.Contains(group.Icon, GroupIcons.All);
            Assert.Equal(group.Admins.Count + group.Members.Count, group.Admins.Concat(group.Members).Distinct().Count());
        }

        foreach (var post in Week.Posts)
        {
            var group = Week.Groups.Single(g => g.Key == post.Group);
            HashSet<string> members = group.Kind == GroupKind.Everyone ? People : [.. group.Admins, .. group.Members];
            Assert.Empty(Strangers(members, [post.Author, .. post.Comments.Select(c => c.Author)]));
            if (group.Kind == GroupKind.Announcement || post.Pinned || post.ImportantDays is not null) Assert.Contains(post.Author, group.Admins);
            Assert.All(post.Images ?? [], image => Assert.NotNull(DemoWeek.Picture($"scenes/{image.File}")));
        }

        foreach (var conversation in Week.Conversations)
        {
            Assert.Empty(Strangers(People, conversation.Members));
            Assert.Empty(Strangers([.. conversation.Members], [.. conversation.Messages.Select(m => m.From), .. conversation.Unread?.Keys ?? []]));
            Assert.Equal(conversation.Members.Count > 2, conversation.Title is not null);
        }

        Assert.Empty(Strangers(People, [.. Week.Profiles.Keys, .. Week.ReadUntil.Keys]));
        Assert.True(People.Count(person => DemoWeek.Picture($"people/{person}") is not null) >= 40);
    }

    [Fact]
    public void The_managers_are_a_tree_with_the_secretary_on_top()
    {
        var managers = Staff.ToDictionary(row => row[4], row => row[9]);
        var top = Assert.Single(managers, m => m.Value.Length == 0).Key;
        foreach (var person in managers.Keys)
        {
            var steps = 0;
            for (var above = person; above != top; above = managers[above]) Assert.True(++steps < 5, person);
        }
    }

    [Fact]
    public void Nothing_looks_like_a_number_of_a_person()
    {
        Assert.DoesNotContain(AllTexts().Concat(Staff.Select(row => string.Join(' ', row))), text => Regex.IsMatch(text, @"\d{8}"));
        Assert.All(Staff, row => Assert.Matches(@"^0123-456\d{3}$", row[5]));
        Assert.All(Staff, row => Assert.EndsWith("@lindewaard.example", row[4], StringComparison.Ordinal));
    }

    private static IEnumerable<string> Strangers(HashSet<string> known, IEnumerable<string> named) => named.Where(name => !known.Contains(name));

    private static IEnumerable<string> AllTexts()
    {
        var time = new DemoTime(Utc("2026-11-24T09:30:00"));
        return Week.Groups.SelectMany(g => new[] { g.Name, g.Description })
            .Concat(Week.Posts.SelectMany(p => (IEnumerable<string>)[p.Title, p.Body, .. p.Comments.Select(c => c.Body), .. (p.Images ?? []).Select(i => i.Alt)]))
            .Concat(Week.Conversations.SelectMany(c => (IEnumerable<string>)[c.Title ?? "", .. c.Messages.Select(m => m.Text)]))
            .Concat(Week.Profiles.Values.SelectMany(p => new[] { p.About, p.AskMeAbout }))
            .Select(time.FillIn);
    }

    private static IReadOnlyList<string[]> ReadStaff()
    {
        using var file = new StreamReader(DemoWeek.StaffFile());
        return [.. file.ReadToEnd().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(';'))];
    }

    private static DateTime Utc(string time) => DateTime.SpecifyKind(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
