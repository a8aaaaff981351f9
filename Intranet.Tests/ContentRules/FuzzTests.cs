using System.Diagnostics;
using System.Globalization;
using System.Text;
using Intranet.Domain.ContentRules;

namespace Intranet.Tests.ContentRules;

/// <summary>
/// Random text of all scripts, markup in pieces, and half characters: the rules answer, soon, and point inside the text.
/// INTRANET_FUZZ sets how many, INTRANET_FUZZ_SEED repeats a run.
/// </summary>
public sealed class FuzzTests
{
    private const int Inputs = 10_000;

    private static readonly string[] Scraps =
    [
        "bsn ", "B.S.N.", "burgerservicenumer", "burger service nr", "order ", "S/N ", "247594064", "2475.94.064", "64529381", "12-03-1978", "06-", "+31 (0)",
        "NL91 ABNA ", "€ ", "geb. ", "cliënt ", "<td>", "</td>", "<tr>", "<table ", "</table>", "<b", ">", "<", "&#", "&#x3", "&nbsp;", ";", "%3", "%E2%80", "%",
        "\\n", "\\", "\r\n", "\n", "\t", "|", ",", "  ", "https://a.nl/", "?bsn=", "B01", "\uFE0F\u20E3", "\u200B", "\u00AD", "\uD83D", "\uDC4D", "(", ")", "'s", "-", ".", "/",
    ];

    private static readonly string[] Told =
    [
        "bsn 247594064", "WW: Zomer2026!", "het WW\u00A0is Zomer2026!", "www.lindewaard.nl bouwwerk", "Wachtwoord: Zomer2026!", "PASSWORD=Zomer2026!", "pincode is 48 12 9z", "pwd:Zomer2026!",
        "Classificatie: VERTROUWELIJK", "status: Geheim", "label: embargo", "sensitivity: Confidential", "AKIAQ3EGRIT7HFB2KLMN", "ghp_R7dk2LmQ9xVbT4wZ8sHj3NfPcY6uAe1GoK5i", "-----BEGIN RSA PRIVATE KEY-----",
        "passwd: Zomer2026!", "api key: 7f3a9c1be84d42f6a05be91c3d7f2a68", "API-key: 7f3a9c1be84d42f6a05be91c3d7f2a68", "ApiKey=7f3a9c1be84d42f6a05be91c3d7f2a68", "api-sleutel: 7f3a9c1be84d42f6a05be91c3d7f2a68", "client secret: 7f3a9c1be84d42f6a05be91c3d7f2a68",
        "access token: 7f3a9c1be84d42f6a05be91c3d7f2a68", "Bearer 7f3a9c1be84d42f6a05be91c3d7f2a68", "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", "https://hooks.slack.com/services/T01ABCDEF/B02GHIJKL/aB3dE5fG7hJ9kL1mN3pQ5rS7",
        "xoxb-28471-k3jd82mfla9cn4b", "sk-ant-a8Dk3mZq9vL2xT7wR4bN6yH1cJ5pF0", "glpat-x8Kd3mZq9vL2xT7wR4bN", "NL91ABNA0417164300", "be68 5390 0754 7034", "paspoort NXB4C6D21", "Verblijfsdocument V1234567A",
        "rijbewijs 4812345678", "driving licence 4812345678", "identity card NXB4C6D21", "v-nummer 2912345678", "documentnummer NXB4C6D21", "I<NLDSPECI20142999999990<<<<<8\n6503101F2401151NLD<<<<<<<<<<<0\nDE<BRUIJN<<WILLEKE<LISELOTTE<<",
        "a\nb\nc\nd\ne\nf",
    ];

    [Fact]
    public void Nothing_that_can_be_typed_breaks_the_rules()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("INTRANET_FUZZ_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        var inputs = int.TryParse(Environment.GetEnvironmentVariable("INTRANET_FUZZ"), CultureInfo.InvariantCulture, out var more) ? more : Inputs;
        Console.WriteLine($"Content rules, fuzz: {inputs} inputs, INTRANET_FUZZ_SEED={seed}");

        var rules = ContentRuleSet.Default();
        var random = new Random(seed);
        var found = 0;
        for (var i = 0; i < inputs; i++)
        {
            var text = RandomText(random);
            var started = Stopwatch.GetTimestamp();
            var findings = rules.Find(text, i % 7 == 0 ? RandomText(random) : null);
            // Generous: a garbage collection may fall in between. A text this short takes some microseconds.
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10), $"Input {i} of seed {seed} was slow.");
            Assert.All(findings, finding => Assert.True(finding.Start >= 0 && finding.Length >= 0 && finding.Start + finding.Length <= text.Length));
            rules.CheckTogether([text, text], text, Surface.Message);
            DigitMask.MaskDigits(text);
            found += findings.Count;
        }
        // It would be no test if the scraps never made a number.
        Assert.True(found > inputs / 100);
    }

    /// <summary>Most rules are not asked about most texts. Whatever they would have said is said all the same.</summary>
    [Fact]
    public void The_first_look_at_a_text_hides_nothing_from_a_rule()
    {
        var all = ContentRuleSet.Rules();
        var rules = ContentRuleSet.Default();
        var random = new Random(1);
        var found = 0;
        foreach (var text in Told.Concat(Enumerable.Range(0, 3_000).Select(_ => RandomText(random) + Told[random.Next(Told.Length)] + RandomText(random))))
        {
            // What shows as nothing is left out before any rule is asked.
            var seen = string.Concat(text.Where(unit => !IsUnseen(unit)));
            var asked = all.Where(rule => rule.Mode != RuleMode.Off).SelectMany(rule => rule.Check(seen)).Select(finding => (finding.Rule, finding.Start, finding.Length)).Order().ToList();
            Assert.Equal(asked, rules.Find(seen).Select(finding => (finding.Rule, finding.Start, finding.Length)).Order());
            var typed = rules.Find(text);
            Assert.Equal(asked, typed.Select(finding => (finding.Rule, Seen(text, 0, finding.Start), Seen(text, finding.Start, finding.Length))).Order());
            found += asked.Count;
        }
        Assert.True(found > 1_000);
    }

    private static bool IsUnseen(char unit) => char.GetUnicodeCategory(unit) == UnicodeCategory.Format || unit is '\u034F' or (>= '\uFE00' and <= '\uFE0F');

    private static int Seen(string text, int start, int length) => text.AsSpan(start, length).ToArray().Count(unit => !IsUnseen(unit));

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var pieces = random.Next(40); pieces > 0; pieces--)
        {
            switch (random.Next(5))
            {
                case 0: text.Append((char)random.Next(0x10000)); break;
                case 1: text.Append(new Rune(random.Next(0x10000, 0x110000)).ToString()); break;
                case 2: text.Append(random.Next(10)); break;
                default: text.Append(Scraps[random.Next(Scraps.Length)]); break;
            }
        }
        return text.ToString();
    }
}
