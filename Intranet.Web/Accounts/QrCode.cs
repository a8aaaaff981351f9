using System.Globalization;
using System.Text;
using QRCoder;

namespace Intranet.Web.Accounts;

/// <summary>A QR code as one SVG path, drawn here: no picture of a secret travels anywhere.</summary>
/// <param name="Size">Of its side, in modules, the quiet zone of four included.</param>
/// <param name="Path">The dark modules, as the <c>d</c> of a path.</param>
public sealed record QrCode(int Size, string Path)
{
    public static QrCode Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (!rows[y][x]) continue;

                var width = 1;
                while (x + width < rows.Count && rows[y][x + width]) width++;
                path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{width}v1h-{width}z");
                x += width;
            }
        }

        return new QrCode(rows.Count, path.ToString());
    }
}
