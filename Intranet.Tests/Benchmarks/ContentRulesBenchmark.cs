using System.Diagnostics;
using System.Globalization;
using System.Text;
using Intranet.Domain.ContentRules;

namespace Intranet.Tests.Benchmarks;

/// <summary>
/// The content rules beside the bare vectorised digit scan with the 11-test. Goals: ordinary text within 4 times the
/// scan, 1 MiB of digit-heavy text within 50 ms.
/// </summary>
internal static class ContentRulesBenchmark
{
    private const int Mebibyte = 1 << 20;
    private const int PostLength = 1_000;

    private static readonly string[] Words =
        ("de het een van gemeente en in op is dat niet voor met zijn overleg morgen collega team project nieuw brug straat vergadering wij jullie "
        + "graag even kijken naar formulier aanvraag intranet bericht foto iedereen taart kantine afspraak verder komt").Split(' ');

    // As colleagues write: a date, a time, a room, a phone number.
    private static readonly string[] Posts =
    [
        "Goedemorgen allemaal! Vanaf maandag 3 november is de balie in het stadhuis open van 9.00 tot 17.00 uur. De medewerkers van het klantcontactcentrum zijn bereikbaar op (0162) 48 35 00. "
            + "Wil je een dienst ruilen? Stem dat dan af met je teamleider, en zet het vóór donderdag 12.00 uur in het rooster. Dank jullie wel voor de flexibiliteit van de afgelopen weken. ",
        "De nieuwe brug over de Linde ligt op schema. Aannemer Van Houten verwacht dat de rijbaan op 14 december open kan; fietsers kunnen er al vanaf week 47 over. "
            + "We hebben bewoners van de Kanaalstraat en de Molenweg een brief gestuurd. Vragen van pers graag doorverwijzen naar communicatie, en niet zelf beantwoorden. ",
        "Wie gaat er mee lunchwandelen? We verzamelen om 12:15 uur bij de hoofdingang en lopen een rondje van ongeveer 3 kilometer door het park. Neem gerust een collega mee. "
            + "Vorige keer waren we met 14 mensen, en het was ’s middags een stuk makkelijker om de vergadering van 13:30 uur door te komen – echt een aanrader. ",
        "Even een herinnering: de enquête over het thuiswerken loopt nog tot en met vrijdag. Tot nu toe heeft 62 % van de afdeling hem ingevuld. Het kost ongeveer 5 minuten en de antwoorden zijn anoniem. "
            + "De uitkomsten bespreken we in het werkoverleg van 20 november 2025, kamer 2.14. Heb je geen link gekregen? Stuur dan een berichtje naar Anna of Mehmet. ",
    ];

    public static void Run()
    {
        var rules = ContentRuleSet.Default();
        var ordinary = Make(Ordinary);
        var posts = ordinary.Chunk(PostLength).Where(post => post.Length == PostLength).Select(post => new string(post)).ToList();
        var quiet = string.Concat(ordinary.Where(c => !char.IsDigit(c)));

        var limit = Measure(() => posts.Sum(BareScan));
        Report("bare digit scan, posts of 1,000", limit, limit, posts.Count * PostLength);
        Report("rules, posts of 1,000", Measure(() => posts.Sum(post => rules.Find(post).Count)), limit, posts.Count * PostLength);
        Report("rules, no digits at all", Measure(() => rules.Find(quiet).Count), limit * quiet.Length / ordinary.Length, quiet.Length);

        foreach (var (name, scrap) in ((string, Func<Random, string>)[])[("numbers among words", Numbers), ("nothing but numbers", Runs), ("rows with labels", Rows), ("1 2 3 1 2 3", _ => "1 2 3 ")])
        {
            var text = Make(scrap);
            Report($"rules, 1 MiB of {name}", Measure(() => rules.Find(text).Count), Measure(() => BareScan(text)), text.Length);
        }
    }

    private static void Report(string name, TimeSpan taken, TimeSpan limit, int characters) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-40} {taken.TotalMilliseconds,8:F2} ms {taken.TotalNanoseconds / characters * 1_000,8:F0} ns per 1,000 characters, {taken / limit,6:F1} times the scan"));

    /// <summary>The best of many: what the code costs, not what else the machine was doing. Warms up for a second.</summary>
    private static TimeSpan Measure(Func<int> work)
    {
        var best = TimeSpan.MaxValue;
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(3);)
        {
            var started = Stopwatch.GetTimestamp();
            _ = work();
            var taken = Stopwatch.GetElapsedTime(started);
            if (taken < best) best = taken;
        }
        return best;
    }

    /// <summary>The least that has to be done: find nine digits in a row and test them.</summary>
    private static int BareScan(string post)
    {
        var found = 0;
        for (var text = post.AsSpan(); ;)
        {
            var start = text.IndexOfAnyInRange('0', '9');
            if (start < 0) return found;
            text = text[start..];
            var length = text.IndexOfAnyExceptInRange('0', '9');
            if (length < 0) length = text.Length;
            if (length == 9 && Passes(text)) found++;
            text = text[length..];
        }
    }

    private static bool Passes(ReadOnlySpan<char> digits)
    {
        var sum = -(digits[8] - '0');
        for (var i = 0; i < 8; i++) sum += (9 - i) * (digits[i] - '0');
        return sum % 11 == 0;
    }

    private static string Make(Func<Random, string> scrap)
    {
        var random = new Random(1);
        var text = new StringBuilder(Mebibyte + 100);
        while (text.Length < Mebibyte) text.Append(scrap(random));
        return text.ToString(0, Mebibyte);
    }

    private static string Ordinary(Random random) => Posts[random.Next(Posts.Length)];

    private static string Numbers(Random random) => random.Next(12) switch
    {
        < 4 => $"{random.Next(100_000_000, 999_999_999)} ",
        4 => $"{random.Next(1000, 9999)}.{random.Next(10, 99)}.{random.Next(100, 999)}\n",
        5 => random.Next(3) == 0 ? "BSN " : "order ",
        _ => Words[random.Next(Words.Length)] + ' ',
    };

    private static string Runs(Random random) => $"{random.Next(100_000_000, 999_999_999)}{(random.Next(5) == 0 ? '\n' : ' ')}";

    private static string Rows(Random random) => $"Jan;order {random.Next(10_000_000, 99_999_999)};{random.Next(100_000_000, 999_999_999)};06-{random.Next(10_000_000, 99_999_999)}\n";
}
