using System.Text.Json;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Files;
using Intranet.Web.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Timeline;

/// <summary>A draft's time has come. Skipped when its author meanwhile chose another time, or none.</summary>
public sealed record PublishDraft(Guid DraftId, DateTime At);

/// <summary>Keeps posts that are not there yet, and publishes them when it is time.</summary>
public sealed class DraftKeeper(IntranetDb db, RuleGate gate, FileHanger files, JobQueue jobs, TimeProvider clock)
{
    /// <summary>What of a form is no text.</summary>
    private sealed record Settings(
        PostKind Kind, bool IsMultiple, bool IsAnonymous, bool HidesResults, DateOnly? LastDay, DateOnly? StartDay, TimeOnly? StartTime, DateOnly? EndDay, TimeOnly? EndTime,
        bool IsAllDay, string Zone, int? Max, Guid? PraisedId, int ImportantDays, bool MustAcknowledge, bool Confirmed, IReadOnlyList<Guid> Mentioned, TimeOnly? LastTime = null);

    /// <exception cref="NotThereException">The draft or a file is not this author's.</exception>
    /// <exception cref="RuleBrokenException">There are too many already.</exception>
    public async Task<Written<PostDraft>> KeepAsync(Guid authorId, PostForm form, CancellationToken cancel)
    {
        // A planned post goes out by itself, so its author answers now; a mere draft is nobody's word yet.
        var rules = form.PublishAt is null ? gate.OfDraft(form.Confirmed) : gate.Of(authorId, form.Confirmed, cancel);
        var (allowed, refused) = await rules.CheckAsync(form);
        if (allowed is null) return new(null, refused);
        var check = await rules.CheckAsync(string.Join('\n', allowed.Options.Select(o => o.Value)), Surface.PollOption);
        if (check is not Allowed(var options)) return new(null, new("Poll.Options[0]", check.Findings));

        var draft = await db.WriteAsync(async () =>
        {
            var kept = await FindOrBeginAsync(authorId, form.DraftId, cancel);
            var publishAt = form.PublishAt is { } local ? LocalTime.ToUtc(local) : (DateTime?)null;
            kept.Save(form.GroupId == Guid.Empty ? null : form.GroupId, allowed.Title, allowed.Body, options, allowed.Location, SettingsOf(form), publishAt, clock.UtcNow());
            await files.HangAsync(FilePlace.Draft, kept.Id, authorId, allowed.Files, cancel);
            if (publishAt is { } at) jobs.Later(new PublishDraft(kept.Id, at), at - clock.UtcNow());
            await db.SaveChangesAsync(cancel);
            return kept;
        }, cancel);
        return new(draft, null);
    }

    /// <summary>A draft as the form that it was.</summary>
    public async Task<PostForm> FormAsync(PostDraft draft, CancellationToken cancel)
    {
        var settings = JsonSerializer.Deserialize<Settings>(draft.Settings)!;
        return new PostForm
        {
            DraftId = draft.Id, GroupId = draft.GroupId ?? Guid.Empty, Kind = settings.Kind, Title = draft.Title, Body = draft.Body,
            Poll = new()
            {
                Options = [.. draft.Options.Split('\n', StringSplitOptions.RemoveEmptyEntries)], IsMultiple = settings.IsMultiple, IsAnonymous = settings.IsAnonymous,
                HidesResults = settings.HidesResults, LastDay = settings.LastDay, LastTime = settings.LastTime,
            },
            Event = new()
            {
                StartDay = settings.StartDay, StartTime = settings.StartTime, EndDay = settings.EndDay, EndTime = settings.EndTime,
                IsAllDay = settings.IsAllDay, Zone = settings.Zone, Max = settings.Max, Location = draft.Location,
            },
            PraisedId = settings.PraisedId, ImportantDays = settings.ImportantDays, MustAcknowledge = settings.MustAcknowledge, Confirmed = settings.Confirmed,
            Mentioned = [.. settings.Mentioned], Files = await db.FormsAsync(FilePlace.Draft, draft.Id, cancel),
            PublishAt = draft.PublishAt is { } at ? LocalTime.Of(at) : null,
        };
    }

    private async Task<PostDraft> FindOrBeginAsync(Guid authorId, Guid? draftId, CancellationToken cancel)
    {
        if (draftId is { } id) return await db.PostDrafts.Where(d => d.Id == id && d.AuthorId == authorId).OneAsync(cancel);
        if (await db.PostDrafts.CountAsync(d => d.AuthorId == authorId, cancel) >= PostDraft.MaxPerAuthor) throw new RuleBrokenException("too-many-drafts");
        var begun = PostDraft.Begin(authorId);
        db.Add(begun);
        return begun;
    }

    private static string SettingsOf(PostForm form) => JsonSerializer.Serialize(new Settings(
        form.Kind, form.Poll.IsMultiple, form.Poll.IsAnonymous, form.Poll.HidesResults, form.Poll.LastDay, form.Event.StartDay, form.Event.StartTime, form.Event.EndDay, form.Event.EndTime,
        form.Event.IsAllDay, TimeZoneInfo.TryFindSystemTimeZoneById(form.Event.Zone, out var zone) ? zone.Id : LocalTime.Zone.Id, form.Event.Max, form.PraisedId,
        form.ImportantDays, form.MustAcknowledge, form.Confirmed, form.Mentioned, form.Poll.LastTime));
}

/// <summary>Publishes a draft at its time. What stands in the way is told to its author, and the draft waits.</summary>
internal sealed class DraftPublisher(IntranetDb db, DraftKeeper drafts, PostPublisher publisher, JobQueue jobs, TimeProvider clock) : IJobHandler<PublishDraft>
{
    public async Task RunAsync(PublishDraft job, CancellationToken cancel)
    {
        var draft = await db.PostDrafts.FirstOrDefaultAsync(d => d.Id == job.DraftId && d.PublishAt == job.At && d.HeldBackBy == null, cancel);
        if (draft is null) return;

        var rule = await PublishAsync(draft, cancel);
        if (rule is null) return;

        db.ChangeTracker.Clear();
        var held = await db.PostDrafts.Where(d => d.Id == job.DraftId).OneAsync(cancel);
        held.HoldBack(rule);
        if (!await db.Notices.AnyAsync(n => n.SubjectId == held.Id && n.EmployeeId == held.AuthorId, cancel))
        {
            db.Add(Notice.Tell(held.AuthorId, NoticeKind.PostHeldBack, null, held.Id, null, clock.UtcNow()));
            jobs.Later(new RingBells([held.AuthorId]));
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <returns>What stood in the way, if anything.</returns>
    private async Task<string?> PublishAsync(PostDraft draft, CancellationToken cancel)
    {
        // Nothing goes out in the name of who left, or came back and has not been in since.
        if (!await db.Employees.AnyAsync(e => e.Id == draft.AuthorId && e.State == EmployeeState.Active, cancel)) return PostDraft.AuthorLeft;

        var form = await drafts.FormAsync(draft, cancel);
        form.PublishAt = null;
        try
        {
            return (await publisher.PublishPlannedAsync(draft.AuthorId, form, cancel)).Refused is null ? null : "content-rules";
        }
        catch (RuleBrokenException broken)
        {
            return broken.Rule;
        }
        catch (NotThereException)
        {
            return "not-there";
        }
    }
}
