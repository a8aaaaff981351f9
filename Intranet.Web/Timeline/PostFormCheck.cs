using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Files;
using Intranet.Web.Files;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Timeline;

/// <summary>A form of which every text may be kept.</summary>
public sealed record CheckedPost(CheckedText Title, CheckedText Body, IReadOnlyList<CheckedText> Options, CheckedText Location, IReadOnlyList<Attachment> Files);

/// <summary>What has to be right before a post is published, scheduled or kept as a draft.</summary>
public static class PostFormCheck
{
    /// <summary>Everything that the post would show goes past the rules: a label in the title and its number in the text, too.</summary>
    /// <returns>A refusal, or a form of which all may be kept.</returns>
    public static async Task<Written<CheckedPost>> CheckAsync(this AuthorRules rules, PostForm form)
    {
        FieldFindings? refused = null;
        var title = await TextAsync(nameof(form.Title), form.Title, Surface.Post);
        var body = await TextAsync(nameof(form.Body), form.Body, Surface.Post);
        refused ??= await TogetherAsync(rules, form);

        var options = new List<CheckedText>();
        for (var i = 0; form.Kind == PostKind.Poll && i < form.Poll.Options.Count; i++)
        {
            var option = await TextAsync($"Poll.Options[{i}]", form.Poll.Options[i] ?? "", Surface.PollOption);
            if (option.Value.Length > 0) options.Add(option);
        }

        var location = await TextAsync("Event.Location", form.Event.Location, Surface.Event);
        if (refused is not null) return new(null, refused);
        var (attachments, inFiles) = await rules.CheckAsync(form.Files);
        return inFiles is null ? new(new CheckedPost(title, body, options, location, attachments), null) : new(null, inFiles);

        async Task<CheckedText> TextAsync(string field, string typed, Surface surface)
        {
            if (refused is not null) return CheckedText.Empty;
            var check = await rules.CheckAsync(typed, surface);
            if (check is Allowed(var allowed)) return allowed;
            refused = PostForm.Findings(field, typed, check.Findings);
            return CheckedText.Empty;
        }
    }

    /// <summary>What is missing or too long, at the field that it is about.</summary>
    public static bool IsWhole(this ModelStateDictionary state, PostForm form, bool isNew, DateTime now, IStringLocalizer texts)
    {
        if (form.Body.Length == 0 && form.Files.Count == 0) state.AddModelError(nameof(form.Body), texts["body-missing"]);
        if (form.Body.Length > Post.MaxBodyLength) state.AddModelError(nameof(form.Body), texts["text-too-long", Post.MaxBodyLength, form.Body.Length]);
        if (form.Title.Length > Post.MaxTitleLength) state.AddModelError(nameof(form.Title), texts["text-too-long", Post.MaxTitleLength, form.Title.Length]);
        if (form.Files.Count > Post.MaxFiles) state.AddModelError(nameof(form.Uploads), texts["too-many-files", Post.MaxFiles]);
        if (form.Kind == PostKind.Poll && isNew) CheckPoll(state, form, now, texts);
        if (form.Kind == PostKind.Event) CheckEvent(state, form, texts);
        if (form.Kind == PostKind.Praise && form.PraisedId is null) state.AddModelError(nameof(form.PraisedId), texts["praise-whom"]);
        if (form.PublishAt is { } at && LocalTime.ToUtc(at) <= now) state.AddModelError(nameof(form.PublishAt), texts["publish-at-past"]);
        return state.IsValid;
    }

    private static void CheckPoll(ModelStateDictionary state, PostForm form, DateTime now, IStringLocalizer texts)
    {
        var poll = form.Poll;
        if (poll.Filled.Count is < Poll.MinOptions or > Poll.MaxOptions) state.AddModelError("Poll.Options[0]", texts["poll-options", Poll.MinOptions, Poll.MaxOptions]);
        if (poll.LastTime is not null && poll.LastDay is null) state.AddModelError("Poll.LastDay", texts["poll-time-alone"]);
        else if (poll.LastDay is { } day && !GatheringTime.IsMeant(day.ToDateTime(default))) state.AddModelError("Poll.LastDay", texts["event-year"]);
        else if (poll.IsSkipped) state.AddModelError("Poll.LastDay", texts["event-hour-skipped"]);
        else if (poll.ClosesAt <= now) state.AddModelError("Poll.LastDay", texts["poll-day-past"]);
        else if (form.PublishAt is { } at && poll.ClosesAt <= LocalTime.ToUtc(at)) state.AddModelError("Poll.LastDay", texts["poll-closes-first"]);
        for (var i = 0; i < poll.Options.Count; i++)
        {
            if (poll.Options[i]?.Trim().Length > PollOption.MaxLength) state.AddModelError($"Poll.Options[{i}]", texts["text-too-long", PollOption.MaxLength, poll.Options[i].Length]);
        }
    }

    private static void CheckEvent(ModelStateDictionary state, PostForm form, IStringLocalizer texts)
    {
        if (form.Title.Length == 0) state.AddModelError(nameof(form.Title), texts["event-title"]);
        if (form.Event.Location.Length > Gathering.MaxLocationLength) state.AddModelError("Event.Location", texts["text-too-long", Gathering.MaxLocationLength, form.Event.Location.Length]);
        if (!form.Event.IsWhole)
        {
            state.AddModelError("Event.StartDay", texts["event-when"]);
            return;
        }

        try { form.Event.Time(); }
        catch (RuleBrokenException broken) { state.AddModelError(broken.Rule == "event-hour-skipped" ? "Event.StartTime" : "Event.EndDay", texts[broken.Rule]); }
    }

    private static async Task<FieldFindings?> TogetherAsync(AuthorRules rules, PostForm form)
    {
        if (form.Title.Length == 0 || form.Body.Length == 0) return null;
        var together = await rules.CheckAsync($"{form.Title}\n{form.Body}", Surface.Post);
        if (together is Allowed) return null;

        var start = form.Title.Length + 1;
        var inBody = together.Findings.Where(f => f.Start >= start).Select(f => f with { Start = f.Start - start }).ToList();
        return inBody.Count > 0 ? PostForm.Findings(nameof(form.Body), form.Body, inBody) : PostForm.Findings(nameof(form.Title), form.Title, together.Findings);
    }
}
