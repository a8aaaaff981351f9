using System.Globalization;
using System.Text;
using Intranet.Domain.Directory;

namespace Intranet.Domain.Accounts;

/// <summary>Whose password it is: what would be guessed first.</summary>
public sealed record PasswordOwner(string FirstName, string LastName, string Email, string Organisation, string SiteName);

/// <summary>
/// What a password may be: long, and not what others would guess first. No rules about kinds of characters and no forced
/// changes (OWASP ASVS 5.0, 6.2).
/// </summary>
public sealed class PasswordRules
{
    /// <summary>In characters as people count them (Unicode code points).</summary>
    public const int MinLength = 15;
    public const int MaxLength = 256;

    /// <summary>What is left after taking out what anybody would guess must be this long.</summary>
    private const int MinUnguessable = 8;
    private const int MinDistinct = 5;
    private const int MinNameLength = 4;

    /// <summary>Words that people pad with a year or an exclamation mark when a password has to be long.</summary>
    private static readonly string[] Fillers =
    [
        "wachtwoord", "password", "passwort", "paswoord", "passphrase", "welkom", "welcome", "geheim", "secret", "intranet", "gemeente",
        "gemeentehuis", "stadhuis", "provincie", "waterschap", "organisatie", "inloggen", "login", "admin", "administrator", "beheerder",
        "medewerker", "collega", "iloveyou", "ikhouvanjou", "letmein", "changeme", "vakantie", "nederland", "holland", "voorjaar", "najaar",
        "lente", "zomer", "herfst", "winter", "spring", "summer", "autumn", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag",
        "zaterdag", "zondag", "januari", "februari", "maart", "april", "juni", "juli", "augustus", "september", "oktober", "november",
        "december", "january", "february", "march", "june", "july", "august", "october", "qwerty", "azerty",
    ];

    private static readonly string[] KeyboardRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "1234567890", "abcdefghijklmnopqrstuvwxyz"];

    private readonly HashSet<string> common;

    /// <param name="common">Passwords that everybody tries first.</param>
    public PasswordRules(IEnumerable<string> common) => this.common = [.. common.Select(Fold)];

    /// <summary>With the list that comes with the product.</summary>
    public static PasswordRules WithOwnList()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("Intranet.Domain.Accounts.common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return new PasswordRules(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'));
    }

    /// <summary>The form in which a password is checked and hashed (NIST SP 800-63B: NFKC), whatever keyboard spelled it.</summary>
    public static string Normalise(string password) => string.Concat(password.EnumerateRunes()).Normalize(NormalizationForm.FormKC);

    /// <returns>The names in resources of the rules that it breaks: <c>too-short</c>, <c>too-long</c>, <c>common</c>, <c>own-name</c>, <c>organisation</c>.</returns>
    public IReadOnlyList<string> Check(string password, PasswordOwner owner)
    {
        var length = password.EnumerateRunes().Count();
        if (length < MinLength) return ["too-short"];
        if (length > MaxLength) return ["too-long"];

        var folded = Fold(password);
        var broken = new List<string>();
        if (OwnNames(owner).Any(name => Squeeze(folded).Contains(name, StringComparison.Ordinal))) broken.Add("own-name");

        var places = Words(owner.Organisation).Concat(Words(owner.SiteName)).ToList();
        if (IsMadeOf(folded, Fillers) || common.Contains(folded) || common.Contains(Squeeze(folded)) || IsRepetition(folded)) broken.Add("common");
        else if (IsMadeOf(folded, [.. places, .. Fillers])) broken.Add("organisation");
        return broken;
    }

    private static string Fold(string password) => Normalise(password).ToLowerInvariant();

    /// <summary>Letters and digits only, accents gone.</summary>
    private static string Squeeze(string text) => string.Concat(DutchName.Fold(text).Where(char.IsLetterOrDigit));

    private static IEnumerable<string> OwnNames(PasswordOwner owner) =>
        Words(owner.FirstName).Concat(Words(owner.LastName)).Concat([Squeeze(owner.Email), Squeeze(owner.Email.Split('@')[0])])
            .Where(name => name.Length >= MinNameLength);

    private static IEnumerable<string> Words(string text) =>
        text.Split([' ', '-', '.', '\'', '’'], StringSplitOptions.RemoveEmptyEntries).Select(Squeeze).Where(word => word.Length >= MinNameLength);

    /// <summary>"welkom01welkom01", "abababababababab": a few characters over and over.</summary>
    private static bool IsRepetition(string text)
    {
        if (text.EnumerateRunes().Distinct().Count() < MinDistinct) return true;

        for (var period = 1; period <= text.Length / 2; period++)
        {
            if (text.AsSpan(period).SequenceEqual(text.AsSpan(0, text.Length - period))) return true;
        }

        return false;
    }

    /// <summary>Whether little is left without these words, years, runs of neighbours ("1234", "qwerty") and punctuation.</summary>
    private static bool IsMadeOf(string folded, IEnumerable<string> words)
    {
        var rest = Squeeze(Unleet(folded));
        foreach (var word in words.OrderByDescending(w => w.Length)) rest = rest.Replace(word, " ", StringComparison.Ordinal);

        // Other scripts and emoji are not letters to strip: a password of those is never "made of" our words.
        var foreign = folded.EnumerateRunes().Count(r => !r.IsAscii && !Rune.IsWhiteSpace(r));
        return WithoutRuns(rest).Count(char.IsLetterOrDigit) + foreign < MinUnguessable;
    }

    /// <summary>"w3lk0m" is "welkom"; between digits a digit stays one.</summary>
    private static string Unleet(string text)
    {
        var letters = text.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            var besideLetter = (i > 0 && char.IsLetter(text[i - 1])) || (i + 1 < text.Length && char.IsLetter(text[i + 1]));
            if (besideLetter) letters[i] = letters[i] switch { '0' => 'o', '3' => 'e', '1' or '!' => 'i', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', var c => c };
        }

        return new string(letters);
    }

    /// <summary>Takes out runs of four and more neighbours, up or down, and of three and more the same; and years.</summary>
    private static string WithoutRuns(string text)
    {
        var rest = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var run = Math.Max(RunOfNeighbours(text, i), Math.Max(RunOfTheSame(text, i), Year(text, i)));
            if (run == 0) rest.Append(text[i]);
            i += Math.Max(run, 1);
        }

        return rest.ToString();
    }

    private static int RunOfNeighbours(string text, int start)
    {
        var best = 0;
        foreach (var row in KeyboardRows)
        {
            foreach (var step in new[] { 1, -1 })
            {
                var length = 1;
                var at = row.IndexOf(text[start], StringComparison.Ordinal);
                while (at >= 0 && start + length < text.Length && text[start + length] == row[(at + step + row.Length) % row.Length])
                {
                    at = (at + step + row.Length) % row.Length;
                    length++;
                }

                if (length > best) best = length;
            }
        }

        return best >= 4 ? best : 0;
    }

    private static int RunOfTheSame(string text, int start)
    {
        var length = 1;
        while (start + length < text.Length && text[start + length] == text[start]) length++;
        return length >= 3 ? length : 0;
    }

    /// <summary>Four digits by themselves: inside a longer number they are digits like any other.</summary>
    private static int Year(string text, int start)
    {
        var end = start + 4;
        if (end > text.Length || (start > 0 && char.IsAsciiDigit(text[start - 1])) || (end < text.Length && char.IsAsciiDigit(text[end]))) return 0;
        return int.TryParse(text.AsSpan(start, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2100 ? 4 : 0;
    }
}
