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
    public static IReadOnlyList<DiffPart> Between(string before, string after)
    {
        List<DiffPart> parts = [];
        foreach (var word in InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false, ignoreCase: false, WordChunker.Instance).Lines)
        {
            var kind = word.Type switch { ChangeType.Inserted => DiffKind.Added, ChangeType.Deleted => DiffKind.Removed, _ => DiffKind.Same };
            if (parts is [.., var last] && last.Kind == kind) parts[^1] = last with { Text = last.Text + word.Text };
            else parts.Add(new(word.Text, kind));
        }

        return parts;
    }
}
