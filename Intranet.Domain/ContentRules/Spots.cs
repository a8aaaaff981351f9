namespace Intranet.Domain.ContentRules;

/// <summary>A text without the spots that rules object to: as long as it was, so that it can be told what it stands for.</summary>
public static class Spots
{
    private const char Mask = '#';

    /// <summary>Lines and words stay apart.</summary>
    public static CheckedText Cover(string text, IEnumerable<Finding> findings)
    {
        var covered = text.ToCharArray();
        foreach (var finding in findings)
        {
            var (start, end) = (finding.Start, Math.Min(finding.Start + finding.Length, text.Length));

            // Half a character is none, and a database may refuse it.
            if (start > 0 && start < text.Length && char.IsLowSurrogate(text[start])) start--;
            if (end < text.Length && char.IsLowSurrogate(text[end])) end++;
            for (var i = start; i < end; i++) if (!char.IsWhiteSpace(text[i])) covered[i] = Mask;
        }

        return new CheckedText(new string(covered));
    }

    /// <summary>What was covered, as it stood: a moderator judged that the rule is wrong about it.</summary>
    public static CheckedText Uncover(string withheld) => new(withheld);

    /// <summary>Whether <paramref name="covered"/> is still what <see cref="Cover"/> made of the text: nobody has changed it since.</summary>
    public static bool AreCoveredIn(string covered, string text) =>
        covered.Length == text.Length && !covered.Where((unit, i) => unit != text[i] && unit != Mask).Any();

    /// <summary>What stands on the spots themselves: to look for copies of it, never to keep.</summary>
    public static IEnumerable<string> Of(string text, IEnumerable<Finding> findings) =>
        findings.Where(finding => finding.Length > 0).Select(finding => text[finding.Start..Math.Min(finding.Start + finding.Length, text.Length)]);
}
