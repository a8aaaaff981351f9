using System.Text.RegularExpressions;
using Intranet.Domain.Branding;

namespace Intranet.Tests.Branding;

/// <summary>Whatever colour an organisation has, everything can be read, in the light and in the dark.</summary>
public sealed partial class ThemeTests
{
    private static readonly Dictionary<string, string> Light = Read(
        """
        bg #f2f6f8 surface #ffffff surface-2 #edf2f4 surface-3 #e0e8eb line #dae1e4 line-strong #758388 ink #121f24 ink-2 #3c4a50 ink-3 #556369
        accent #096078 accent-hover #004e63 on-accent #ffffff accent-soft #e2f1f7 accent-soft-2 #c2e3ef brand #0b6179
        danger #b02b27 danger-soft #ffebe9 success #1f6b41 success-soft #e1f7e7 warn #895709 warn-soft #fdf1d9 warn-line #e9c98d
        """);

    private static readonly Dictionary<string, string> Dark = Read(
        """
        bg #0c1315 surface #141d20 surface-2 #1c262a surface-3 #283438 line #273135 line-strong #707f85 ink #e7eef1 ink-2 #bcc6ca ink-3 #99a5aa
        accent #81cae5 accent-hover #9edcf3 on-accent #051920 accent-soft #15313a accent-soft-2 #164352 brand #0b6179
        danger #f98f87 danger-soft #3e1e1c success #7ad59c success-soft #182f20 warn #edbf71 warn-soft #342812 warn-line #5d4a22
        """);

    [Fact]
    public void The_default_colour_gives_the_colours_that_were_designed()
    {
        var theme = ThemeColors.From(Rgb.Parse(Organisation.DefaultColour));
        Assert.All(Light, token => AssertClose(token.Value, theme.Light[token.Key], token.Key));
        Assert.All(Dark, token => AssertClose(token.Value, theme.Dark[token.Key], token.Key));
        Assert.Equal([.. Light.Keys.Append("on-brand").Order()], theme.Light.Keys.Order());
        Assert.Equal(theme.Light.Keys.Order(), theme.Dark.Keys.Order());
    }

    [Theory]
    [InlineData("#0b6179")]
    [InlineData("#cc0000")]
    [InlineData("#00811f")]
    [InlineData("#ffcc00")]
    [InlineData("#4b3b8f")]
    [InlineData("#ec7a08")]
    [InlineData("#000000")]
    [InlineData("#ffffff")]
    [InlineData("#808080")]
    public void Every_pair_can_be_read(string brand) => Assert.Empty(ThemeColors.From(Rgb.Parse(brand)).Unreadable);

    [Fact]
    public void Any_colour_at_all_gives_a_theme_that_can_be_read()
    {
        var random = new Random(20_251_124);
        for (var i = 0; i < 200; i++)
        {
            var brand = new Rgb((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
            Assert.True(ThemeColors.From(brand).Unreadable.Count == 0, $"{brand}: {string.Join("; ", ThemeColors.From(brand).Unreadable)}");
        }
    }

    [Fact]
    public void A_pair_that_cannot_be_read_is_named()
    {
        Assert.Equal(21, Rgb.White.ContrastWith(new Rgb(0, 0, 0)), 6);
        Assert.Equal(4.54, Rgb.Parse("#767676").ContrastWith(Rgb.White), 2);
        Assert.Equal("dark: ink-3 on surface-3 is 4.41, 4.5 is needed", new UnreadablePair("dark", "ink-3", "surface-3", 4.41, 4.5).ToString());
    }

    [Fact]
    public void Yellow_stays_in_the_logo_and_becomes_bronze_elsewhere()
    {
        var theme = ThemeColors.From(Rgb.Parse("#ffcc00"));
        Assert.Equal(Rgb.Parse("#ffcc00"), theme.Light["brand"]);
        Assert.NotEqual(Rgb.White, theme.Light["on-brand"]);
        Assert.True(theme.Light["accent"].ContrastWith(Rgb.White) > 4.5);
        Assert.True(theme.Light["accent"].Red > theme.Light["accent"].Blue);
    }

    [Theory]
    [InlineData("#0b6179", true)]
    [InlineData(" 0B6179 ", true)]
    [InlineData("#fc0", true)]
    [InlineData("#12345", false)]
    [InlineData("red", false)]
    [InlineData("#gggggg", false)]
    [InlineData("", false)]
    [InlineData("#0b6179;}", false)]
    public void Only_a_colour_is_a_colour(string typed, bool isColour) => Assert.Equal(isColour, Rgb.TryParse(typed, out _));

    [Fact]
    public void The_stylesheet_holds_both_themes_and_follows_the_system_when_nothing_was_chosen()
    {
        var css = ThemeColors.From(Rgb.Parse(Organisation.DefaultColour)).ToCss();
        Assert.Matches(@"^:root,\[data-theme=light\]\{color-scheme:light;", css);
        Assert.Matches(@"\n\[data-theme=dark\]\{color-scheme:dark;", css);
        Assert.Contains("@media (prefers-color-scheme:dark){:root:not([data-theme]){color-scheme:dark;", css, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(css, Regex.Escape("--app-bg:#0c1315;")));
        Assert.Contains("--app-shadow:18 31 36", css, StringComparison.Ordinal);
    }

    private static void AssertClose(string expected, Rgb actual, string token)
    {
        var wanted = Rgb.Parse(expected);
        var off = Math.Max(Math.Abs(wanted.Red - actual.Red), Math.Max(Math.Abs(wanted.Green - actual.Green), Math.Abs(wanted.Blue - actual.Blue)));
        Assert.True(off <= 1, $"{token} is {actual}, designed as {expected}");
    }

    private static Dictionary<string, string> Read(string tokens) => Token().Matches(tokens).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    [GeneratedRegex(@"(\S+) (#[0-9a-f]{6})")]
    private static partial Regex Token();
}
