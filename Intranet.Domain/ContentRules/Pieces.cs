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
            var ending = before.Length - before.TrimEnd(Digits).Length;
            var beginning = after.Length - after.TrimStart(Digits).Length;
            var isOneNumber = ending > 0 && beginning > 0 && ending + beginning <= MostDigits;
            any |= isOneNumber;
            return isOneNumber;
        });
        return any ? context : null;
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
