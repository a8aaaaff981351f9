namespace Intranet.Domain.ContentRules.Labels;

/// <summary>Words by which a sentence says what the number before them is: "… (BSN)", "… is mijn BSN".</summary>
internal static class Statement
{
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
