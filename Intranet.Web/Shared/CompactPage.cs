using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Intranet.Web.Shared;

/// <summary>
/// What every view is made of: the indentation of its source stays at home. A reader sees no difference, and a page is a tenth
/// smaller before it is compressed (home: from 200 to 183 kB), which it is sooner.
/// </summary>
public abstract class CompactPage<TModel> : RazorPage<TModel>
{
    /// <param name="value">A piece of a view's own markup: a constant of the program, so there are only so many.</param>
    public override void WriteLiteral(string? value) => base.WriteLiteral(value is null ? null : Markup.Compact(value));
}

/// <summary>The markup of views, as it is sent.</summary>
public static partial class Markup
{
    private static readonly ConcurrentDictionary<string, string> Compacted = new(ReferenceEqualityComparer.Instance);

    /// <summary>However many spaces and lines, in HTML they are one space.</summary>
    public static string Compact(string constant) => Compacted.GetOrAdd(constant, static markup => Indentation().Replace(markup, "\n"));

    [GeneratedRegex(@"\s*\n\s*|\s{2,}")]
    private static partial Regex Indentation();
}
