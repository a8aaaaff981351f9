using Intranet.Tests.Security;

namespace Intranet.Tests.ContentRules;

/// <summary>What becomes of a citizen number in one field, and who gets as far as being told so.</summary>
/// <param name="With">What else the form needs to be whole.</param>
/// <param name="IsRefused">The rules say no. Otherwise it is looked up, compared, hashed or read as something else, and kept nowhere.</param>
internal sealed record TextRow(Who Who, bool IsRefused, (string Name, string Value)[] With)
{
    /// <summary>About something that was said over the live connection, which the world of the matrix does not have.</summary>
    public bool IsAboutTalk { get; init; }

    public static TextRow Refused(Who who, params (string Name, string Value)[] with) => new(who, true, with);

    public static TextRow NotKept(Who who, params (string Name, string Value)[] with) => new(who, false, with);
}

/// <summary>One line for each text that can be written; a text without a line fails the test.</summary>
internal static class WritableTextRows
{
    private const string Group = "{group}";
    private static readonly (string, string)[] Post = [("GroupId", Group), ("Body", "Hallo")];
    private static readonly (string, string)[] Poll = [.. Post, ("Kind", "Poll"), ("Poll.Options[1]", "Nee"), ("Poll.Options[2]", "Misschien")];
    private static readonly (string, string)[] Event = [.. Post, ("Kind", "Event"), ("Title", "Taart"), ("Event.StartDay", "2099-01-01"), ("Event.StartTime", "10:00"), ("Event.EndTime", "11:00")];

    public static IReadOnlyDictionary<string, TextRow> Fields { get; } = new Dictionary<string, TextRow>
    {
        // Timeline
        ["POST /posts Title"] = TextRow.Refused(Who.Member, Post),
        ["POST /posts Body"] = TextRow.Refused(Who.Member, Post),
        ["POST /posts Poll.Options[0]"] = TextRow.Refused(Who.Member, Poll),
        ["POST /posts Event.Location"] = TextRow.Refused(Who.Member, Event),
        ["POST /posts Event.Zone"] = TextRow.NotKept(Who.Member, Event),
        ["POST /posts Files[0].AltText"] = TextRow.Refused(Who.Member, Post),
        ["POST /posts Uploads"] = TextRow.Refused(Who.Member, Post),
        ["POST /posts Importance"] = TextRow.NotKept(Who.Member, Post),
        ["POST /posts/{id} Title"] = TextRow.Refused(Who.Member, Post),
        ["POST /posts/{id} Body"] = TextRow.Refused(Who.Member, Post),
        ["POST /posts/{id} Poll.Options[0]"] = TextRow.NotKept(Who.Member, Post),
        ["POST /posts/{id} Event.Location"] = TextRow.Refused(Who.Member, Post),
        ["POST /posts/{id} Event.Zone"] = TextRow.NotKept(Who.Member, Post),
        ["POST /posts/{id} Files[0].AltText"] = TextRow.Refused(Who.Member, Post),
        ["POST /posts/{id} Uploads"] = TextRow.Refused(Who.Member, Post),
        ["POST /posts/{id} Importance"] = TextRow.NotKept(Who.Member, Post),
        ["POST /posts/drafts Title"] = TextRow.Refused(Who.Member, Post),
        ["POST /posts/drafts Body"] = TextRow.Refused(Who.Member, [.. Post, ("PublishAt", "2099-01-01T09:00")]),
        ["POST /posts/drafts Poll.Options[0]"] = TextRow.Refused(Who.Member, Poll),
        ["POST /posts/drafts Event.Location"] = TextRow.Refused(Who.Member, Event),
        ["POST /posts/drafts Event.Zone"] = TextRow.NotKept(Who.Member, Event),
        ["POST /posts/drafts Files[0].AltText"] = TextRow.Refused(Who.Member, Post),
        ["POST /posts/drafts Uploads"] = TextRow.Refused(Who.Member, Post),
        ["POST /posts/drafts Importance"] = TextRow.NotKept(Who.Member, Post),
        ["POST /posts/{postId}/comments Body"] = TextRow.Refused(Who.Member),
        ["POST /posts/{postId}/comments Files[0].AltText"] = TextRow.Refused(Who.Member, ("Body", "Hallo")),
        ["POST /posts/{postId}/comments Uploads"] = TextRow.Refused(Who.Member, ("Body", "Hallo")),
        ["POST /comments/{id} Body"] = TextRow.Refused(Who.Member),
        ["POST /comments/{id} Files[0].AltText"] = TextRow.Refused(Who.Member, ("Body", "Hallo")),
        ["POST /comments/{id} Uploads"] = TextRow.Refused(Who.Member, ("Body", "Hallo")),
        ["POST /feed/order order"] = TextRow.NotKept(Who.Member),
        ["POST /feed/order filter"] = TextRow.NotKept(Who.Member, ("order", "newest")),

        // Chat; a group's name is checked wherever it is chosen.
        ["POST /chat/{conversationId} Body"] = TextRow.Refused(Who.Member),
        ["POST /chat/{conversationId} Uploads"] = TextRow.Refused(Who.Member),
        ["POST /chat/new q"] = TextRow.NotKept(Who.Member),
        ["POST /chat/new Title"] = TextRow.NotKept(Who.Member),
        ["POST /chat/{conversationId}/title Title"] = TextRow.Refused(Who.Member) with { IsAboutTalk = true },
        ["POST /chat Title"] = TextRow.Refused(Who.Member, ("With", "{colleague}"), ("With", "{other}")),

        // Files
        ["POST /uploads file"] = TextRow.Refused(Who.Member),
        ["POST /profile/photo photo"] = TextRow.Refused(Who.Member),
        ["POST /groups/{id}/cover cover"] = TextRow.Refused(Who.GroupAdmin),
        ["POST /groups/{id}/tile tile"] = TextRow.Refused(Who.GroupAdmin),
        ["POST /admin/organisation/logo logo"] = TextRow.Refused(Who.Administrator),

        // Groups
        ["POST /groups Name"] = TextRow.Refused(Who.Member),
        ["POST /groups Description"] = TextRow.Refused(Who.Member, ("Name", "Taart")),
        ["POST /groups Icon"] = TextRow.NotKept(Who.Member, ("Name", "Taart")),
        ["POST /groups/{groupId} Name"] = TextRow.Refused(Who.GroupAdmin),
        ["POST /groups/{groupId} Description"] = TextRow.Refused(Who.GroupAdmin, ("Name", "Taart")),
        ["POST /groups/{groupId} Icon"] = TextRow.NotKept(Who.GroupAdmin, ("Name", "Taart")),
        ["POST /groups/{groupId}/rules Team"] = TextRow.Refused(Who.GroupAdmin),
        ["POST /groups/{groupId}/rules JobTitle"] = TextRow.Refused(Who.GroupAdmin),
        ["POST /groups/{groupId}/rules WorkLocation"] = TextRow.Refused(Who.GroupAdmin),
        ["POST /groups/{groupId}/rules Manager"] = TextRow.NotKept(Who.GroupAdmin),
        ["POST /groups/{groupId}/members/add Addresses"] = TextRow.NotKept(Who.GroupAdmin),
        ["POST /groups/{groupId}/members/add Team"] = TextRow.NotKept(Who.GroupAdmin),
        ["POST /groups/{groupId}/files Files[0].AltText"] = TextRow.Refused(Who.Member),
        ["POST /groups/{groupId}/files Uploads"] = TextRow.Refused(Who.Member),
        ["POST /groups/{groupId}/folders Name"] = TextRow.Refused(Who.Member),
        ["POST /folders/{id} Name"] = TextRow.Refused(Who.Member),
        ["POST /groups/{groupId}/requests Reason"] = TextRow.Refused(Who.Outsider),

        // Colleagues and personnel
        ["POST /profile/edit About"] = TextRow.Refused(Who.Member),
        ["POST /profile/edit AskMeAbout"] = TextRow.Refused(Who.Member),
        ["POST /profile/edit StandIn"] = TextRow.NotKept(Who.Member),
        ["POST /people/{id}/wrong Name"] = TextRow.NotKept(Who.Member, ("Text", "De naam klopt niet")),
        ["POST /people/{id}/wrong Text"] = TextRow.Refused(Who.Member),
        ["POST /hr/people/{id} Form.FirstName"] = TextRow.Refused(Who.Hr, Correction),
        ["POST /hr/people/{id} Form.LastName"] = TextRow.Refused(Who.Hr, Correction),
        ["POST /hr/people/{id} Form.Email"] = TextRow.Refused(Who.Hr, Correction),
        ["POST /hr/people/{id} Form.Phone"] = TextRow.Refused(Who.Hr, Correction),
        ["POST /hr/people/{id} Form.JobTitle"] = TextRow.Refused(Who.Hr, Correction),
        ["POST /hr/people/{id} Form.Team"] = TextRow.Refused(Who.Hr, Correction),
        ["POST /hr/people/{id} Form.WorkLocation"] = TextRow.Refused(Who.Hr, Correction),
        ["POST /hr/people/{id} Form.ManagerEmail"] = TextRow.NotKept(Who.Hr, Correction),
        ["POST /hr/import file"] = TextRow.Refused(Who.Hr),
        ["POST /hr/import encoding"] = TextRow.NotKept(Who.Hr),
        ["POST /hr/import delimiter"] = TextRow.NotKept(Who.Hr),
        ["POST /hr/import/{id}/same-people email"] = TextRow.NotKept(Who.Hr),
        ["POST /hr/import/{id}/confirm Fingerprint"] = TextRow.NotKept(Who.Hr),
        ["POST /hr/import/held/look name"] = TextRow.NotKept(Who.Hr),
        ["POST /hr/import/held/discard name"] = TextRow.NotKept(Who.Hr),
        ["POST /hr/invitations/slip email"] = TextRow.NotKept(Who.Hr),

        // Moderation
        ["POST /posts/{postId}/reports Words"] = TextRow.Refused(Who.GroupAdmin, Reported),
        ["POST /comments/{commentId}/reports Words"] = TextRow.Refused(Who.GroupAdmin, Reported),
        ["POST /people/{employeeId}/reports Words"] = TextRow.Refused(Who.Member, Reported),
        ["POST /groups/{groupId}/reports Words"] = TextRow.Refused(Who.Member, Reported),
        ["POST /messages/{messageId}/reports Words"] = TextRow.Refused(Who.Member, Reported) with { IsAboutTalk = true },
        ["POST /posts/{postId}/removal Reason"] = TextRow.Refused(Who.GroupAdmin),
        ["POST /comments/{commentId}/removal Reason"] = TextRow.Refused(Who.GroupAdmin),
        ["POST /removals/{id}/appeal Words"] = TextRow.Refused(Who.Member),
        ["POST /moderation/{id}/notes words"] = TextRow.Refused(Who.Moderator),
        ["POST /moderation/{id}/decision Reason"] = TextRow.Refused(Who.Moderator, ("Kind", "Keep")),
        ["POST /groups/{groupId}/cases/{id}/decision Reason"] = TextRow.Refused(Who.GroupAdmin, ("Kind", "Keep")),

        // Administration
        ["POST /admin/organisation Name"] = TextRow.Refused(Who.Administrator, Organisation),
        ["POST /admin/organisation SiteName"] = TextRow.Refused(Who.Administrator, Organisation),
        ["POST /admin/organisation OwnDomains"] = TextRow.Refused(Who.Administrator, Organisation),
        ["POST /admin/organisation Reason"] = TextRow.Refused(Who.Administrator, Organisation),
        ["POST /admin/organisation BrandColour"] = TextRow.NotKept(Who.Administrator, Organisation),
        ["POST /admin/organisation FeedOrder"] = TextRow.NotKept(Who.Administrator, Organisation),
        ["POST /admin/house-rules Dutch"] = TextRow.Refused(Who.Administrator, ("English", "Be kind.")),
        ["POST /admin/house-rules English"] = TextRow.Refused(Who.Administrator, ("Dutch", "Wees aardig.")),
        ["POST /admin/people/{id}/reset-second-factor Note"] = TextRow.Refused(Who.Administrator),
        ["POST /admin/rules StrongLabels"] = TextRow.Refused(Who.Administrator),
        ["POST /admin/rules OtherNumberLabels"] = TextRow.Refused(Who.Administrator, Labels),
        ["POST /admin/rules PersonalFileLabels"] = TextRow.Refused(Who.Administrator, Labels),
        ["POST /admin/rules PersonWords"] = TextRow.Refused(Who.Administrator, Labels),
        ["POST /admin/rules TestNumbers"] = TextRow.NotKept(Who.Administrator, Labels),
        ["POST /admin/rules OwnAccounts"] = TextRow.NotKept(Who.Administrator, Labels),
        ["POST /admin/rules/rehearsal StrongLabels"] = TextRow.Refused(Who.Administrator),
        ["POST /admin/rules/rehearsal OtherNumberLabels"] = TextRow.Refused(Who.Administrator, Labels),
        ["POST /admin/rules/rehearsal PersonalFileLabels"] = TextRow.Refused(Who.Administrator, Labels),
        ["POST /admin/rules/rehearsal PersonWords"] = TextRow.Refused(Who.Administrator, Labels),
        ["POST /admin/rules/rehearsal TestNumbers"] = TextRow.NotKept(Who.Administrator, Labels),
        ["POST /admin/rules/rehearsal OwnAccounts"] = TextRow.NotKept(Who.Administrator, Labels),
        ["POST /admin/rules/objections/labels word"] = TextRow.Refused(Who.Moderator),
        ["POST /admin/audit/export Act"] = TextRow.NotKept(Who.Administrator),
        ["POST /admin/audit/export Before"] = TextRow.NotKept(Who.Administrator),
        ["POST /admin/audit/export Result"] = TextRow.NotKept(Who.Administrator),
        ["POST /admin/audit/export Who"] = TextRow.NotKept(Who.Administrator),
        ["POST /admin/groups/{id}/heir Email"] = TextRow.NotKept(Who.Administrator),
        ["POST /content-rules/objections Rule"] = TextRow.NotKept(Who.Member, ("Text", "zaak")),
        ["POST /content-rules/objections Text"] = TextRow.NotKept(Who.Member, ("Rule", "bsn")),

        // Settings and the way in: compared, looked up or hashed.
        ["POST /language language"] = TextRow.NotKept(Who.Anonymous),
        ["POST /language returnUrl"] = TextRow.NotKept(Who.Anonymous, ("language", "nl")),
        ["POST /settings/appearance Theme"] = TextRow.NotKept(Who.Member),
        ["POST /settings/language Language"] = TextRow.NotKept(Who.Member),
        ["POST /sign-in Email"] = TextRow.NotKept(Who.Anonymous, ("Password", "een wachtwoord van niemand")),
        ["POST /sign-in Password"] = TextRow.NotKept(Who.Anonymous, ("Email", "niemand@lindewaard.example")),
        ["POST /sign-in ReturnUrl"] = TextRow.NotKept(Who.Anonymous, ("Email", "niemand@lindewaard.example"), ("Password", "een wachtwoord van niemand")),
        ["POST /sign-in/code Code"] = TextRow.NotKept(Who.Member),
        ["POST /sign-in/code ReturnUrl"] = TextRow.NotKept(Who.Member),
        ["POST /sign-in/recovery-code Code"] = TextRow.NotKept(Who.Member),
        ["POST /sign-in/recovery-code ReturnUrl"] = TextRow.NotKept(Who.Member),
        ["POST /prove-again Proof"] = TextRow.NotKept(Who.Member),
        ["POST /prove-again ReturnUrl"] = TextRow.NotKept(Who.Member),
        ["POST /security/app Code"] = TextRow.NotKept(Who.Member),
        ["POST /security/app ReturnUrl"] = TextRow.NotKept(Who.Member),
        ["POST /security/password CurrentPassword"] = TextRow.NotKept(Who.Member, ("Password", "een heel lang wachtwoord")),
        ["POST /security/password Password"] = TextRow.NotKept(Who.Member),
        ["POST /house-rules/accept returnUrl"] = TextRow.NotKept(Who.Member),
        ["POST /forgot-password Email"] = TextRow.NotKept(Who.Anonymous),
        ["POST /reset-password/{token} Password"] = TextRow.NotKept(Who.Anonymous),
        ["POST /reset-password/{token} token"] = TextRow.NotKept(Who.Anonymous),
        ["POST /claim/slip Code"] = TextRow.NotKept(Who.Anonymous, ("Email", "niemand@lindewaard.example")),
        ["POST /claim/slip Email"] = TextRow.NotKept(Who.Anonymous, ("Code", "ABCD-EFGH")),
        ["POST /claim/{token} Password"] = TextRow.NotKept(Who.Anonymous),
        ["POST /claim/{token} token"] = TextRow.NotKept(Who.Anonymous),
        ["POST /claim/{token}/again token"] = TextRow.NotKept(Who.Anonymous),
        ["POST /claim/app Code"] = TextRow.NotKept(Who.Member),
        ["POST /claim/app ReturnUrl"] = TextRow.NotKept(Who.Member),
        ["POST /claim/app/skip returnUrl"] = TextRow.NotKept(Who.Member),
        ["POST /claim/house-rules returnUrl"] = TextRow.NotKept(Who.Member),

        // The very first form is too late here: that it is not there is all that it says. Its own story is told apart.
        ["POST /set-up/{token} Organisation"] = TextRow.NotKept(Who.Anonymous),
        ["POST /set-up/{token} SiteName"] = TextRow.NotKept(Who.Anonymous),
        ["POST /set-up/{token} BrandColour"] = TextRow.NotKept(Who.Anonymous),
        ["POST /set-up/{token} FirstName"] = TextRow.NotKept(Who.Anonymous),
        ["POST /set-up/{token} LastName"] = TextRow.NotKept(Who.Anonymous),
        ["POST /set-up/{token} Email"] = TextRow.NotKept(Who.Anonymous),
        ["POST /set-up/{token} Password"] = TextRow.NotKept(Who.Anonymous),
        ["POST /set-up/{token} token"] = TextRow.NotKept(Who.Anonymous),
    };

    /// <summary>Over the live connection; whether it is refused, or only compared.</summary>
    public static IReadOnlyDictionary<string, bool> Calls { get; } = new Dictionary<string, bool>
    {
        ["ChatHub.Send Text"] = true,
        ["ChatHub.Edit Text"] = true,
        ["ChatHub.SaveDraft text"] = true,
        ["ChatHub.Start title"] = true,
        ["ChatHub.Rename title"] = true,
        ["ChatHub.Show language"] = false,
    };

    /// <summary>On the command line: what makes an administrator is refused; the others are an address to look up and files to read.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["admin create --email", "admin create --first-name", "admin create --last-name", "admin reset-second-factor --email", "staff import FILE", "rules read-file NAME"];

    private static (string, string)[] Correction => [("Form.FirstName", "Noor"), ("Form.LastName", "Bakker"), ("Form.Email", "noor.bakker@lindewaard.example")];

    private static (string, string)[] Reported => [("Reason", "Other")];

    private static (string, string)[] Organisation => [("Name", "Gemeente Lindewaard"), ("SiteName", "Plein"), ("BrandColour", "#0b5c8a"), ("RequiresSecondFactor", "true")];

    private static (string, string)[] Labels => [("StrongLabels", "bsn")];
}
