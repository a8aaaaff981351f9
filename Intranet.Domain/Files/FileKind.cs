using Intranet.Domain.Shared;

namespace Intranet.Domain.Files;

/// <summary>
/// What a file is, by its first bytes. A name only decides between kinds that begin alike, and may not claim to be what the
/// bytes are not. Programs are no part of an intranet, under whatever name.
/// </summary>
public static class FileKind
{
    /// <summary>Begins like anything: shown as a file, never opened by the browser.</summary>
    public const string Unknown = "application/octet-stream";
    public const string PlainText = "text/plain; charset=utf-8";

    private static readonly HashSet<string> ProgramNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "exe", "dll", "com", "scr", "cpl", "msi", "msix", "msp", "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "hta", "lnk", "url",
        "reg", "jar", "apk", "app", "dmg", "pkg", "deb", "rpm", "sh", "iso", "img", "vhd", "chm", "pif", "scf",
    };

    private static readonly byte[][] Programs =
        ["MZ"u8.ToArray(), [0x7F, (byte)'E', (byte)'L', (byte)'F'], [0xCA, 0xFE, 0xBA, 0xBE], [0xCF, 0xFA, 0xED, 0xFE], [0xCE, 0xFA, 0xED, 0xFE], "#!"u8.ToArray(), [0x4C, 0, 0, 0, 1, 0x14, 2, 0]];

    private static readonly byte[] Pdf = "%PDF-"u8.ToArray();
    private static readonly byte[] Zip = [(byte)'P', (byte)'K', 3, 4];
    private static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    private static readonly byte[] RichText = "{\\rtf"u8.ToArray();

    /// <summary>What a name may claim, how that begins, and what it is called on the wire.</summary>
    private static readonly Dictionary<string, (byte[] Start, string ContentType)> Named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pdf"] = (Pdf, "application/pdf"),
        ["docx"] = (Zip, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ["docm"] = (Zip, "application/vnd.ms-word.document.macroEnabled.12"),
        ["xlsx"] = (Zip, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ["xlsm"] = (Zip, "application/vnd.ms-excel.sheet.macroEnabled.12"),
        ["pptx"] = (Zip, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ["odt"] = (Zip, "application/vnd.oasis.opendocument.text"),
        ["ods"] = (Zip, "application/vnd.oasis.opendocument.spreadsheet"),
        ["odp"] = (Zip, "application/vnd.oasis.opendocument.presentation"),
        ["zip"] = (Zip, "application/zip"),
        ["doc"] = (OldOffice, "application/msword"),
        ["xls"] = (OldOffice, "application/vnd.ms-excel"),
        ["ppt"] = (OldOffice, "application/vnd.ms-powerpoint"),
        ["msg"] = (OldOffice, "application/vnd.ms-outlook"),
        ["rtf"] = (RichText, "application/rtf"),
    };

    /// <summary>Pictures that browsers send as files but that we do not make smaller and clean; the name alone would pass for one.</summary>
    private static readonly HashSet<string> Pictures = new(StringComparer.OrdinalIgnoreCase) { "jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "avif", "tif", "tiff", "bmp" };

    /// <param name="start">The first bytes of the content.</param>
    /// <returns>Its content type.</returns>
    /// <exception cref="RuleBrokenException">It is a program (<c>file-is-program</c>), or not what its name says (<c>file-not-as-named</c>, <c>image-unknown</c>).</exception>
    public static string Recognise(ReadOnlySpan<byte> start, string fileName)
    {
        var extension = ExtensionOf(fileName);
        if (ProgramNames.Contains(extension) || StartsAsProgram(start)) throw new RuleBrokenException("file-is-program");
        if (Pictures.Contains(extension)) throw new RuleBrokenException("image-unknown");
        if (Named.TryGetValue(extension, out var claimed))
        {
            return start.StartsWith(claimed.Start) ? claimed.ContentType : throw new RuleBrokenException("file-not-as-named");
        }

        foreach (var (known, contentType) in Named.Values)
        {
            if (start.StartsWith(known)) return contentType;
        }

        return IsText(start) ? PlainText : Unknown;
    }

    /// <summary>Without the point; empty when there is none.</summary>
    public static string ExtensionOf(string fileName) => Path.GetExtension(fileName).TrimStart('.');

    private static bool StartsAsProgram(ReadOnlySpan<byte> start)
    {
        foreach (var program in Programs)
        {
            if (start.StartsWith(program)) return true;
        }

        return false;
    }

    private static bool IsText(ReadOnlySpan<byte> start) => start.IndexOfAnyInRange((byte)0, (byte)8) < 0;
}
