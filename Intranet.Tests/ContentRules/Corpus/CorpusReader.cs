using System.Text.RegularExpressions;
using Intranet.Domain.ContentRules;

namespace Intranet.Tests.ContentRules.Corpus;

/// <summary>Makes texts from the templates beside it: each sentence several times, with other numbers in other forms.</summary>
public static partial class CorpusReader
{
    public const int TextsPerTemplate = 9;

    public static IEnumerable<CorpusText> Read(string directory)
    {
        var seed = 0;
        foreach (var file in (string[])["citizen-numbers.txt", "look-alikes.txt", "whole-texts.txt"])
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
                var heldBack = inClass++ % 3 == 2;
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
