using System.Buffers.Text;
using System.Text;

namespace Intranet.Web.Shared;

/// <summary>Where the next page of a list in order of name begins: after this name and id. Opaque to the browser.</summary>
public sealed record NameCursor(string Name, Guid Id)
{
    /// <summary>Null for the first page, and for what we did not make ourselves.</summary>
    public static NameCursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 800 || !Base64Url.IsValid(text)) return null;

        var bytes = Base64Url.DecodeFromChars(text);
        return bytes.Length < 16 ? null : new NameCursor(Encoding.UTF8.GetString(bytes, 16, bytes.Length - 16), new Guid(bytes.AsSpan(0, 16)));
    }

    public override string ToString() => Base64Url.EncodeToString([.. Id.ToByteArray(), .. Encoding.UTF8.GetBytes(Name)]);
}
