using System.Text;

namespace Intranet.Domain.Directory;

/// <summary>Names that sound or look like what somebody typed: "Kuijpers" for Kuipers, "jansen" for Janssen.</summary>
public static class NearName
{
    private const int MinLength = 3;

    /// <summary>A word that looks like nothing in a name says nothing about it.</summary>
    private const int Far = int.MaxValue;

    /// <summary>Written in more than one way and said in one; in this order.</summary>
    private static readonly (string Written, string Said)[] Spellings =
        [("sch", "s"), ("ij", "i"), ("ei", "i"), ("ey", "i"), ("y", "i"), ("ch", "g"), ("ph", "f"), ("th", "t"), ("dt", "t"), ("ck", "k"), ("c", "k"), ("q", "k"), ("z", "s"), ("v", "f")];

    /// <summary>Who may be meant, nearest first.</summary>
    /// <param name="typed">As it was typed.</param>
    /// <param name="names">Sort keys, which are names without accents and capitals.</param>
    public static Guid[] Of(string typed, IEnumerable<(Guid Id, string SortKey)> names, int most)
    {
        string[] words = [.. DutchName.Words(typed).Where(word => word.Length >= MinLength && !DutchName.IsPrefix(word)).Select(Sound)];
        if (words.Length == 0) return [];

        return
        [
            .. names.Select(name => (name.Id, name.SortKey, Distance: Distance(words, name.SortKey)))
                .Where(name => name.Distance != Far).OrderBy(name => name.Distance).ThenBy(name => name.SortKey, StringComparer.Ordinal).Take(most).Select(name => name.Id),
        ];
    }

    /// <summary>Each word typed has to look like one of the name.</summary>
    private static int Distance(string[] words, string sortKey)
    {
        string[] sounds = [.. DutchName.Words(sortKey).Select(Sound)];
        var sum = 0;
        foreach (var word in words)
        {
            var nearest = sounds.Min(sound => Distance(word, sound));
            if (nearest == Far) return Far;
            sum += nearest;
        }

        return sum;
    }

    private static int Distance(string word, string sound)
    {
        if (sound.StartsWith(word, StringComparison.Ordinal)) return sound.Length == word.Length ? 0 : 1;

        // A slip in a short name makes another name of it.
        var slips = word.Length switch { < 4 => 0, < 7 => 1, _ => 2 };
        if (slips == 0 || Math.Abs(word.Length - sound.Length) > slips) return Far;
        return Slips(word, sound) is var found && found <= slips ? found + 1 : Far;
    }

    /// <summary>Letters to add, drop or replace.</summary>
    private static int Slips(string word, string sound)
    {
        Span<int> row = stackalloc int[sound.Length + 1];
        for (var j = 0; j <= sound.Length; j++) row[j] = j;
        for (var i = 1; i <= word.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= sound.Length; j++)
            {
                var kept = diagonal + (word[i - 1] == sound[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(kept, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[sound.Length];
    }

    private static string Sound(string word)
    {
        foreach (var (written, said) in Spellings) word = word.Replace(written, said, StringComparison.Ordinal);

        var sound = new StringBuilder(word.Length);
        foreach (var letter in word)
        {
            if (sound.Length == 0 || sound[^1] != letter) sound.Append(letter);
        }

        if (sound is { Length: > 1 } && sound[^1] == 'd') sound[^1] = 't';
        return sound.ToString();
    }
}
