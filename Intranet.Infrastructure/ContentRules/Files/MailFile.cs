using System.Text;
using MimeKit;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>A saved mail: who, about what, each form of its text, and the files that came along.</summary>
internal static class MailFile
{
    private static readonly string[] FirstHeaders = ["from:", "received:", "return-path:", "delivered-to:", "mime-version:", "message-id:", "date:", "subject:", "to:", "x-"];

    /// <summary>By its first line: a text that starts with a header and has a MIME header too.</summary>
    public static bool Is(ReadOnlySpan<byte> content, string fileName)
    {
        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, 8_192)]);
        if (!FirstHeaders.Any(header => head.StartsWith(header, StringComparison.OrdinalIgnoreCase))) return false;
        return fileName.EndsWith(".eml", StringComparison.OrdinalIgnoreCase) || head.Contains("\nMIME-Version:", StringComparison.OrdinalIgnoreCase) || head.Contains("\nContent-Type:", StringComparison.OrdinalIgnoreCase);
    }

    public static void Read(byte[] content, Action<string> found, Action<byte[], string> foundFile)
    {
        using var message = MimeMessage.Load(new MemoryStream(content));
        Read(message, found, foundFile);
    }

    private static void Read(MimeMessage message, Action<string> found, Action<byte[], string> foundFile)
    {
        found($"{message.From}\n{message.To}\n{message.Cc}\n{message.Subject}");
        // What stands before and behind the parts no mail program shows.
        for (var parts = new MimeIterator(message); parts.MoveNext();) if (parts.Current is Multipart several) found($"{several.Preamble}\n{several.Epilogue}");
        foreach (var part in message.BodyParts)
        {
            if (part is TextPart { IsAttachment: false } text) found(text.Text ?? "");
            else if (part is MessagePart { Message: { } inner }) Read(inner, found, foundFile);
            else if (part is MimePart { Content: { } packed } attachment)
            {
                using var unpacked = new MemoryStream();
                packed.DecodeTo(unpacked);
                foundFile(unpacked.ToArray(), attachment.FileName ?? "");
            }
        }
    }
}
