using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
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
    /// <returns>Null when all of it may be kept.</returns>
    public static FieldFindings? Check(this ContentRuleSet rules, PostForm form, out CheckedPost result)
    {
        result = null!;
        if (Text(nameof(form.Title), form.Title, Surface.Post, out var title) is { } inTitle) return inTitle;
        if (Text(nameof(form.Body), form.Body, Surface.Post, out var body) is { } inBody) return inBody;
        if (Together(rules, form) is { } inBoth) return inBoth;

        var options = new List<CheckedText>();
        if (form.Kind == PostKind.Poll)
        {
            for (var i = 0; i < form.Poll.Options.Count; i++)
            {
                if (Text($"Poll.Options[{i}]", form.Poll.Options[i] ?? "", Surface.PollOption, out var option) is { } inOption) return inOption;
                if (option.Value.Length > 0) options.Add(option);
            }
        }

        if (Text("Event.Location", form.Event.Location, Surface.Event, out var location) is { } inLocation) return inLocation;
        if (rules.Check(form.Files, form.Confirmed, out var attachments) is { } inFiles) return inFiles;
        result = new CheckedPost(title, body, options, location, attachments);
        return null;

        FieldFindings? Text(string field, string typed, Surface surface, out CheckedText text)
        {
            var check = rules.Check(typed, surface, form.Confirmed);
            text = check is Allowed(var allowed) ? allowed : CheckedText.Empty;
            return check is Allowed ? null : PostForm.Findings(field, typed, check.Findings);
        }
    }

    /// <summary>What is missing or too long, at the field that it is about.</summary>
    public static bool IsWhole(this ModelStateDictionary state, PostForm form, bool isNew, DateTime now, IStringLocalizer texts)
    {
        if (form.Body.Length == 0 && form.Files.Count == 0) state.AddModelError(nameof(form.Body), texts["body-missing"]);
        if (form.Body.Length > Post.MaxBodyLength) state.AddModelError(nameof(form.Body), texts["text-too-long", Post.MaxBodyLength, form.Body.Length]);
        if (form.Title.Length > Post.MaxTitleLength) state.AddModelError(nameof(form.Title), texts["text-too-long", Post.MaxTitleLength, form.Title.Length]);
        if (form.Files.Count > Post.MaxFiles) state.AddModelError(nameof(form.Uploads), texts["too-many-files", Post.MaxFiles]);
        if (form.Kind == PostKind.Poll && isNew) CheckPoll(state, form.Poll, now, texts);
        if (form.Kind == PostKind.Event) CheckEvent(state, form, texts);
        if (form.Kind == PostKind.Praise && form.PraisedId is null) state.AddModelError(nameof(form.PraisedId), texts["praise-whom"]);
        if (form.PublishAt is { } at && LocalTime.ToUtc(at) <= now) state.AddModelError(nameof(form.PublishAt), texts["publish-at-past"]);
        return state.IsValid;
    }

    private static void CheckPoll(ModelStateDictionary state, PollForm poll, DateTime now, IStringLocalizer texts)
    {
        if (poll.Filled.Count is < Poll.MinOptions or > Poll.MaxOptions) state.AddModelError("Poll.Options[0]", texts["poll-options", Poll.MinOptions, Poll.MaxOptions]);
        if (poll.ClosesAt <= now) state.AddModelError("Poll.LastDay", texts["poll-day-past"]);
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

    private static FieldFindings? Together(ContentRuleSet rules, PostForm form)
    {
        var together = rules.Check($"{form.Title}\n{form.Body}", Surface.Post, form.Confirmed);
        if (form.Title.Length == 0 || together is Allowed) return null;

        var start = form.Title.Length + 1;
        var inBody = together.Findings.Where(f => f.Start >= start).Select(f => f with { Start = f.Start - start }).ToList();
        return inBody.Count > 0 ? PostForm.Findings(nameof(form.Body), form.Body, inBody) : PostForm.Findings(nameof(form.Title), form.Title, together.Findings);
    }
}
