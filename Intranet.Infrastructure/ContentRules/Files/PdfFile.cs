using System.Text;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>
/// The text of a PDF: pages, properties, notes and fields of forms. A PDF says where ink goes, not always what it spells; where
/// it does not, or where a page is a picture, that is said rather than guessed.
/// </summary>
internal static class PdfFile
{
    private const int MostParents = 30;

    private static readonly string[] Strings = ["Title", "Author", "Subject", "Keywords", "Contents", "V", "T", "TU", "Alt", "ActualText"];

    /// <returns>Why not all of it was read.</returns>
    public static UnreadReason Read(byte[] data, Unpacking unpacking, Action<string> found)
    {
        if (data.AsSpan().IndexOf("/Encrypt"u8) >= 0) return UnreadReason.Encrypted;

        var objects = new PdfObjects(data, unpacking);
        found(Properties(objects));
        var pages = objects.Dictionaries.Where(dictionary => dictionary.Get("Type") is PdfName { Text: "Page" }).ToList();
        var isUncertain = false;
        foreach (var page in pages) isUncertain |= !ReadPage(objects, page, found);
        return pages.Count == 0 ? UnreadReason.Broken : isUncertain || objects.IsIncomplete ? UnreadReason.NoText : UnreadReason.None;
    }

    /// <returns>Whether all of it could be told.</returns>
    private static bool ReadPage(PdfObjects objects, PdfDictionary page, Action<string> found)
    {
        var text = new StringBuilder();
        var reader = new PdfText(objects, Resources(objects, page), text);
        reader.Read(Contents(objects, page));
        var isEmpty = string.IsNullOrWhiteSpace(text.ToString());
        if (!isEmpty) found(text.ToString());
        return !reader.IsUncertain && !(isEmpty && reader.HasPicture);
    }

    private static byte[] Contents(PdfObjects objects, PdfDictionary page)
    {
        var contents = objects.Resolve(page.Get("Contents"));
        return [.. (contents is List<object?> several ? several : [contents]).Select(objects.Resolve).OfType<PdfStream>()
            .SelectMany(stream => (IEnumerable<byte>)[.. objects.Unpack(stream) ?? [], (byte)'\n'])];
    }

    /// <summary>The page's own, or those of what it is in.</summary>
    private static PdfDictionary Resources(PdfObjects objects, PdfDictionary page)
    {
        var node = page;
        for (var i = 0; i < MostParents && node is not null; i++)
        {
            if (objects.Dictionary(node.Get("Resources")) is { } own) return own;
            node = objects.Dictionary(node.Get("Parent"));
        }
        return new PdfDictionary([]);
    }

    private static string Properties(PdfObjects objects)
    {
        var text = new StringBuilder();
        foreach (var dictionary in objects.Dictionaries)
        {
            foreach (var key in Strings)
            {
                if (objects.Resolve(dictionary.Get(key)) is byte[] { Length: > 0 } value) text.Append(Decode(value)).Append('\n');
            }
        }
        return text.ToString();
    }

    private static string Decode(byte[] value) => value switch
    {
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
        _ => Encoding.Latin1.GetString(value),
    };
}
