using System.Text.RegularExpressions;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;

namespace Intranet.Web.Demo;

/// <summary>Sentences of the made-up week, checked and rendered once, to make any number of posts from.</summary>
internal sealed partial class SeedTexts
{
    private readonly Skew skew;
    private readonly IReadOnlyList<Prose> paragraphs;
    private readonly IReadOnlyList<Prose> answers;

    public SeedTexts(ContentRuleSet rules, ProseRenderer renderer, DateTime now, Skew skew)
    {
        this.skew = skew;
        var time = new DemoTime(now);
        var week = DemoWeek.Read();
        IReadOnlyList<Prose> Render(IEnumerable<string> texts) => [.. texts
            .Select(text => rules.Check(time.FillIn(text), Surface.Post)).OfType<Allowed>()
            .Select(allowed => renderer.Render(allowed.Text, []))];
        paragraphs = Render(week.Posts.SelectMany(p => BlankLine().Split(p.Body)));
        answers = Render(week.Posts.SelectMany(p => p.Comments).Select(c => c.Body));
        Messages = [.. week.Conversations.SelectMany(c => c.Messages).Select(m => time.FillIn(m.Text))];
    }

    public IReadOnlyList<string> Messages { get; }

    /// <summary>One to four paragraphs. Markdown renders paragraph by paragraph, so the whole is its parts.</summary>
    public (string Markdown, string Html) Body()
    {
        var parts = Enumerable.Range(0, 1 + skew.FewOften(4)).Select(_ => skew.One(paragraphs)).ToList();
        return (string.Join("\n\n", parts.Select(p => p.Markdown)), string.Join('\n', parts.Select(p => p.Html)));
    }

    public Prose Answer() => skew.One(answers);

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex BlankLine();
}
