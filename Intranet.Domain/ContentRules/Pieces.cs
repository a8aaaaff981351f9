using System.Text;

namespace Intranet.Domain.ContentRules;

/// <summary>What a sender said just before, read as the beginning of what comes next.</summary>
internal static class Pieces
{
    // A label works over 300 characters; more context than this says nothing about the new message.
    private const int LongestContext = 1_000;
    private const int MostDigits = 9;
    private const string Digits = "0123456789";

    /// <summary>The messages below each other.</summary>
    public static string Below(IReadOnlyList<string> earlier) => Join(earlier, "", (_, _) => false);

    /// <summary>
    /// The messages below each other, but digits that end one and begin the next as one number. Null when there are none.
    /// </summary>
    public static string? Glued(IReadOnlyList<string> earlier, string typed)
    {
        var any = false;
        var context = Join(earlier, typed, (before, after) =>
        {
            var isOneNumber = AreOne(before, after);
            any |= isOneNumber;
            return isOneNumber;
        });
        return any ? context : null;
    }

    /// <summary>What came after, below it, but with digits that end one and begin the next as one number.</summary>
    public static string Behind(string typed, IReadOnlyList<string> later)
    {
        var context = new StringBuilder();
        var before = typed[Math.Max(0, typed.Length - MostDigits - 1)..];
        foreach (var said in later)
        {
            if (context.Length >= LongestContext) break;
            var message = said.Trim();
            if (message.Length > LongestContext) message = message[..LongestContext];
            if (!AreOne(before + context, message)) context.Append('\n');
            context.Append(message);
        }
        return context.ToString();
    }

    private static bool AreOne(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        var ending = before.Length - before.TrimEnd(Digits).Length;
        var beginning = after.Length - after.TrimStart(Digits).Length;
        return ending > 0 && beginning > 0 && ending + beginning <= MostDigits;
    }

    private static string Join(IReadOnlyList<string> earlier, string typed, Joint isOne)
    {
        var context = new StringBuilder();
        // What is glued already counts: the digits of three messages make one number too.
        var beginning = typed[..Math.Min(typed.Length, MostDigits + 1)];
        var after = beginning;
        for (var i = earlier.Count - 1; i >= 0 && context.Length < LongestContext; i--)
        {
            var message = earlier[i].Trim();
            if (message.Length > LongestContext) message = message[^LongestContext..];
            if (!isOne(message, after)) context.Insert(0, '\n');
            context.Insert(0, message);
            after = context + beginning;
        }
        return context.ToString();
    }

    private delegate bool Joint(ReadOnlySpan<char> before, ReadOnlySpan<char> after);
}
