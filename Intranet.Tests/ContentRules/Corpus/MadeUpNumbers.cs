using System.Globalization;
using System.Text;

namespace Intranet.Tests.ContentRules.Corpus;

/// <summary>Fills the places of a template. Wherever a look-alike can pass the 11-test, it does.</summary>
internal sealed class MadeUpNumbers(Random random)
{
    private static readonly string[] Names =
        ["Anna de Vries", "Johan Bakker", "Fatima El Amrani", "Sanne Visser", "Mehmet Yılmaz", "Piet van den Berg", "Joyce Tromp", "Zoë Smit", "Kees Mulder", "Li Wei"];

    private static readonly string[] Streets = ["Dorpsstraat 12", "Kerklaan 3", "Molenweg 145", "Lindelaan 7b", "Stationsplein 1", "Achter de Hoven 22"];

    private static readonly string[] Tests = ["123456782", "111222333", "999993653", "999991723", "999995078"];

    private static readonly int[][] Shapes = [[4, 2, 3], [3, 3, 3], [2, 2, 2, 3], [5, 4], [4, 5]];

    public string Make(string place) => place switch
    {
        "9" => Passing(9),
        "9f" => Form(Passing(9)),
        "9f1" => InCell(Passing(9)),
        "9g" => Grouped(Passing(9)),
        "9%" => string.Concat(Passing(9).Select(c => random.Next(2) == 0 ? $"%{(int)c:X2}" : c.ToString())),
        "9&" => Entities(Passing(9)),
        "9<" => Passing(9).Insert(6, "</b>").Insert(3, "<b>"),
        "9 1" => string.Join(' ', Passing(9).ToCharArray()),
        "9,1" => string.Join(',', Passing(9).ToCharArray()),
        "9\n" => string.Join('\n', Passing(9).ToCharArray()),
        "9/2" => Passing(9).Insert(4, "\n"),
        "9-" => string.Join('-', Passing(9).ToCharArray()),
        "9|" => string.Join(" | ", Passing(9).ToCharArray()),
        "9t" => string.Join('\t', Passing(9).ToCharArray()),
        "9td" => string.Concat(Passing(9).Select(c => $"<td>{c}</td>")),
        "9odd" => Split(Passing(9), Pick<int[]>([2, 3, 4], [3, 2, 4], [1, 8], [6, 3], [3, 3, 2, 1], [4, 4, 1], [2, 2, 2, 2, 1]), Pick(" ", "-", ".", " . ", "/")),
        "9.2" => Split(Passing(9), [2, 2, 2, 3], "."),
        "9.3" => Split(Passing(9, first: 1), [3, 3, 3], "."),
        "9,3" => Split(Passing(9, first: 1), [3, 3, 3], ","),
        "9 3" => Split(Passing(9, first: 1), [3, 3, 3], " "),
        "9mix" => string.Concat(Passing(9).Select(c => Other(c.ToString(), Pick('0', 0xFF10, 0x0660, 0x06F0, 0x0966, 0x09E6)))),
        "9full" => Other(Passing(9), 0xFF10),
        "9ar" => Other(Passing(9), 0x0660),
        "9bold" => Other(Passing(9), Pick(0x1D7CE, 0x1D7EC, 0x1D7F6)),
        "9key" => string.Concat(Passing(9).Select(c => c + "\uFE0F\u20E3")),
        "9zw" => string.Join(Pick("\u200B", "\u200D", "\uFEFF", "\u00AD", "\u2060"), Passing(9).Chunk(2).Select(part => new string(part))),
        "9md" => Split(Passing(9), [4, 2, 3], Pick("**", "_**", "`", "~~")).Replace("_**", "**", StringComparison.Ordinal),
        "9ent" => string.Concat(Passing(9).Select(c => Pick($"&#{(int)c};", $"&#0{(int)c};", $"&#x{(int)c:X};"))),
        "9esc" => string.Concat(Passing(9).Select(c => $"\\u00{(int)c:x2}")),
        "9span" => string.Concat(Passing(9).Chunk(3).Select(part => $"<span class=\"c1\">{new string(part)}</span>")),
        "9nb" => Split(Passing(9, first: 1), Pick(Shapes), Pick("\u00A0", "\u202F", "\u2007", "\u2009")),
        "9dash" => Split(Passing(9, first: 1), Pick(Shapes), Pick("\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212")),
        "9mid" => Split(Passing(9, first: 1), Pick(Shapes), Pick("\u00B7", "\u2022", "\u2027")),
        "9mixsep" => Passing(9, first: 1).Insert(6, Pick("/", "_")).Insert(4, Pick(".", "-", " ")),
        "9odds" => Split(Failing(9), [3, 2, 4], Pick(" ", "-", ".")),
        "badge" => $"{(char)('A' + random.Next(26))}{Digits(4)}",
        "pc" => $"{random.Next(1000, 9999)} {(char)('A' + random.Next(26))}{(char)('A' + random.Next(26))}",
        "8" => Passing(8, first: 1),
        "8f" => Pick(Passing(8, first: 1), Split(Passing(8, first: 1), [4, 4], " "), Split(Passing(8, first: 1), [3, 2, 3], "."), Split(Passing(8, first: 1), [2, 2, 2, 2], "-")),
        "8." => Split(Passing(8, first: 1), [2, 3, 3], "."),
        "x" => Failing(9),
        "xf" => Form(Failing(9)),
        "x8" => Failing(8),
        "test" => Pick(Tests),
        "inv" => "2026" + Rest("2026", 5),
        "mob" => "6" + Rest("6", 8),
        "phone" => Phone(),
        "333" => Split(Passing(9, first: 1), [3, 3, 3], " "),
        "iban" => Iban(),
        "z" => $"Z-2026-{Digits(6)}",
        "date8" => JoinedDate(),
        "name" => Pick(Names),
        "street" => Pick(Streets),
        "birth" => Birth(),
        ['#', .. var count] => Digits(int.Parse(count, CultureInfo.InvariantCulture)),
        _ when place.StartsWith("9.", StringComparison.Ordinal) => Split(Passing(9), [4, 2, 3], "."),
        _ => throw new ArgumentException($"No such place: {place}"),
    };

    private static bool Passes(string digits)
    {
        var padded = digits.PadLeft(9, '0');
        var sum = 0;
        for (var i = 0; i < 8; i++) sum += (9 - i) * (padded[i] - '0');
        return (sum - (padded[8] - '0')) % 11 == 0 && padded.Any(c => c != '0');
    }

    private string Passing(int length, int first = 0)
    {
        while (true)
        {
            var digits = Digits(length);
            if (digits[0] - '0' >= first && Passes(digits) && !IsDate(digits) && !Tests.Contains(digits)) return digits;
        }
    }

    private string Failing(int length)
    {
        while (true)
        {
            var digits = Digits(length);
            if (digits[0] != '0' && !Passes(digits)) return digits;
        }
    }

    private string Rest(string start, int length)
    {
        while (true)
        {
            var digits = Digits(length);
            if (Passes(start + digits)) return digits;
        }
    }

    private static bool IsDate(string digits) =>
        digits.Length == 8 && (DateTime.TryParseExact(digits, "ddMMyyyy", null, DateTimeStyles.None, out _) || DateTime.TryParseExact(digits, "yyyyMMdd", null, DateTimeStyles.None, out _));

    private string JoinedDate()
    {
        while (true)
        {
            var digits = new DateTime(2020, 1, 1).AddDays(random.Next(4000)).ToString("ddMMyyyy", CultureInfo.InvariantCulture);
            if (Passes(digits)) return digits;
        }
    }

    private string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => random.Next(10)));

    private string Grouped(string digits) => random.Next(8) switch
    {
        <= 2 => digits,
        3 or 4 or 5 => Split(digits, Pick(Shapes), Pick(" ", ".", "-", "_", "/")),
        6 => Split(digits, Pick(Shapes), Pick("\u00A0", "\u202F", "\u2011", "\u2013", "\u2009")),
        _ => Disguised(digits),
    };

    private string Form(string digits) => random.Next(10) switch
    {
        <= 1 => digits,
        2 or 3 or 4 => Split(digits, Pick(Shapes), Pick(" ", ".", "-", "_", "/")),
        5 => Split(digits, Pick(Shapes), Pick("\u00A0", "\u202F", "\u2011", "\u2013", "\u2014", "\u2212", "\u00B7", ". ", " - ")),
        6 => Split(digits, [4, 2, 3], Pick("**", "*", "`", "~~", "&nbsp;", "&#160;", "</b><b>")),
        7 => Entities(digits),
        _ => Disguised(digits),
    };

    private string InCell(string digits) => random.Next(3) switch
    {
        0 => digits,
        1 => Split(digits, Pick(Shapes), Pick(" ", ".", "-")),
        _ => Disguised(digits),
    };

    private string Disguised(string digits) => random.Next(9) switch
    {
        0 => digits.Insert(random.Next(1, 9), "\u200B"),
        1 => digits.Insert(random.Next(1, 9), "\u00AD"),
        2 => "\u202A" + digits.Insert(4, "\u2060") + "\u202C",
        3 => Other(digits, 0xFF10),
        4 => Other(digits, 0x0660),
        5 => Other(digits, 0x06F0),
        6 => Other(digits, 0x0966),
        7 => Other(digits, 0x1D7CE),
        _ => string.Concat(digits.Select(c => c + "\uFE0F\u20E3")),
    };

    private static string Other(string digits, int zero) => string.Concat(digits.Select(c => char.ConvertFromUtf32(zero + c - '0')));

    private string Entities(string digits) => string.Concat(digits.Select(c => random.Next(3) switch { 0 => $"&#{(int)c};", 1 => $"&#x{(int)c:x};", _ => c.ToString() }));

    private string Phone()
    {
        var mobile = "6" + Rest("6", 8);
        var fixedLine = "30" + Rest("30", 7);
        return random.Next(10) switch
        {
            0 => "0" + mobile,
            1 => $"06-{mobile[1..]}",
            2 => $"06 {mobile[1..3]} {mobile[3..5]} {mobile[5..7]} {mobile[7..]}",
            3 => $"+31 6 {mobile[1..]}",
            4 => $"+31 (0)6 {mobile[1..5]} {mobile[5..]}",
            5 => $"0031{mobile}",
            6 => $"0{fixedLine[..2]}-{fixedLine[2..]}",
            7 => $"(0{fixedLine[..2]}) {fixedLine[2..5]} {fixedLine[5..7]} {fixedLine[7..]}",
            8 => $"+31{mobile}",
            _ => $"06 - {mobile[1..]}",
        };
    }

    private string Iban()
    {
        var account = Pick("ABNA", "INGB", "RABO", "BNGH") + Digits(10);
        var number = string.Concat((account + "NL00").Select(c => char.IsLetter(c) ? (c - 'A' + 10).ToString(CultureInfo.InvariantCulture) : c.ToString()));
        var check = 98 - (int)(System.Numerics.BigInteger.Parse(number, CultureInfo.InvariantCulture) % 97);
        var iban = $"NL{check:00}{account}";
        return random.Next(2) == 0 ? iban : string.Join(' ', iban.Chunk(4).Select(part => new string(part)));
    }

    private string Birth()
    {
        var day = new DateTime(1940, 1, 1).AddDays(random.Next(22_000));
        return day.ToString(Pick("dd-MM-yyyy", "d-M-yyyy", "dd/MM/yyyy", "d MMMM yyyy", "yyyy-MM-dd", "dd.MM.yyyy"), CultureInfo.GetCultureInfo("nl-NL"));
    }

    private static string Split(string digits, int[] shape, string separator)
    {
        var text = new StringBuilder();
        var at = 0;
        foreach (var length in shape)
        {
            if (at > 0) text.Append(separator);
            text.Append(digits, at, length);
            at += length;
        }
        return text.ToString();
    }

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
