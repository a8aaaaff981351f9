using NetVips;

namespace Intranet.Infrastructure.Files;

/// <summary>What a picture is for decides which sizes of it are kept.</summary>
public enum ImageUse
{
    /// <summary>In a post, comment or message: at most 2,048 pixels, and 1,200 and 600.</summary>
    Content,

    /// <summary>A face: a square of 448, and 224 and 96.</summary>
    Face,

    /// <summary>Above a group: at most 2,064 wide, and 1,200.</summary>
    Cover,
    Tile,

    /// <summary>Of the organisation: whole, at most 224, and 96.</summary>
    Logo,
}

/// <summary>One size of a picture, ready to be kept.</summary>
/// <param name="Size">Empty for the largest; else the number of pixels that it is asked by.</param>
public sealed record ImageSize(string Size, byte[] Bytes);

/// <param name="Sizes">The largest first.</param>
/// <param name="StandsStill">It moved, too long or too large: only its first frame is left.</param>
public sealed record CleanImage(string ContentType, int Width, int Height, IReadOnlyList<ImageSize> Sizes, bool StandsStill);

/// <summary>The file cannot be taken, and nothing of it was kept.</summary>
/// <param name="reason">In resources: <c>image-unknown</c>, <c>file-too-large</c>, <c>file-holds.bsn</c> and the like.</param>
public class FileRefusedException(string reason) : Exception(reason)
{
    public string Reason => Message;
}

/// <summary>The picture cannot be taken.</summary>
/// <param name="reason">In resources: <c>image-unknown</c>, <c>image-too-large</c> or <c>image-unreadable</c>.</param>
public sealed class ImageRefusedException(string reason) : FileRefusedException(reason);

/// <summary>
/// Makes a new picture out of the pixels of an old one: upright, without metadata, and nothing of the file that came in
/// survives. What a file says about its size is judged before a pixel is decoded.
/// </summary>
public sealed class ImageCleaner : IDisposable
{
    public const long MaxPixels = 50_000_000;
    private const int MaxSide = 16_000;
    private const int MaxFrames = 150;

    /// <summary>Frames of a moving picture are small, and together still not a flood.</summary>
    private const int MaxMovingSide = 600;
    private const int Quality = 82;

    // Some 115 MB a picture at its peak: one at a time for each core but one.
    private readonly SemaphoreSlim turns = new(Math.Max(1, Environment.ProcessorCount - 1));

    static ImageCleaner()
    {
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", true);
        foreach (var format in new[] { "Jpeg", "Png", "Webp", "Nsgif" }) Operation.Block($"VipsForeignLoad{format}", false);
    }

    /// <exception cref="ImageRefusedException">It is no picture that we know, or a flood.</exception>
    public async Task<CleanImage> CleanAsync(byte[] bytes, ImageUse use, CancellationToken cancel)
    {
        await turns.WaitAsync(cancel);
        try { return await Task.Run(() => Clean(bytes, use), cancel); }
        catch (VipsException) { throw new ImageRefusedException("image-unreadable"); }
        finally { turns.Release(); }
    }

    public void Dispose() => turns.Dispose();

    private static CleanImage Clean(byte[] bytes, ImageUse use)
    {
        if (!IsKnown(bytes)) throw new ImageRefusedException("image-unknown");

        var (moves, mayMove) = Judge(bytes);
        using var largest = mayMove && use == ImageUse.Content ? Moving(bytes) : Still(bytes, use);
        var isMoving = largest.Contains("page-height") && largest.PageHeight < largest.Height;
        var sizes = new List<ImageSize> { new("", Encode(largest)) };
        if (!isMoving)
        {
            foreach (var side in SmallerSizes(use).Where(side => side < Math.Max(largest.Width, largest.Height)))
            {
                using var smaller = largest.ThumbnailImage(side, height: side, size: Enums.Size.Down);
                sizes.Add(new($"{side}", Encode(smaller)));
            }
        }

        return new CleanImage("image/webp", largest.Width, isMoving ? largest.PageHeight : largest.Height, sizes, moves && !isMoving);
    }

    /// <summary>By its first bytes: a name and a content type say nothing.</summary>
    internal static bool IsKnown(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])
        || bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)
        || (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8));

    /// <summary>Reads the header only.</summary>
    private static (bool Moves, bool MayMove) Judge(byte[] bytes)
    {
        using var header = Image.NewFromBuffer(bytes, access: Enums.Access.Sequential);
        if (header.Width > MaxSide || header.Height > MaxSide || (long)header.Width * header.Height > MaxPixels) throw new ImageRefusedException("image-too-large");

        var frames = header.Contains("n-pages") ? (int)header.Get("n-pages") : 1;
        if (frames > 5_000) throw new ImageRefusedException("image-too-large");
        return (frames > 1, frames is > 1 and <= MaxFrames && (long)header.Width * header.Height * frames <= MaxPixels * 2);
    }

    /// <summary>Decoded once, upright, in sRGB.</summary>
    private static Image Still(byte[] bytes, ImageUse use)
    {
        using var thumbnail = use switch
        {
            ImageUse.Face => Image.ThumbnailBuffer(bytes, 448, height: 448, crop: Enums.Interesting.Attention, outputProfile: "srgb"),
            ImageUse.Cover => Image.ThumbnailBuffer(bytes, 2_064, height: 2_064, size: Enums.Size.Down, outputProfile: "srgb"),
            ImageUse.Tile => Image.ThumbnailBuffer(bytes, 192, height: 192, crop: Enums.Interesting.Attention, outputProfile: "srgb"),
            ImageUse.Logo => Image.ThumbnailBuffer(bytes, 224, height: 224, size: Enums.Size.Down, outputProfile: "srgb"),
            _ => Image.ThumbnailBuffer(bytes, 2_048, height: 2_048, size: Enums.Size.Down, outputProfile: "srgb"),
        };
        return thumbnail.CopyMemory();
    }

    private static Image Moving(byte[] bytes)
    {
        using var frames = Image.ThumbnailBuffer(bytes, MaxMovingSide, optionString: "n=-1", height: MaxMovingSide, size: Enums.Size.Down);
        return frames.CopyMemory();
    }

    private static byte[] Encode(Image image) => image.WebpsaveBuffer(q: Quality, effort: 3, keep: Enums.ForeignKeep.None);

    private static int[] SmallerSizes(ImageUse use) => use switch
    {
        ImageUse.Face => [224, 96],
        ImageUse.Cover => [1_200],
        ImageUse.Tile => [96],
        ImageUse.Logo => [96],
        _ => [1_200, 600],
    };
}
