using Intranet.Domain.Accounts;

namespace Intranet.Tests.Security;

/// <summary>
/// One line for each route of the application: who gets an answer. A route without a line fails the build of the tests, and so
/// does a line without a route. A parameter is filled in by <see cref="MatrixWorld.Value"/>.
/// </summary>
internal static class Routes
{
    public static IReadOnlyDictionary<string, Row> Rows { get; } = new Dictionary<string, Row>
    {
        // The shell
        ["GET /assets/{file}"] = Row.Public with { IsAskedElsewhere = true },
        ["GET /theme-{hash}.css"] = Row.Public with { IsAskedElsewhere = true },
        ["ANY /errors/{status}"] = Row.Public with { IsAskedElsewhere = true },
        ["POST /language"] = Row.Public,
        ["GET /settings/appearance"] = Row.Staff,
        ["POST /settings/appearance"] = Row.Staff,

        // Accounts. Between the password and the code nobody is anybody yet: without a first factor the way leads back.
        ["GET /sign-in"] = Row.Public,
        ["POST /sign-in"] = Row.Public,
        ["GET /sign-in/next"] = Row.Staff,
        ["GET /sign-in/code"] = Row.Staff,
        ["POST /sign-in/code"] = Row.Staff,
        ["GET /sign-in/recovery-code"] = Row.Staff,
        ["POST /sign-in/recovery-code"] = Row.Staff,
        ["POST /sign-out"] = Row.Public,

        // Groups
        ["GET /groups"] = Row.Staff,
        ["POST /groups"] = Row.Staff,
        ["GET /groups/new"] = Row.Staff,
        ["GET /groups/look-alikes"] = Row.Staff,
        ["GET /groups/{groupId}"] = Row.Knows,
        ["POST /groups/{groupId}"] = Row.GroupAdmins,
        ["GET /groups/{groupId}/about"] = Row.Knows,
        ["GET /groups/{groupId}/edit"] = Row.GroupAdmins,
        ["GET /groups/{groupId}/access/edit"] = Row.GroupAdmins,
        ["POST /groups/{groupId}/access"] = Row.GroupAdmins,
        ["POST /groups/{groupId}/archive"] = Row.GroupAdmins,
        ["POST /groups/{groupId}/archive/delete"] = Row.GroupAdmins,
        ["POST /groups/{groupId}/mute"] = Row.Members,
        ["POST /groups/{groupId}/mute/delete"] = Row.Members,
        ["GET /groups/{groupId}/members"] = Row.Reads,
        ["POST /groups/{groupId}/members/{employeeId}/role"] = Row.GroupAdmins,
        ["POST /groups/{groupId}/members/{employeeId}/delete"] = Row.GroupAdmins,
        ["POST /groups/{groupId}/membership"] = Row.Knows,
        ["GET /groups/{groupId}/membership/leave"] = Row.Members,
        ["POST /groups/{groupId}/membership/delete"] = Row.Members,
        ["GET /groups/{groupId}/requests"] = Row.GroupAdmins,
        ["GET /groups/{groupId}/requests/new"] = new(Who.None, Who.Staff & ~Who.Inside, Who.None),
        ["POST /groups/{groupId}/requests"] = Row.Knows,
        ["POST /groups/{groupId}/requests/delete"] = new(Who.None, Who.Asked, Who.None),
        ["POST /groups/{groupId}/requests/{employeeId}/admit"] = new(Who.None, Who.GroupAdmin, Who.None),
        ["POST /groups/{groupId}/requests/{employeeId}/decline"] = new(Who.None, Who.GroupAdmin, Who.None),
        ["GET /groups/{groupId}/invitations"] = new(Who.Inside, Who.GroupAdmin, Who.GroupAdmin),
        ["GET /groups/{groupId}/invitations/candidates"] = new(Who.Inside, Who.GroupAdmin, Who.GroupAdmin),
        ["POST /groups/{groupId}/invitations"] = Row.Members,
        ["POST /groups/{groupId}/invitations/{employeeId}/delete"] = Row.Members,
        ["POST /groups/{groupId}/invitations/accept"] = Row.All(Who.Invited),
        ["POST /groups/{groupId}/invitations/decline"] = Row.All(Who.Invited),

        // Timeline. In these stories a member wrote the post and the comment.
        ["GET /"] = Row.Staff,
        ["GET /feed/new"] = Row.Staff,
        ["POST /feed/order"] = Row.Staff,
        ["GET /posts/new"] = Row.Staff,
        ["POST /posts"] = Row.Staff,
        ["GET /posts/saved"] = Row.Staff,
        ["GET /posts/trash"] = Row.Staff,
        ["GET /posts/{id}"] = Row.Reads,
        ["POST /posts/{id}"] = Row.All(Who.Member),
        ["GET /posts/{id}/edit"] = Row.All(Who.Member),
        ["GET /posts/{id}/history"] = Row.Reads,
        ["GET /posts/{id}/changes"] = Row.Reads,
        ["POST /posts/{id}/trash"] = Row.All(Who.Member),
        ["POST /posts/{id}/trash/undo"] = Row.Own,
        ["POST /posts/{id}/saved"] = Row.Reads,
        ["POST /posts/{id}/acknowledgement"] = Row.Own,
        ["GET /posts/{id}/acknowledgements"] = Row.Own,
        ["POST /posts/{id}/pin"] = Row.GroupAdmins,
        ["POST /posts/{id}/importance"] = Row.GroupAdmins,
        ["GET /posts/{postId}/comments/new"] = Row.Reads,
        ["POST /posts/{postId}/comments"] = Row.Reads,
        ["POST /posts/{postId}/reactions/{kind}"] = Row.Members,
        ["GET /comments/{id}"] = Row.Reads,
        ["POST /comments/{id}"] = Row.All(Who.Member),
        ["GET /comments/{id}/edit"] = Row.All(Who.Member),
        ["POST /comments/{id}/trash"] = Row.All(Who.Member),
        ["POST /comments/{id}/trash/undo"] = Row.Own,
        ["POST /comments/{commentId}/reactions/{kind}"] = Row.Members,
        ["GET /groups/{groupId}/mentions"] = Row.Reads,
        ["POST /reading"] = Row.Staff,
        ["POST /reading/all"] = Row.Staff,

        // Notifications
        ["GET /notices"] = Row.Staff,
        ["GET /notices/count"] = Row.Staff,
        ["POST /notices/read"] = Row.Staff,
        ["POST /notices/read/all"] = Row.Staff,

        // Files. In these stories one hangs on the post.
        ["GET /files/{id}"] = Row.Reads,
        ["POST /uploads"] = Row.Staff,
        ["POST /profile/photo"] = Row.Staff,
        ["POST /profile/photo/remove"] = Row.Staff,
        ["POST /groups/{id}/cover"] = Row.GroupAdmins,
        ["POST /groups/{id}/cover/remove"] = Row.GroupAdmins,

        // Moderation. A moderator may remove what a moderator may read.
        ["GET /posts/{postId}/removal/new"] = new(Who.GroupAdmin | Who.Moderator, Who.GroupAdmin, Who.GroupAdmin),
        ["POST /posts/{postId}/removal"] = new(Who.GroupAdmin | Who.Moderator, Who.GroupAdmin, Who.GroupAdmin),
        ["GET /comments/{commentId}/removal/new"] = new(Who.GroupAdmin | Who.Moderator, Who.GroupAdmin, Who.GroupAdmin),
        ["POST /comments/{commentId}/removal"] = new(Who.GroupAdmin | Who.Moderator, Who.GroupAdmin, Who.GroupAdmin),
        ["GET /removals/{id}"] = new(Who.Inside | Who.Moderator, Who.Inside, Who.Inside),
        ["POST /removals/{id}/delete"] = new(Who.Inside | Who.Moderator, Who.Inside, Who.Inside),

        // Administration
        ["GET /admin/groups"] = Row.Only(Role.Administrator),
        ["GET /admin/groups/{id}/heir"] = Row.Own,
        ["POST /admin/groups/{id}/heir"] = Row.Own,
        ["GET /admin"] = Row.Only(Role.Administrator),
        ["GET /admin/organisation"] = Row.Only(Role.Administrator),
        ["POST /admin/organisation"] = Row.Only(Role.Administrator),
        ["GET /admin/rules"] = Row.Only(Role.Administrator),
        ["POST /admin/rules"] = Row.Only(Role.Administrator),
        ["POST /admin/rules/reset"] = Row.Only(Role.Administrator),
        ["GET /admin/audit"] = Row.Only(Role.Administrator, Role.PrivacyOfficer),

        // Live connection: what it may be asked stands in Hubs.
        ["ANY /hubs/chat"] = Row.Staff,
        ["ANY /hubs/chat/negotiate"] = Row.Staff,
    };
}
