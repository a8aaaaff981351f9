using System.Text;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>
/// The text of a PDF: pages, properties, notes and fields of forms. A PDF says where ink goes, not always what it spells; where
/// it does not, or where a page is a picture, that is said rather than guessed.
/// </summary>
internal static class PdfFile
{
    private const int MostParents = 30;

    // What precedes the header, in files that came by mail and the like, readers pass over.
    private const int LongestJunk = 1_024;

    // A field's name comes before what was filled in.
    private static readonly string[] Strings = ["Title", "Author", "Subject", "Keywords", "T", "TU", "V", "Contents", "Alt", "ActualText", "URI", "F", "UF", "Desc"];

    public static bool Is(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF"u8) || (content[..Math.Min(content.Length, LongestJunk)].IndexOf("%PDF-"u8) >= 0 && content.IndexOf(" obj"u8) >= 0);

    /// <returns>Why not all of it was read.</returns>
    public static UnreadReason Read(byte[] data, Unpacking unpacking, Action<string> found, Action<byte[], string> foundFile)
    {
        if (data.AsSpan().IndexOf("/Encrypt"u8) >= 0) return UnreadReason.Encrypted;

        var objects = new PdfObjects(data, unpacking);
        found(Properties(objects));
        foreach (var stream in objects.All.OfType<PdfStream>().Where(stream => stream.Dictionary.Get("Type") is PdfName { Text: "Metadata" })) found(Decode(objects.Unpack(stream) ?? []));
        ReadAttachments(objects, foundFile);
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

    private static void ReadAttachments(PdfObjects objects, Action<byte[], string> foundFile)
    {
        HashSet<PdfStream> read = new(ReferenceEqualityComparer.Instance);
        foreach (var attached in objects.All.SelectMany(found => Within(found)).Where(dictionary => dictionary.Get("EF") is not null))
        {
            var name = objects.Resolve(attached.Get("UF") ?? attached.Get("F")) is byte[] given ? Decode(given) : "";
            foreach (var stream in (objects.Dictionary(attached.Get("EF"))?.Entries.Values.AsEnumerable() ?? []).Select(objects.Resolve).OfType<PdfStream>().Where(read.Add))
            {
                if (objects.Unpack(stream) is { } content) foundFile(content, name);
            }
        }
    }

    private static string Properties(PdfObjects objects)
    {
        var text = new StringBuilder();
        foreach (var dictionary in objects.All.SelectMany(found => Within(found)))
        {
            foreach (var key in Strings)
            {
                if (objects.Resolve(dictionary.Get(key)) is byte[] { Length: > 0 } value) text.Append(Decode(value)).Append('\n');
            }
        }
        return text.ToString();
    }

    /// <summary>The dictionary itself and all that stand in it; those that it only refers to are objects of their own.</summary>
    private static IEnumerable<PdfDictionary> Within(object? found) => found switch
    {
        PdfStream { Dictionary: var own } => Within(own),
        PdfDictionary dictionary => dictionary.Entries.Values.SelectMany(Within).Prepend(dictionary),
        List<object?> list => list.SelectMany(Within),
        _ => [],
    };

    private static string Decode(byte[] value) => value switch
    {
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
        _ => Encoding.Latin1.GetString(value),
    };
}
