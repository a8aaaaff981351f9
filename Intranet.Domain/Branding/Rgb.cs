using System.Globalization;

namespace Intranet.Domain.Branding;

/// <summary>An sRGB colour as screens take it.</summary>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    public static readonly Rgb White = new(255, 255, 255);

    /// <summary>Reads <c>#rgb</c> or <c>#rrggbb</c>, with or without the hash and white space around it.</summary>
    public static bool TryParse(string? text, out Rgb colour)
    {
        var digits = (text ?? "").Trim().TrimStart('#');
        if (digits.Length == 3) digits = string.Concat(digits.Select(digit => $"{digit}{digit}"));
        var read = int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && digits.Length == 6;
        colour = read ? new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value) : default;
        return read;
    }

    /// <exception cref="FormatException">It is no colour.</exception>
    public static Rgb Parse(string text) => TryParse(text, out var colour) ? colour : throw new FormatException($"\"{text}\" is no colour.");

    /// <summary>WCAG 2.2: from 1 (the same) to 21 (black on white).</summary>
    public double ContrastWith(Rgb other)
    {
        var (lighter, darker) = (Math.Max(Luminance, other.Luminance), Math.Min(Luminance, other.Luminance));
        return (lighter + 0.05) / (darker + 0.05);
    }

    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    internal (double Red, double Green, double Blue) ToLinear() => (Linear(Red), Linear(Green), Linear(Blue));

    internal static Rgb FromLinear((double Red, double Green, double Blue) colour) => new(Encoded(colour.Red), Encoded(colour.Green), Encoded(colour.Blue));

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte channel)
    {
        var value = channel / 255d;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static byte Encoded(double linear)
    {
        var value = linear <= 0.0031308 ? 12.92 * linear : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(Math.Clamp(value, 0, 1) * 255);
    }
}

/// <summary>
/// A colour as eyes see it: lightness 0 to 1, chroma from 0 (grey), hue in radians. Björn Ottosson's OKLab, turned to
/// polar coordinates; https://bottosson.github.io/posts/oklab/ has the matrices.
/// </summary>
public readonly record struct Oklch(double Lightness, double Chroma, double Hue)
{
    public static Oklch From(Rgb colour)
    {
        var (red, green, blue) = colour.ToLinear();
        var l = Math.Cbrt((0.4122214708 * red) + (0.5363325363 * green) + (0.0514459929 * blue));
        var m = Math.Cbrt((0.2119034982 * red) + (0.6806995451 * green) + (0.1073969566 * blue));
        var s = Math.Cbrt((0.0883024619 * red) + (0.2817188376 * green) + (0.6299787005 * blue));
        var a = (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s);
        var b = (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s);
        return new Oklch((0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s), Math.Sqrt((a * a) + (b * b)), Math.Atan2(b, a));
    }

    /// <summary>What a screen cannot show keeps its lightness and hue and gives up chroma.</summary>
    public Rgb ToRgb()
    {
        if (IsShown(ToLinear())) return Rgb.FromLinear(ToLinear());

        var (shown, tooMuch) = (0d, Chroma);
        while (tooMuch - shown > 1e-5)
        {
            var middle = (shown + tooMuch) / 2;
            if (IsShown((this with { Chroma = middle }).ToLinear())) shown = middle;
            else tooMuch = middle;
        }

        return Rgb.FromLinear((this with { Chroma = shown }).ToLinear());
    }

    private (double Red, double Green, double Blue) ToLinear()
    {
        var (a, b) = (Chroma * Math.Cos(Hue), Chroma * Math.Sin(Hue));
        var l = Cube(Lightness + (0.3963377774 * a) + (0.2158037573 * b));
        var m = Cube(Lightness - (0.1055613458 * a) - (0.0638541728 * b));
        var s = Cube(Lightness - (0.0894841775 * a) - (1.2914855480 * b));
        return (
            (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s),
            (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s),
            (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    private static bool IsShown((double Red, double Green, double Blue) colour) =>
        Math.Min(colour.Red, Math.Min(colour.Green, colour.Blue)) >= -1e-4 && Math.Max(colour.Red, Math.Max(colour.Green, colour.Blue)) <= 1 + 1e-4;

    private static double Cube(double value) => value * value * value;
}
