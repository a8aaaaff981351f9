using Intranet.Domain.Shared;

namespace Intranet.Domain.ContentRules;

/// <summary>
/// What a moderator decides between a rule and a text: somebody says that a rule is wrong about theirs, or a rule that became
/// stricter refuses what is there already. Holds the words as others may see them. Whose text it is is kept with them, so that
/// what a moderator allows is theirs alone; no page shows it.
/// </summary>
public sealed class RuleObjection
{
    /// <summary>Of the words around the spot, in UTF-16 units.</summary>
    public const int MaxLength = 1_000;

    /// <summary>How long the author may take to send an allowed text again.</summary>
    public static readonly TimeSpan AllowedFor = TimeSpan.FromDays(1);

    /// <summary>Until when what stands there, with a moderator's consent, may stand.</summary>
    public static readonly DateTime ForEver = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

    public Guid Id { get; private set; }

    /// <summary>Its name, such as <c>bsn</c>.</summary>
    public string Rule { get; private set; } = "";

    /// <summary>Where the text would have appeared.</summary>
    public Surface Surface { get; private set; }

    /// <summary>The words around the spot, every digit a #.</summary>
    public string Words { get; private set; } = "";
    public Guid RaisedById { get; private set; }
    public DateTime At { get; private set; }

    /// <summary>Of the whole text, in UTF-16 units: of a long one only the words around the spots are kept.</summary>
    public int TextLength { get; private set; }

    /// <summary>What is there already, when a rule found it later; null when nothing was stored.</summary>
    public Guid? SubjectId { get; private set; }

    /// <summary>Which kind of text that is, by the name under which the look back knows it; empty when nothing was stored.</summary>
    public string Place { get; private set; } = "";

    /// <summary>What has to come back when a moderator lets it stay. No page shows it; it goes with the decision.</summary>
    public string? Withheld { get; private set; }

    /// <summary>It went out of sight when it was found.</summary>
    public bool IsHidden { get; private set; }

    public bool IsFoundLater => SubjectId is not null;

    /// <summary>Until when the author may send it again, <see cref="ForEver"/> once it was sent or was found later and may stay; null while nobody has allowed that.</summary>
    public DateTime? AllowedUntil { get; private set; }

    public bool IsOpen => AllowedUntil is null;

    /// <param name="words">Whatever the browser did, no digit survives in <see cref="Words"/>.</param>
    /// <param name="textLength">Of the whole text, in UTF-16 units.</param>
    public static RuleObjection Raise(Guid raisedById, string rule, Surface surface, CheckedText words, int textLength, DateTime now) =>
        new() { Id = Guid.CreateVersion7(), RaisedById = raisedById, Rule = rule, Surface = surface, Words = DigitMask.MaskDigits(words.Value), TextLength = textLength, At = now };

    // What stands around a spot tells it apart from another; of a long one its beginning does.
    private const int Around = 20;
    private const int LongestSpot = 300;

    /// <summary>
    /// Whether this is what was read: each spot that the rule refuses stands in the words, with what is around it. Another text
    /// with the same words and other digits cannot be told apart: no digit was kept.
    /// </summary>
    /// <param name="text">As typed; of a file, its name.</param>
    /// <param name="findings">Of all rules: what any of them objects to is in no words.</param>
    public bool IsAbout(string text, IReadOnlyList<Finding> findings)
    {
        var covered = Spots.Cover(text, findings).Value;
        return findings.Where(finding => finding.Rule == Rule && finding.Verdict == Verdict.Block).All(spot => $"\n{Words}\n".Contains(Vicinity(covered, spot), StringComparison.Ordinal));
    }

    /// <summary>Within its lines, ends included: other lines may stand in another field.</summary>
    private static string Vicinity(string covered, Finding spot)
    {
        var lines = $"\n{covered}\n";
        var (start, end) = (spot.Start + 1, spot.Start + 1 + Math.Min(spot.Length, LongestSpot));
        var before = lines.AsSpan(Math.Max(0, start - Around), Math.Min(Around, start));
        var after = spot.Length > LongestSpot ? default : lines.AsSpan(end, Math.Min(Around, lines.Length - end));
        if (before.LastIndexOf('\n') is >= 0 and var begin) before = before[begin..];
        if (after.IndexOfAny('\r', '\n') is >= 0 and var stop) after = after[..(stop + 1)];

        // Half a digit of another script is not the # that the whole one became.
        if (before.Length > 0 && char.IsLowSurrogate(before[0])) before = before[1..];
        if (after.Length > 0 && char.IsHighSurrogate(after[^1])) after = after[..^1];
        return DigitMask.MaskDigits($"{before}{lines.AsSpan(start, end - start)}{after}".ReplaceLineEndings("\n"));
    }

    /// <summary>It is out of sight from now on, until somebody decides.</summary>
    /// <param name="authorId">Null when nobody alone wrote it.</param>
    /// <param name="words">As <see cref="Raise"/> takes them; empty where not even moderators read along.</param>
    /// <param name="withheld">As it stood: what comes back when it may stay.</param>
    public static RuleObjection FindLater(Guid? authorId, string rule, Surface surface, string place, Guid subjectId, string withheld, CheckedText words, DateTime now)
    {
        var found = Raise(authorId ?? Guid.Empty, rule, surface, words, withheld.Length, now);
        (found.SubjectId, found.Place, found.Withheld, found.IsHidden) = (subjectId, place, withheld, true);
        return found;
    }

    /// <summary>The rule is wrong about it: it may stay, and is not brought up again.</summary>
    /// <exception cref="RuleBrokenException">Nobody judges their own.</exception>
    public void Keep(Guid byId)
    {
        if (byId == RaisedById) throw new RuleBrokenException("about-yourself");
        AllowedUntil = ForEver;
        Withheld = null;
    }

    /// <summary>This one submission may pass, once, soon: the rule stays as it is.</summary>
    /// <exception cref="RuleBrokenException">Nobody allows their own.</exception>
    public void Allow(Guid byId, DateTime now)
    {
        if (byId == RaisedById) throw new RuleBrokenException("about-yourself");
        AllowedUntil = now + AllowedFor;
    }
}
