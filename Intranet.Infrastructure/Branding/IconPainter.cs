using Intranet.Domain.Branding;
using NetVips;

namespace Intranet.Infrastructure.Branding;

/// <summary>Paints the mark of the product in the organisation's colours, for home screens that take no SVG.</summary>
public static class IconPainter
{
    /// <param name="mark">A square PNG, white where the ink comes and black elsewhere.</param>
    /// <returns>A square PNG without transparency: phones cut their own shape out of it.</returns>
    public static byte[] Paint(byte[] mark, Rgb ground, Rgb ink, int size)
    {
        using var read = Image.ThumbnailBuffer(mark, size);
        using var strength = read.ExtractBand(0).Cast(Enums.BandFormat.Float) / 255;
        using var painted = strength * Difference(ink, ground) + new double[] { ground.Red, ground.Green, ground.Blue };
        using var whole = painted.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return whole.PngsaveBuffer(compression: 9, keep: Enums.ForeignKeep.None);
    }

    private static double[] Difference(Rgb ink, Rgb ground) => [ink.Red - ground.Red, ink.Green - ground.Green, ink.Blue - ground.Blue];
}
