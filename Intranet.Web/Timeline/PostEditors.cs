using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Web.Files;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>Everything that the form for a post shows besides what was typed.</summary>
/// <param name="PostId">Null for a new post.</param>
/// <param name="Praised">Of praise: whom.</param>
public sealed record PostEditor(PostForm Form, IReadOnlyList<PostableGroup> Groups, AttachmentFields Files, Guid? PostId, Mentionable? Praised);

public sealed record Mentionable(Guid Id, string Name);

/// <summary>Puts the form for a post together.</summary>
public sealed class PostEditors(IntranetDb db, PostableGroups groups)
{
    public const string NewView = "~/Timeline/Views/Posts/New.cshtml";

    /// <summary>The form of a post comes along with its files when there is no script.</summary>
    internal const long MaxFormBytes = FileKeeper.MaxFileBytes + (1024 * 1024);

    public async Task<PostEditor> OfAsync(Guid authorId, PostForm form, Guid? postId, CancellationToken cancel)
    {
        var postable = await groups.OfAsync(authorId, cancel);
        if (form.GroupId == Guid.Empty) form.GroupId = postable.FirstOrDefault(g => g.Kind == GroupKind.Everyone)?.Id ?? (postable.Count > 0 ? postable[0].Id : Guid.Empty);
        var praised = form.PraisedId is { } id
            ? await db.Employees.WorkingHere().Where(e => e.Id == id).Select(e => new Mentionable(e.Id, e.FirstName + " " + e.LastName)).FirstOrDefaultAsync(cancel)
            : null;
        return new PostEditor(form, postable, await db.FieldsAsync(authorId, form.Files, Post.MaxFiles, cancel), postId, praised);
    }
}
