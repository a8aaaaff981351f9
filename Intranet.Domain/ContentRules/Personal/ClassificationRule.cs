using System.Buffers;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Personal;

/// <summary>
/// Asks about documents that say themselves that they are confidential: as a mark on the first page, or behind a word such as
/// "classificatie:". The same words within a sentence mean nothing.
/// </summary>
public sealed class ClassificationRule : IContentRule, ISelectiveRule
{
    // About what a first page holds.
    private const int FirstPage = 3_000;
    private const int LongestMark = 60;
    private const int LabelReach = 25;

    private static readonly SearchValues<string> Words = SearchValues.Create(
        ["vertrouwelijk", "geheim", "embargo", "confidential"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Labels = SearchValues.Create(
        ["classificatie", "rubricering", "vertrouwelijkheid", "status:", "label:", "classification", "sensitivity"], StringComparison.OrdinalIgnoreCase);

    public string Name => "classification";

    Need ISelectiveRule.Needs => Need.Classification;

    public RuleMode Mode => RuleMode.Warn;

    public IReadOnlyList<Finding> Check(string text) => Check(text, null);

    public IReadOnlyList<Finding> Check(string text, string? fileName)
    {
        List<Finding>? found = null;
        if (fileName is not null && fileName.AsSpan().IndexOfAny(Words) >= 0) (found ??= []).Add(new Finding(Name, Verdict.Block, 0, 0));
        for (var at = 0; text.AsSpan(at).IndexOfAny(Words) is >= 0 and var next;)
        {
            at += next;
            var end = at;
            while (end < text.Length && char.IsLetter(text[end])) end++;
            if (IsLabelled(text, at) || (fileName is not null && at < FirstPage && IsMark(text, at, end))) (found ??= []).Add(new Finding(Name, Verdict.Block, at, end - at));
            at = Math.Max(end, at + 1);
        }
        return found ?? (IReadOnlyList<Finding>)[];
    }

    private static bool IsLabelled(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - LabelReach), Math.Min(at, LabelReach));
        return before.TrimEnd(" *_\"").EndsWith(':') && before.IndexOfAny(Labels) >= 0;
    }

    /// <summary>In capitals, or alone on a short line.</summary>
    private static bool IsMark(string text, int at, int end)
    {
        if (!text.AsSpan(at, end - at).ContainsAnyInRange('a', 'z')) return true;
        var start = text.AsSpan(0, at).LastIndexOf('\n') + 1;
        var length = text.AsSpan(at).IndexOf('\n');
        var line = text.AsSpan(start, (length < 0 ? text.Length : at + length) - start).Trim(" \t\r*_#-–.");
        return line.Length <= LongestMark && line.Count(' ') <= 3 && (at - start <= 2 || line.EndsWith(text.AsSpan(at, end - at), StringComparison.Ordinal));
    }
}
