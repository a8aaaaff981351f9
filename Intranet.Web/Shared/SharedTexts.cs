using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Shared;

/// <summary>Words that several features use. Dutch stands in SharedTexts.restext, English in SharedTexts.en.restext.</summary>
public sealed class SharedTexts;

public static class Plurals
{
    /// <summary>Picks <c>key.one</c> or <c>key.other</c> and fills in the number, written as the reader writes numbers.</summary>
    public static LocalizedString Count(this IStringLocalizer texts, string key, long count) =>
        texts[$"{key}.{(count == 1 ? "one" : "other")}", count.ToString("N0", CultureInfo.CurrentCulture)];
}
