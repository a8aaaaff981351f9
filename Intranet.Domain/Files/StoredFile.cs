using Intranet.Domain.ContentRules;

namespace Intranet.Domain.Files;

/// <summary>What a file hangs on decides who may read it: exactly those who may read that.</summary>
public enum FilePlace
{
    /// <summary>Uploaded, not yet part of anything: only its uploader sees it. Swept after a day.</summary>
    Pending,
    Post,

    /// <summary>A post that is not there yet: its author's only.</summary>
    Draft,
    Comment,
    Message,

    /// <summary>Among the files of a group itself.</summary>
    GroupFile,

    /// <summary>The picture above a group, and the one on its tile.</summary>
    GroupCover,
    ProfilePhoto,
    Logo,

    /// <summary>A content rule objects to it after all: nobody reads it until a moderator has decided.</summary>
    Withheld,
}

/// <summary>An upload. Its bytes live in the file store under their hash, so the same picture is kept once.</summary>
public sealed class StoredFile
{
    public const int MaxNameLength = 200;
    public const int MaxAltTextLength = 500;

    public Guid Id { get; private set; }

    /// <summary>SHA-256 of the stored bytes, lower-case hexadecimal.</summary>
    public string Hash { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>By content, never by extension.</summary>
    public string ContentType { get; private set; } = "";
    public long Bytes { get; private set; }

    /// <summary>In pixels; 0 when it is no image.</summary>
    public int Width { get; private set; }
    public int Height { get; private set; }
    public string AltText { get; private set; } = "";
    public Guid UploadedById { get; private set; }
    public DateTime UploadedAt { get; private set; }
    public FilePlace Place { get; private set; }

    /// <summary>The id of the post, comment, message, file of a group, group or employee; null while pending.</summary>
    public Guid? PlaceId { get; private set; }

    /// <summary>Order among the files of one place, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>It moved when it came in, and is too much of that to keep. Told to its uploader at once, and not kept.</summary>
    public bool StandsStill { get; private set; }

    /// <summary>The content rules could look inside. Where they could not, the uploader answers for it, and readers see that.</summary>
    public bool IsInspected { get; private set; }

    /// <summary>The content rules that ask about something inside, separated by spaces: the uploader says whether it may be here.</summary>
    public string WarnedBy { get; private set; } = "";

    public bool IsWarned => WarnedBy.Length > 0;

    /// <summary>Its uploader has to answer for it before it hangs anywhere.</summary>
    public bool NeedsWord => !IsInspected || IsWarned;

    public bool IsImage => Width > 0;

    public static StoredFile Upload(
        Guid uploadedById, CheckedText name, string hash, string contentType, long bytes, int width, int height, DateTime now, bool isInspected = true, string warnedBy = "", bool standsStill = false) =>
        new()
        {
            Id = Guid.CreateVersion7(), UploadedById = uploadedById, Name = name.Value, Hash = hash, ContentType = contentType,
            Bytes = bytes, Width = width, Height = height, UploadedAt = now, IsInspected = isInspected, WarnedBy = warnedBy, StandsStill = standsStill,
        };

    /// <summary>Who inherits the draft that it hangs on answers for it from now on.</summary>
    public void PassTo(Guid employeeId) => UploadedById = employeeId;

    /// <summary>From now on it is read by exactly those who may read the place.</summary>
    public void HangOn(FilePlace place, Guid placeId, int position, CheckedText altText)
    {
        Place = place;
        PlaceId = placeId;
        Position = position;
        AltText = altText.Value;
    }

    /// <returns>What <see cref="GiveBack"/> needs.</returns>
    public string Withhold()
    {
        var place = $"{Place} {PlaceId}";
        (Place, PlaceId) = (FilePlace.Withheld, null);
        return place;
    }

    /// <summary>Hangs again where it hung.</summary>
    public void GiveBack(string place)
    {
        if (Place != FilePlace.Withheld) return;
        var parts = place.Split(' ');
        (Place, PlaceId) = (Enum.Parse<FilePlace>(parts[0]), Guid.TryParse(parts[1], out var id) ? id : null);
    }

    /// <summary>Taken off its place: nobody but its uploader sees it, and the next sweep takes it.</summary>
    public void Release()
    {
        Place = FilePlace.Pending;
        PlaceId = null;
    }
}

public static class StoredFileQueries
{
    /// <summary>Files that go by their name; of a picture nobody sees it.</summary>
    public static IQueryable<StoredFile> Named(this IQueryable<StoredFile> files) => files.Where(f => f.Width == 0);

    /// <summary>The files of one place, in the order in which its author put them.</summary>
    public static IQueryable<StoredFile> HangingOn(this IQueryable<StoredFile> files, FilePlace place, Guid placeId) =>
        files.Where(f => f.Place == place && f.PlaceId == placeId).OrderBy(f => f.Position).ThenBy(f => f.Id);
}
