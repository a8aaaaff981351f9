using System.Globalization;
using System.Net;
using Intranet.Domain.Notifications;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Notifications;

/// <summary>How each kind of notice is said and drawn.</summary>
public static class NoticeLook
{
    public static string Icon(NoticeKind kind) => kind switch
    {
        NoticeKind.Mention => "at",
        NoticeKind.CommentOnYourPost or NoticeKind.ReplyToYourComment => "message-circle",
        NoticeKind.ImportantPost or NoticeKind.AcknowledgeReminder => "speakerphone",
        NoticeKind.EventReminder => "calendar-event",
        NoticeKind.Praised => "award",
        NoticeKind.AnswerAccepted => "circle-check",
        NoticeKind.PostHeldBack or NoticeKind.PostInherited => "clock",
        NoticeKind.ContentRemoved or NoticeKind.ContentRestored or NoticeKind.ReportSettled or NoticeKind.ModeratorAnswered or NoticeKind.CaseOpened or NoticeKind.RuleFoundLater or NoticeKind.PossibleDataBreach => "shield",
        NoticeKind.AccountSecurity => "shield-lock",
        _ => "users",
    };

    public static string Css(NoticeKind kind) => kind switch
    {
        NoticeKind.Mention or NoticeKind.ImportantPost or NoticeKind.AcknowledgeReminder or NoticeKind.EventReminder or NoticeKind.ContentRemoved or NoticeKind.AccountSecurity or NoticeKind.PostHeldBack or NoticeKind.PostInherited or NoticeKind.RuleFoundLater or NoticeKind.PossibleDataBreach => "notice__kind--warn",
        NoticeKind.CommentOnYourPost or NoticeKind.ReplyToYourComment => "",
        _ => "notice__kind--success",
    };

    /// <summary>One sentence with its names in bold. Everything that people wrote is encoded; the words are ours.</summary>
    public static IHtmlContent Sentence(IStringLocalizer texts, IStringLocalizer shared, NoticeLine line) => new HtmlString(Say(texts, shared, line, Bold));

    /// <summary>The same for where there is no bold.</summary>
    public static string Plain(IStringLocalizer texts, IStringLocalizer shared, NoticeLine line) => Say(texts, shared, line, text => text);

    private static string Say(IStringLocalizer texts, IStringLocalizer shared, NoticeLine line, Func<string, string> bold)
    {
        var actor = bold(line.Actor?.Name ?? texts["somebody"].Value);
        if (line.Others > 0)
        {
            actor = string.Format(CultureInfo.CurrentCulture, texts["and-others"].Value, actor, bold(texts.Count("others", line.Others).Value));
        }

        var key = line.Kind == NoticeKind.CommentOnYourPost && line.Others > 0 ? "CommentOnYourPost-many"
            : line.Kind is NoticeKind.ImportantPost or NoticeKind.AcknowledgeReminder && line.Title.Length == 0 ? $"{line.Kind}-untitled"
            : line.IsWholeDay ? $"{line.Kind}-day"
            : line.Kind is NoticeKind.ContentRemoved or NoticeKind.ContentRestored && line.GroupId is null ? $"{line.Kind}-chat" : line.Kind.ToString();
        return string.Format(CultureInfo.CurrentCulture, texts[key].Value, actor, line.GroupName.Length > 0 ? bold(line.GroupName) : shared["hidden-group"].Value, bold(line.Title));
    }

    private static string Bold(string text) => $"<strong>{WebUtility.HtmlEncode(text)}</strong>";
}
