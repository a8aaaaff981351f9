using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Files;

/// <summary>A file in a form for a post, comment or message: taken in already, and now on its way to its place.</summary>
public sealed class AttachmentForm
{
    public Guid Id { get; set; }

    /// <summary>What a picture shows, in words.</summary>
    public string AltText { get => altText; set => altText = value?.Trim() ?? ""; }

    /// <summary>Nobody could look inside, and the uploader says that it may be on the intranet.</summary>
    public bool Confirmed { get; set; }

    private string altText = "";
}

/// <summary>The files of a form, as its page shows them.</summary>
/// <param name="Max">As many fit on the place.</param>
public sealed record AttachmentFields(IReadOnlyList<AttachmentForm> Forms, IReadOnlyList<StoredFile> Files, int Max)
{
    public static AttachmentFields None(int max) => new([], [], max);
}

/// <summary>From a form to what can be hung.</summary>
public static class Attachments
{
    /// <returns>No refusal when every description may be stored.</returns>
    public static async Task<(List<Attachment> Attachments, FieldFindings? Refused)> CheckAsync(this AuthorRules rules, IReadOnlyList<AttachmentForm> forms)
    {
        List<Attachment> attachments = [];
        for (var i = 0; i < forms.Count; i++)
        {
            var check = await rules.CheckAsync(forms[i].AltText, Surface.AltText);
            if (check is not Allowed(var altText)) return (attachments, new($"Files[{i}].AltText", check.Findings));
            if (forms[i].Confirmed && await rules.AnswerForAsync([forms[i].Id]) is { Count: > 0 } objections) return (attachments, new($"Files[{i}].AltText", objections));
            attachments.Add(new Attachment(forms[i].Id, altText, forms[i].Confirmed));
        }

        return (attachments, null);
    }

    /// <summary>What this person may still hang, or has hung; forms of other files are left out.</summary>
    public static async Task<AttachmentFields> FieldsAsync(this IntranetDb db, Guid uploaderId, IReadOnlyList<AttachmentForm> forms, int max, CancellationToken cancel)
    {
        if (forms.Count == 0) return AttachmentFields.None(max);

        var ids = forms.Select(f => f.Id).ToList();
        var files = await db.Files.AsNoTracking().Where(f => ids.Contains(f.Id) && f.UploadedById == uploaderId).ToListAsync(cancel);
        return new([.. forms.Where(form => files.Exists(f => f.Id == form.Id))], files, max);
    }

    /// <summary>The files of a place, as a form to edit.</summary>
    public static Task<List<AttachmentForm>> FormsAsync(this IntranetDb db, FilePlace place, Guid placeId, CancellationToken cancel) =>
        db.Files.HangingOn(place, placeId)
            .Select(f => new AttachmentForm { Id = f.Id, AltText = f.AltText, Confirmed = !f.IsInspected || f.WarnedBy != "" }).ToListAsync(cancel);
}
