using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Intranet.Web;

namespace Intranet.Tests.Texts;

/// <summary>Every text a person reads exists in Dutch and English.</summary>
public sealed partial class TextTests
{
    private static readonly CultureInfo Dutch = CultureInfo.InvariantCulture;
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    public static TheoryData<string> Resources => [.. typeof(IntranetHost).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith("Texts.resources", StringComparison.Ordinal)).Select(name => name[..^".resources".Length])];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Dutch_and_English_hold_the_same_texts(string resource)
    {
        var dutch = Read(resource, Dutch);
        var english = Read(resource, English);
        Assert.NotEmpty(dutch);
        Assert.Equal(dutch.Keys.Order(), english.Keys.Order());
        Assert.All(dutch, text => Assert.Equal(Holes(text.Value), Holes(english[text.Key])));
        Assert.All(dutch.Concat(english), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void A_text_with_a_marker_class_can_be_found(string resource) =>
        Assert.NotNull(typeof(IntranetHost).Assembly.GetType(resource));

    private static Dictionary<string, string> Read(string resource, CultureInfo culture)
    {
        var set = new ResourceManager(resource, typeof(IntranetHost).Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.NotNull(set);
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static string Holes(string text) => string.Concat(HolePattern().Matches(text).Select(m => m.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex HolePattern();
}
