using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Accounts;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Shared;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Moderation;

/// <summary>Taking away what somebody wrote, with a reason that they read. Create removes, delete puts back.</summary>
[Authorize]
public sealed class RemovalsController(IntranetDb db, Remover remover, ReportDesk desk, MarkdownRenderer markdown, IStringLocalizer<ModerationTexts> texts, IStringLocalizer<SharedTexts> shared, TimeProvider clock) : Controller
{
    private Authority Me => new(User.EmployeeId(), User.Is(Role.Moderator));

    [HttpGet("posts/{postId:guid}/removal/new")]
    public async Task<IActionResult> NewForPost(Guid postId, CancellationToken cancel) => View("New", await PostFormAsync(postId, new RemovalForm(), cancel));

    [HttpPost("posts/{postId:guid}/removal")]
    public async Task<IActionResult> CreateForPost(Guid postId, RemovalForm form, CancellationToken cancel)
    {
        await PostFormAsync(postId, form, cancel);
        if (!ModelState.IsValid) return this.TryAgain("New", form);

        var made = await remover.RemovePostAsync(Me, postId, form.Reason, form.Confirmed, cancel);
        return made.Accepted ? RedirectToAction(nameof(Show), new { id = made.Value.Id }) : this.TryAgain("New", form, nameof(form.Reason), made.Findings);
    }

    [HttpGet("comments/{commentId:guid}/removal/new")]
    public async Task<IActionResult> NewForComment(Guid commentId, CancellationToken cancel) => View("New", await CommentFormAsync(commentId, new RemovalForm(), cancel));

    [HttpPost("comments/{commentId:guid}/removal")]
    public async Task<IActionResult> CreateForComment(Guid commentId, RemovalForm form, CancellationToken cancel)
    {
        await CommentFormAsync(commentId, form, cancel);
        if (!ModelState.IsValid) return this.TryAgain("New", form);

        var made = await remover.RemoveCommentAsync(Me, commentId, form.Reason, form.Confirmed, cancel);
        return made.Accepted ? RedirectToAction(nameof(Show), new { id = made.Value.Id }) : this.TryAgain("New", form, nameof(form.Reason), made.Findings);
    }

    /// <summary>What was taken away and why: for its author, for those who run the group, and for moderators who may read there or hid it.</summary>
    [HttpGet("removals/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken cancel) => View(await PageAsync(id, new AppealForm(), cancel));

    /// <summary>Its author asks that somebody else looks at it.</summary>
    [HttpPost("removals/{id:guid}/appeal")]
    public async Task<IActionResult> Appeal(Guid id, AppealForm form, CancellationToken cancel)
    {
        var page = await PageAsync(id, form, cancel);
        if (!page.IsMine) return NotFound();
        if (!ModelState.IsValid) return this.TryAgain("Show", page);

        var made = await desk.AppealAsync(User.EmployeeId(), id, form.Words, form.Confirmed, cancel);
        if (!made.Accepted) return this.TryAgain("Show", page, nameof(form.Words), made.Findings);

        this.Toast(texts["appealed"]);
        return RedirectToAction(nameof(Show), new { id });
    }

    [HttpPost("removals/{id:guid}/delete"), Says("removal-restored")]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancel)
    {
        await remover.RestoreAsync(Me, id, cancel);
        return RedirectToAction(nameof(Show), new { id });
    }

    private async Task<RemovalPage> PageAsync(Guid id, AppealForm form, CancellationToken cancel)
    {
        var me = Me;
        var known = db.Groups.VisibleTo(me.EmployeeId, db.GroupInvitations);
        var page = await db.Removals.VisibleTo(me.EmployeeId, me.IsModerator, db.Groups).Where(r => r.Id == id)
            .Select(r => new RemovalPage
            {
                Removal = r,
                // Its author may be out of a secret group by now, and then knows neither its name of today nor a way to it.
                GroupName = db.Groups.Where(g => g.Id == r.GroupId).Select(g => g.Name).FirstOrDefault() ?? "",
                KnowsGroup = r.GroupId == null || r.AuthorId != me.EmployeeId || known.Any(g => g.Id == r.GroupId),
                AuthorName = db.Employees.Where(e => e.Id == r.AuthorId).Select(e => e.FirstName + " " + e.LastName).First(),
                RemovedByName = db.Employees.Where(e => e.Id == r.RemovedById).Select(e => e.FirstName + " " + e.LastName).First(),
                Markdown = r.Kind == RemovedKind.Post
                    ? db.Posts.Where(p => p.Id == r.SubjectId).Select(p => p.Body).First()
                    : r.Kind == RemovedKind.Comment ? db.Comments.Where(c => c.Id == r.SubjectId).Select(c => c.Body).First() : r.Withheld ?? "",
                Title = r.Kind == RemovedKind.Post ? db.Posts.Where(p => p.Id == r.SubjectId).Select(p => p.Title).First() : "",
                PlaceId = r.Kind == RemovedKind.Post ? r.SubjectId
                    : r.Kind == RemovedKind.Comment ? db.Comments.Where(c => c.Id == r.SubjectId).Select(c => c.PostId).First()
                    : db.Messages.Where(m => m.Id == r.SubjectId).Select(m => (Guid?)m.ConversationId).FirstOrDefault(),
            })
            .OneAsync(cancel);
        var isMine = page.Removal.AuthorId == me.EmployeeId;
        var appeal = isMine
            ? await db.Cases.Where(c => c.Kind == CaseKind.Appeal && c.SubjectId == id).Select(c => new AppealState(c.Id, c.SettledAt != null)).FirstOrDefaultAsync(cancel)
            : null;
        var isOpen = page.Removal.MayBeRestoredAt(clock.UtcNow());
        return page with
        {
            GroupName = page.KnowsGroup ? page.GroupName : shared["hidden-group"], Body = markdown.Show(page.Markdown), IsMine = isMine, MayRestore = !isMine && isOpen && me.MayUndo(page.Removal), Appeal = appeal, MayAppeal = isMine && isOpen && appeal is null, Form = form,
        };
    }

    private async Task<RemovalForm> PostFormAsync(Guid postId, RemovalForm form, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        form.Subject = await remover.PostFor(Me, postId).Where(p => p.AuthorId != me)
            .Select(p => new RemovalSubject(RemovedKind.Post, p.Id, p.Id, p.Author.FirstName + " " + p.Author.LastName, p.Group.Name, p.Body)).OneAsync(cancel);
        form.Subject = form.Subject with { Markdown = MarkdownRenderer.Excerpt(form.Subject.Markdown, 280) };
        return form;
    }

    private async Task<RemovalForm> CommentFormAsync(Guid commentId, RemovalForm form, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        form.Subject = await remover.CommentFor(Me, commentId).Where(c => c.AuthorId != me)
            .Select(c => new RemovalSubject(RemovedKind.Comment, c.Id, c.PostId, c.Author.FirstName + " " + c.Author.LastName, c.Post.Group.Name, c.Body)).OneAsync(cancel);
        form.Subject = form.Subject with { Markdown = MarkdownRenderer.Excerpt(form.Subject.Markdown, 280) };
        return form;
    }
}

public sealed class RemovalForm
{
    [Required(ErrorMessage = "reason-required")]
    [StringLength(Removal.MaxReasonLength, ErrorMessage = "reason-too-long")]
    public string? Reason { get; set; }

    public bool Confirmed { get; set; }

    [BindNever]
    public RemovalSubject? Subject { get; set; }
}

/// <param name="Markdown">An excerpt, without markup.</param>
public sealed record RemovalSubject(RemovedKind Kind, Guid Id, Guid PostId, string AuthorName, string GroupName, string Markdown);

public sealed record RemovalPage
{
    public required Removal Removal { get; init; }
    public required string GroupName { get; init; }
    public required bool KnowsGroup { get; init; }
    public required string AuthorName { get; init; }

    /// <summary>Shown to the author only when it was somebody who runs the group.</summary>
    public required string RemovedByName { get; init; }
    public required string Markdown { get; init; }
    public required string Title { get; init; }

    /// <summary>The post that it is or hangs on, or the conversation that it stands in; null when that is gone.</summary>
    public required Guid? PlaceId { get; init; }
    public SafeHtml? Body { get; init; }
    public bool IsMine { get; init; }
    public bool MayRestore { get; init; }

    /// <summary>Null when its author did not appeal.</summary>
    public AppealState? Appeal { get; init; }
    public bool MayAppeal { get; init; }
    public AppealForm Form { get; init; } = new();
}

public sealed record AppealState(Guid CaseId, bool IsSettled);

public sealed class AppealForm
{
    [Required(ErrorMessage = "appeal-words-required")]
    [StringLength(Report.MaxWordsLength, ErrorMessage = "report-words-too-long")]
    public string? Words { get; set; }

    public bool Confirmed { get; set; }
}
