namespace Intranet.Domain.ContentRules.Secrets;

/// <summary>Tells the random text of a key from the words that stand in for one.</summary>
internal static class TokenText
{
    // Less than this is a word, not a key: "aaaa" is 0, a random key over 4.
    private const double LeastEntropy = 3.0;

    // So many characters show whether a text is random.
    private const int LongestLookedAt = 200;

    public static bool IsPlaceholder(ReadOnlySpan<char> secret)
    {
        secret = secret[..Math.Min(secret.Length, LongestLookedAt)];
        return secret.Contains("EXAMPLE", StringComparison.OrdinalIgnoreCase) || secret.Contains("xxxx", StringComparison.OrdinalIgnoreCase) || Entropy(secret) < LeastEntropy;
    }

    /// <summary>Shannon's, in bits a character.</summary>
    private static double Entropy(ReadOnlySpan<char> secret)
    {
        Span<int> counts = stackalloc int[128];
        foreach (var c in secret) counts[c & 127]++;
        var entropy = 0.0;
        foreach (var count in counts)
        {
            var share = (double)count / secret.Length;
            if (count > 0) entropy -= share * Math.Log2(share);
        }
        return entropy;
    }
}
