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
            // The space around what changed did not change.
            var (lead, tail, shortest) = (0, 0, Math.Min(removed.Length, added.Length));
            while (lead < shortest && removed[lead] == added[lead] && char.IsWhiteSpace(removed[lead])) lead++;
            while (tail < shortest - lead && removed[^(tail + 1)] == added[^(tail + 1)] && char.IsWhiteSpace(removed[^(tail + 1)])) tail++;
            Add(removed[..lead], DiffKind.Same);
            Add(removed[lead..^tail], DiffKind.Removed);
            Add(added[lead..^tail], DiffKind.Added);
            Add(removed[^tail..] + space + same, DiffKind.Same);
            (removed, added, space) = ("", "", "");
        }

        void Add(string text, DiffKind kind)
        {
            if (text.Length == 0) return;
            if (parts is [.., var last] && last.Kind == kind) parts[^1] = last with { Text = last.Text + text };
            else parts.Add(new(text, kind));
        }
    }
}
