using System.Text.RegularExpressions;
using Intranet.Domain.ContentRules;

namespace Intranet.Tests.ContentRules.Corpus;

/// <summary>Makes texts from the templates beside it: each sentence several times, with other numbers in other forms.</summary>
public static partial class CorpusReader
{
    public const int TextsPerTemplate = 9;

    /// <summary>What the rule was first made with: a third of the sentences is held back.</summary>
    public static IEnumerable<CorpusText> First(string directory) => Read(directory, 3, ["citizen-numbers.txt", "look-alikes.txt", "whole-texts.txt"]);

    /// <summary>Written later, before looking at what the rule would say: half of the sentences is held back.</summary>
    public static IEnumerable<CorpusText> Second(string directory) => Read(directory, 2, ["second-numbers.txt", "second-questions.txt", "second-look-alikes.txt"]);

    /// <summary>Distances, neighbours and spellings at the edges of the model. Looked at while the rule was mended; nothing is held back.</summary>
    public static IEnumerable<CorpusText> Edges(string directory) => Read(directory, 0, ["edges.txt"]);

    /// <summary>What people paste rather than write, for all rules together. Scored once before anything was mended.</summary>
    public static IEnumerable<CorpusText> Pasted(string directory) => Read(directory, 0, ["pasted.txt", "pasted-look-alikes.txt"]);

    /// <summary>Several kinds of numbers in one text, for all rules together.</summary>
    public static IEnumerable<CorpusText> Mixed(string directory) => Read(directory, 0, ["mixed.txt"]);

    private static IEnumerable<CorpusText> Read(string directory, int share, string[] files)
    {
        var seed = 0;
        foreach (var file in files)
        {
            var (kind, expected, inClass) = ("", Verdict.Allow, 0);
            foreach (var line in File.ReadLines(Path.Combine(directory, file)))
            {
                if (line.Length == 0 || line.StartsWith("# ", StringComparison.Ordinal)) continue;
                if (line.StartsWith("## ", StringComparison.Ordinal))
                {
                    var head = line[3..].Split(' ');
                    (kind, expected, inClass) = (head[0], Enum.Parse<Verdict>(head[1], ignoreCase: true), 0);
                    continue;
                }
                // Whole sentences are held back, not only other digits in the same sentence.
                var heldBack = share > 0 && inClass++ % share == share - 1;
                for (var i = 0; i < TextsPerTemplate; i++)
                {
                    var numbers = new MadeUpNumbers(new Random(seed++));
                    var parts = line.Split(" @@ ");
                    yield return new CorpusText(kind, expected, Fill(parts[0], numbers), parts.Length > 1 ? Fill(parts[1], numbers) : null, heldBack);
                }
            }
        }
    }

    private static string Fill(string template, MadeUpNumbers numbers) =>
        Placeholder().Replace(template.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal), match => numbers.Make(match.Groups[1].Value));

    [GeneratedRegex("«([^»]+)»")]
    private static partial Regex Placeholder();
}
