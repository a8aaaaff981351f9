using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Intranet.Web.Timeline;

public enum DiffKind
{
    Same,
    Added,
    Removed,
}

/// <summary>A stretch of text that stayed, came or went.</summary>
public sealed record DiffPart(string Text, DiffKind Kind);

/// <summary>What changed between two versions of a text, word by word.</summary>
public static class WordDiff
{
    private static readonly DelimiterChunker Words = new([' ', '\t', '\n', '.', ',', '!', '?', ';', ':', '(', ')', '“', '”', '"']);

    /// <summary>Words that changed in a row stand together: first what went, then what came in its place.</summary>
    public static IReadOnlyList<DiffPart> Between(string before, string after)
    {
        List<DiffPart> parts = [];
        var (removed, added, space) = ("", "", "");
        foreach (var word in InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false, ignoreCase: false, Words).Lines)
        {
            switch (word.Type)
            {
                case ChangeType.Deleted: (removed, added, space) = (removed + space + word.Text, space.Length > 0 ? added + space : added, ""); break;
                case ChangeType.Inserted: (removed, added, space) = (space.Length > 0 ? removed + space : removed, added + space + word.Text, ""); break;
                case ChangeType.Unchanged when removed.Length + added.Length > 0 && space.Length == 0 && word.Text == " ": space = " "; break;
                default: Settle(word.Text); break;
            }
        }

        Settle("");
        return parts;

        void Settle(string same)
        {
            if (removed.Length > 0) parts.Add(new(removed, DiffKind.Removed));
            if (added.Length > 0) parts.Add(new(added, DiffKind.Added));
            same = space + same;
            if (same.Length > 0 && parts is [.., { Kind: DiffKind.Same } last]) parts[^1] = last with { Text = last.Text + same };
            else if (same.Length > 0) parts.Add(new(same, DiffKind.Same));
            (removed, added, space) = ("", "", "");
        }
    }
}
