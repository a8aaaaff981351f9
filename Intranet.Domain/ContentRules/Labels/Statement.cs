using Intranet.Domain.ContentRules.Numbers;
using Intranet.Domain.ContentRules.Reading;

namespace Intranet.Domain.ContentRules.Labels;

/// <summary>Words by which a sentence says what a number is.</summary>
internal static class Statement
{
    /// <summary>"The case number of this permit is …": the number that begins here is stated.</summary>
    public static bool Ends(PlainText text, int start)
    {
        while (text[start - 1] == ' ') start--;
        return text[start - 1] is ':' or '=' || NumberForms.WordBefore(text, start) is "is" or "was" or "wordt" or "luidt";
    }

    /// <summary>"RSIN of the foundation is …": what stands between a label and its number only says whose it is.</summary>
    public static bool IsAboutWhom(ReadOnlySpan<char> between) =>
        (between.StartsWith(" van ") || between.StartsWith(" voor ") || between.StartsWith(" of ") || between.StartsWith(" for ")) && !between.ContainsAny(",;?!\n") && between.IndexOf(". ") < 0;

    /// <summary>"… (BSN)", "… is mijn BSN": what stands between a number and the label behind it.</summary>
    public static bool Is(ReadOnlySpan<char> between)
    {
        var words = between.Trim(' ');
        if (words is "(" or "=" or "= " or "[" or "- (") return true;
        var any = false;
        foreach (var range in words.Split(' '))
        {
            var word = words[range];
            if (word.IsEmpty) continue;
            if (word is not ("is" or "was" or "het" or "een" or "de" or "mijn" or "zijn" or "haar" or "ons" or "onze" or "uw" or "jouw" or "je" or "hun" or "dit" or "als"
                or "the" or "a" or "my" or "his" or "her" or "our" or "your" or "their" or "as")) return false;
            any |= word is "is" or "was" or "als" or "as";
        }
        return any;
    }
}
