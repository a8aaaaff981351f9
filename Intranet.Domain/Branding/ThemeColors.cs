using System.Globalization;
using System.Text;

namespace Intranet.Domain.Branding;

/// <summary>Two colours that stand on each other and are too much alike to read.</summary>
/// <param name="Theme"><c>light</c> or <c>dark</c>.</param>
/// <param name="Foreground">The token in front, such as <c>ink-3</c>.</param>
/// <param name="Background">The token behind it.</param>
/// <param name="Contrast">What it is; rounded down to hundredths.</param>
/// <param name="Required">What WCAG 2.2 AA asks: 4.5 for text, 3 for the edge of a control.</param>
public sealed record UnreadablePair(string Theme, string Foreground, string Background, double Contrast, double Required)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Theme}: {Foreground} on {Background} is {Contrast:0.00}, {Required:0.0} is needed");
}

/// <summary>
/// Everything coloured, light and dark, from the one colour of the organisation. Greys lean to its hue; danger, warning
/// and success never follow it. A theme with <see cref="Unreadable"/> pairs must not be saved.
/// </summary>
public sealed class ThemeColors
{
    private static readonly string[] Texts = ["ink", "ink-2", "ink-3", "accent", "danger", "warn", "success"];
    private static readonly string[] Grounds = ["bg", "surface", "surface-2", "surface-3", "accent-soft"];

    private static readonly (string Token, double Lightness, double Chroma)[] LightNeutrals =
    [
        ("bg", .970, .005), ("surface-2", .957, .006), ("surface-3", .925, .009), ("line", .905, .009),
        ("line-strong", .60, .018), ("ink", .23, .02), ("ink-2", .40, .02), ("ink-3", .49, .02),
    ];

    private static readonly (string Token, double Lightness, double Chroma)[] DarkNeutrals =
    [
        ("bg", .180, .012), ("surface", .222, .014), ("surface-2", .262, .016), ("surface-3", .315, .018), ("line", .305, .016),
        ("line-strong", .585, .02), ("ink", .945, .008), ("ink-2", .82, .012), ("ink-3", .715, .016),
    ];

    private static readonly (string Token, string Colour)[] LightSignals =
    [
        ("danger", "#b02b27"), ("danger-soft", "#ffebe9"), ("success", "#1f6b41"), ("success-soft", "#e1f7e7"),
        ("warn", "#895709"), ("warn-soft", "#fdf1d9"), ("warn-line", "#e9c98d"),
    ];

    private static readonly (string Token, string Colour)[] DarkSignals =
    [
        ("danger", "#f98f87"), ("danger-soft", "#3e1e1c"), ("success", "#7ad59c"), ("success-soft", "#182f20"),
        ("warn", "#edbf71"), ("warn-soft", "#342812"), ("warn-line", "#5d4a22"),
    ];

    private ThemeColors(Rgb brand)
    {
        Brand = brand;
        Light = MakeLight(brand);
        Dark = MakeDark(brand);
        Unreadable = [.. Check("light", Light), .. Check("dark", Dark)];
    }

    /// <summary>The colour as given; only the logo tile wears it unchanged.</summary>
    public Rgb Brand { get; }

    /// <summary>By the name of the token, without <c>--app-</c>.</summary>
    public IReadOnlyDictionary<string, Rgb> Light { get; }
    public IReadOnlyDictionary<string, Rgb> Dark { get; }

    /// <summary>Empty when everything can be read.</summary>
    public IReadOnlyList<UnreadablePair> Unreadable { get; }

    public static ThemeColors From(Rgb brand) => new(brand);

    /// <summary>The stylesheet: light, dark when chosen, dark when the system asks for it and nothing was chosen.</summary>
    public string ToCss()
    {
        var dark = Tokens(Dark, "dark", "rgb(0 0 0 / .62)", "0 0 0");
        var ink = Light["ink"];
        return new StringBuilder()
            .Append(":root,[data-theme=light]{").Append(Tokens(Light, "light", "rgb(12 22 26 / .44)", $"{ink.Red} {ink.Green} {ink.Blue}")).Append("}\n")
            .Append("[data-theme=dark]{").Append(dark).Append("}\n")
            .Append("@media (prefers-color-scheme:dark){:root:not([data-theme]){").Append(dark).Append("}}\n")
            .ToString();
    }

    private static Dictionary<string, Rgb> MakeLight(Rgb brand)
    {
        var seed = Oklch.From(brand);
        var colours = Neutrals(LightNeutrals, seed);
        colours["surface"] = Rgb.White;

        var accent = seed with { Lightness = Math.Min(seed.Lightness, .455), Chroma = Math.Min(seed.Chroma, .16) };
        while (accent.ToRgb().ContrastWith(colours["surface-2"]) < 5.2) accent = accent with { Lightness = accent.Lightness - .005 };
        colours["accent"] = accent.ToRgb();
        colours["accent-hover"] = (accent with { Lightness = accent.Lightness < .30 ? accent.Lightness + .08 : accent.Lightness - .06 }).ToRgb();
        colours["on-accent"] = Rgb.White;
        return Finish(colours, brand, LightSignals, soft: (.948, .018), soft2: (.895, .038));
    }

    private static Dictionary<string, Rgb> MakeDark(Rgb brand)
    {
        var seed = Oklch.From(brand);
        var colours = Neutrals(DarkNeutrals, seed);
        var accent = seed with { Lightness = .80, Chroma = Math.Min(seed.Chroma, .11) };
        colours["accent"] = accent.ToRgb();
        colours["accent-hover"] = (accent with { Lightness = .86, Chroma = accent.Chroma * .85 }).ToRgb();
        colours["on-accent"] = Tinted(seed, .20, .03);
        return Finish(colours, brand, DarkSignals, soft: (.295, .038), soft2: (.36, .055));
    }

    private static Dictionary<string, Rgb> Neutrals((string Token, double Lightness, double Chroma)[] neutrals, Oklch seed) =>
        neutrals.ToDictionary(n => n.Token, n => Tinted(seed, n.Lightness, n.Chroma));

    private static Dictionary<string, Rgb> Finish(
        Dictionary<string, Rgb> colours, Rgb brand, (string Token, string Colour)[] signals, (double Lightness, double Chroma) soft, (double Lightness, double Chroma) soft2)
    {
        var seed = Oklch.From(brand);
        var strength = Math.Min(1, seed.Chroma / .08);
        colours["accent-soft"] = Tinted(seed, soft.Lightness, soft.Chroma * strength);
        colours["accent-soft-2"] = Tinted(seed, soft2.Lightness, soft2.Chroma * strength);
        colours["brand"] = brand;
        colours["on-brand"] = brand.ContrastWith(Rgb.White) >= 3 ? Rgb.White : new Rgb(18, 31, 36);
        foreach (var (token, colour) in signals) colours[token] = Rgb.Parse(colour);
        return colours;
    }

    /// <summary>The hue of a grey is noise: what follows from a grey is grey.</summary>
    private static Rgb Tinted(Oklch seed, double lightness, double chroma) =>
        new Oklch(lightness, seed.Chroma < .002 ? 0 : chroma, seed.Hue).ToRgb();

    private static IEnumerable<UnreadablePair> Check(string theme, IReadOnlyDictionary<string, Rgb> colours)
    {
        var pairs = Texts.SelectMany(text => Grounds.Select(ground => (text, ground, 4.5)))
            .Append(("on-accent", "accent", 4.5)).Append(("line-strong", "surface", 3)).Append(("line-strong", "surface-2", 3))
            .Append(("danger", "danger-soft", 4.5)).Append(("warn", "warn-soft", 4.5)).Append(("success", "success-soft", 4.5));
        foreach (var (front, back, required) in pairs)
        {
            var contrast = colours[front].ContrastWith(colours[back]);
            if (contrast < required) yield return new UnreadablePair(theme, front, back, Math.Floor(contrast * 100) / 100, required);
        }
    }

    private static string Tokens(IReadOnlyDictionary<string, Rgb> colours, string scheme, string scrim, string shadow) =>
        $"color-scheme:{scheme};{string.Concat(colours.Select(c => $"--app-{c.Key}:{c.Value};"))}--app-scrim:{scrim};--app-shadow:{shadow}";
}
