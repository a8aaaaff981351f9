using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Shared;

namespace Intranet.Tests.Timeline;

public sealed partial class RenderingTests(ITestOutputHelper output)
{
    private static readonly string[] Tags = ["P", "BR", "STRONG", "EM", "UL", "OL", "LI", "BLOCKQUOTE", "PRE", "CODE", "A"];
    private static readonly MarkdownRenderer Renderer = new();
    private static readonly Mention Lotte = new(Guid.NewGuid(), "Lotte Janssen", false);

    [Theory]
    [InlineData("**vet** en *nadruk*", "<p><strong>vet</strong> en <em>nadruk</em></p>")]
    [InlineData("een\ntwee", "<p>een<br>twee</p>")]
    [InlineData("- een\n- twee", "<ul><li>een</li><li>twee</li></ul>")]
    [InlineData("3. drie\n4. vier", "<ol start=\"3\"><li>drie</li><li>vier</li></ol>")]
    [InlineData("> citaat", "<blockquote><p>citaat</p></blockquote>")]
    [InlineData("`code`", "<p><code>code</code></p>")]
    [InlineData("```\nregel\n```", "<pre><code>regel\n</code></pre>")]
    [InlineData("[hier](https://example.org/a?b=c&d=e)", "<p><a href=\"https://example.org/a?b=c&amp;d=e\" rel=\"noopener noreferrer\">hier</a></p>")]
    [InlineData("[bel](tel:+31612345678)", "<p><a href=\"tel:+31612345678\" rel=\"noopener noreferrer\">bel</a></p>")]
    [InlineData("Zie https://example.org.", "<p>Zie <a href=\"https://example.org\" rel=\"noopener noreferrer\">https://example.org</a>.</p>")]
    [InlineData("# Geen kop", "<p># Geen kop</p>")]
    [InlineData("Geen kop\n===", "<p>Geen kop<br>===</p>")]
    [InlineData("<b>geen</b> html", "<p>&lt;b&gt;geen&lt;/b&gt; html</p>")]
    [InlineData("![plaatje](https://example.org/p.png)", "<p><a href=\"https://example.org/p.png\" rel=\"noopener noreferrer\">plaatje</a></p>")]
    [InlineData("[intern](/posts/1)", "<p>intern</p>")]
    [InlineData("**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>")]
    [InlineData("\\*geen nadruk\\*", "<p>*geen nadruk*</p>")]
    public void The_narrow_set_comes_out_right(string markdown, string html) => Assert.Equal(html, Flat(Render(markdown)));

    [Fact]
    public void A_mention_links_to_who_was_meant_and_to_nobody_else()
    {
        Assert.Equal($"<p><a class=\"mention\" href=\"/people/{Lotte.Id}\">@Lotte Janssen</a>, kom je?</p>", Flat(Render("@Lotte Janssen, kom je?", Lotte)));
        Assert.Equal("<p>@Piet Pietersen, kom je?</p>", Flat(Render("@Piet Pietersen, kom je?", Lotte)));
        Assert.DoesNotContain("class=\"mention\"", Render("@Lotte Janssens en mail@Lotte Janssen", Lotte), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"mention\"", Render("`@Lotte Janssen`", Lotte), StringComparison.Ordinal);
        var group = new Mention(Guid.NewGuid(), "De \"Kade\" <b>", true);
        Assert.Equal($"<p><a class=\"mention\" href=\"/groups/{group.Id}\">@De \"Kade\" &lt;b&gt;</a></p>", Flat(Render("@De \"Kade\" <b>", group)));
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void No_payload_becomes_more_than_text(string payload) => AssertSafe(payload, Render(payload, Lotte));

    public static TheoryData<string> Payloads => [.. RawPayloads];

    [Fact]
    public void Ten_thousand_random_texts_come_out_safe_and_without_a_fault()
    {
        var seed = Environment.TickCount;
        var many = int.TryParse(Environment.GetEnvironmentVariable("INTRANET_FUZZ"), out var asked) ? asked : 10_000;
        output.WriteLine($"seed {seed}, {many} texts");
        var random = new Random(seed);
        for (var i = 0; i < many; i++)
        {
            var text = RandomText(random);
            AssertSafe(text, Render(text, Lotte));
            Assert.True(MarkdownRenderer.Excerpt(text).Length <= 141);
            MarkdownRenderer.Readable(text);
        }
    }

    [Theory]
    [InlineData("> ")]
    [InlineData("- ")]
    [InlineData("[")]
    [InlineData("![")]
    [InlineData("*a_ ")]
    [InlineData("**")]
    [InlineData("`")]
    [InlineData("](")]
    [InlineData("<a ")]
    [InlineData("@Lotte Janssen ")]
    [InlineData("@")]
    [InlineData("&#x0;")]
    [InlineData("[a](http://x)")]
    [InlineData("1. a\n  ")]
    [InlineData("\\")]
    [InlineData("https://a.nl/ ")]
    public void The_longest_post_of_the_worst_Markdown_does_not_explode(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 32_000 / piece.Length).ToString();
        Render(text, Lotte);
        var best = Enumerable.Range(0, 5).Min(_ =>
        {
            var start = ProcessorTime();
            Render(text, Lotte);
            return (ProcessorTime() - start).TotalMilliseconds;
        });
        output.WriteLine($"{best:0.0} ms");
        // 5 to 20 ms on a quiet machine, 50 is the goal. What is not linear takes seconds; a busy machine does not.
        Assert.True(best < 1_000, $"{best:0.0} ms");
    }

    /// <summary>Of this thread alone: other tests, and other work on the machine, do not count.</summary>
    private static TimeSpan ProcessorTime()
    {
        if (!OperatingSystem.IsLinux()) return Stopwatch.GetElapsedTime(0);
        const int threadCpuTime = 3;
        Assert.Equal(0, ClockGetTime(threadCpuTime, out var time));
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1_000);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, out Time time);

    private readonly record struct Time(long Seconds, long Nanoseconds);

    [GeneratedRegex("^(https?|mailto|tel):", RegexOptions.IgnoreCase)]
    private static partial Regex SafeStart();

    private static readonly string[] RawPayloads =
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe src=javascript:alert(1)>", "<a href=\"javascript:alert(1)\">x</a>",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](<javascript:alert(1)>)",
        "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:msgbox(1))", "[x](//evil.example)", "[x](\\\\evil.example)", "[x](http:evil)",
        "![x](javascript:alert(1))", "![x\" onerror=\"alert(1)](https://a.nl/x.png)", "<javascript:alert(1)>", "<data:text/html,x>", "[x]: javascript:alert(1)\n\n[x]",
        "[a](https://a.nl \"onmouseover=alert(1)\")", "[a](https://a.nl/\"onmouseover=\"alert(1))", "https://a.nl/\"onmouseover=\"alert(1)", "@Lotte Janssen\" onclick=\"alert(1)",
        "```html onload=alert(1)\n<script>\n```", "`<script>alert(1)</script>`", "<style>*{color:red}</style>", "<math><mi xlink:href=javascript:alert(1)>", "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<!--><script>alert(1)</script>-->", "<![CDATA[<script>alert(1)</script>]]>", "<form action=/posts/x/trash method=post><button>", "<input autofocus onfocus=alert(1)>",
        "<base href=https://evil.example>", "<meta http-equiv=refresh content=0>", "<turbo-stream action=append target=body><template>x</template></turbo-stream>",
        "<div data-controller=timeline--composer data-action=click->timeline--composer#pick>", "[x](tel:1\" onclick=alert(1))", "\0<scr\0ipt>alert(1)</script>", "\u202e<script>", "<a href=feed:javascript:alert(1)>x",
    ];

    private static readonly string[] Pieces =
        [.. RawPayloads, "**", "*", "_", "`", "```", "> ", "- ", "1. ", "[", "]", "(", ")", "![", "\n", "\n\n", "    ", "\t", "\\", "<", ">", "&", "&#", ";", "\"", "'", "http://", "https://a.nl", "mailto:", "@", "@Lotte Janssen", "é", "🌳", "\ud83c", "\udf33", "\u0000", "\u200b", "\u202e", "\r", "|", "~", "#", "===", "---", "a", "woord ", "www.a.nl"];

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 30); i > 0; i--) text.Append(Pieces[random.Next(Pieces.Length)]);
        return text.ToString();
    }

    private static void AssertSafe(string text, string html)
    {
        foreach (var element in new HtmlParser().ParseFragment(html, null!).OfType<AngleSharp.Dom.IElement>().SelectMany(Inside).Where(e => e.TagName is not ("HTML" or "HEAD" or "BODY")))
        {
            Assert.True(Tags.Contains(element.TagName), $"{element.TagName} out of {text}");
            foreach (var attribute in element.Attributes)
            {
                Assert.True(attribute.Name is "href" or "rel" or "class" or "start", $"{attribute.Name} out of {text}");
                if (attribute.Name == "class") Assert.Equal("mention", attribute.Value);
                if (attribute.Name != "href" || attribute.Value == $"/people/{Lotte.Id}") continue;
                Assert.True(SafeStart().IsMatch(attribute.Value), $"{attribute.Value} out of {text}");
            }
        }

        static IEnumerable<AngleSharp.Dom.IElement> Inside(AngleSharp.Dom.IElement element) => element.QuerySelectorAll("*").Prepend(element);
    }

    private static string Render(string markdown, params Mention[] mentions) =>
        Renderer.Render(Assert.IsType<Allowed>(new ContentRuleSet([]).Check(markdown, Surface.Post)).Text, mentions).Html;

    /// <summary>Without the line ends between blocks, which nobody sees.</summary>
    private static string Flat(string html) => Regex.Replace(html, "(?<=<br>|</?(ul|li|blockquote|p)>|<ol( start=\"3\")?>|</ol>)\n", "");
}
