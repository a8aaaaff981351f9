namespace Intranet.Domain.Shared;

/// <summary>What stands behind an @ in a text and may be a name.</summary>
public static class AtNames
{
    private const int MaxNames = 50;
    private const int MaxWords = 6;

    /// <summary>Each @ with the one, two … six words behind it, with and without the mark that ends them.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        var names = new HashSet<string>();
        for (int at = text.IndexOf('@'), seen = 0; at >= 0 && seen < MaxNames; at = text.IndexOf('@', at + 1), seen++)
        {
            var end = at + 1;
            for (var words = 0; words < MaxWords && end < text.Length && text[end] is not ('\n' or '\r'); words++)
            {
                end = text.IndexOfAny([' ', '\n', '\r'], end + 1) is var next and >= 0 ? next : text.Length;
                var name = text[(at + 1)..end];
                if (name.Length > 120) break;
                names.Add(name);
                names.Add(name.TrimEnd('.', ',', ':', ';', '!', '?', ')', '"', '\'', '*', '_', '’'));
            }
        }

        names.Remove("");
        return [.. names];
    }
}
