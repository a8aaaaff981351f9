using System.Globalization;
using Intranet.Domain.Files;

namespace Intranet.Web.Files;

/// <summary>How a file is drawn and described: its icon, "PDF · 1,4 MB", and a name that may lose its middle but not its end.</summary>
public static class FileLook
{
    private const int End = 12;

    public static string Icon(string name) => FileKind.ExtensionOf(name).ToLowerInvariant() switch
    {
        "pdf" => "file-type-pdf",
        "doc" or "docx" or "docm" or "odt" or "rtf" => "file-type-doc",
        "xls" or "xlsx" or "xlsm" or "ods" => "file-type-xls",
        "ppt" or "pptx" or "odp" => "file-type-ppt",
        "csv" => "file-type-csv",
        "zip" => "file-type-zip",
        "txt" or "md" or "html" or "xml" or "json" => "file-text",
        _ => "file",
    };

    public static string Kind(string name) => FileKind.ExtensionOf(name) is { Length: > 0 and < 6 } extension ? extension.ToUpperInvariant() : "";

    /// <summary>A picture's size on the screen, at most so wide and high: told to the browser before it has the picture, so that no line moves when it comes.</summary>
    public static (int Width, int Height) Within(int most, int width, int height)
    {
        var scale = Math.Min(1, (double)most / Math.Max(width, height));
        return (Math.Max(1, (int)Math.Round(width * scale)), Math.Max(1, (int)Math.Round(height * scale)));
    }

    /// <summary>"1,4 MB", in the reader's language.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => $"{Math.Round(bytes / 1_000d)} kB",
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1_000_000d:0.#} MB"),
    };

    /// <summary>Two parts: the first gives way where there is no room, the second with its extension never does.</summary>
    public static (string Start, string End) Parts(string name) => name.Length <= End * 2 ? (name, "") : (name[..^End], name[^End..]);
}
