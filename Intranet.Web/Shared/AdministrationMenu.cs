using System.Security.Claims;
using Intranet.Domain.Accounts;
using Intranet.Web.Accounts;

namespace Intranet.Web.Shared;

/// <summary>The entries of the administration's own menu, in order. Everybody sees only what their roles open.</summary>
/// <param name="Text">A key of SharedTexts.</param>
public sealed record AdministrationEntry(string Path, string Icon, string Text, params Role[] Roles)
{
    public static readonly IReadOnlyList<AdministrationEntry> All =
    [
        new("/admin", "layout-dashboard", "admin-overview", Role.Administrator),
        new("/admin/people", "address-book", "admin-people", Role.Administrator),
        new("/hr/import", "table-import", "hr-import", Role.Hr),
        new("/hr/people", "id-badge-2", "hr-people", Role.Hr),
        new("/hr/invitations", "mail", "hr-invitations", Role.Hr),
        new("/admin/groups", "users", "admin-groups", Role.Administrator),
        new("/moderation", "shield-check", "admin-moderation", Role.Moderator),
        new("/admin/rules", "list-check", "admin-rules", Role.Administrator),
        new("/admin/chat", "message-circle", "admin-chat", Role.Administrator),
        new("/admin/organisation", "palette", "admin-organisation", Role.Administrator),
        new("/admin/house-rules", "book", "house-rules", Role.Administrator),
        new("/admin/mail", "send", "admin-mail", Role.Administrator),
        new("/admin/audit", "history", "admin-audit", Role.Administrator, Role.PrivacyOfficer),
    ];

    public static IReadOnlyList<AdministrationEntry> For(ClaimsPrincipal user) => [.. All.Where(entry => entry.Roles.Any(user.Is))];

    /// <summary>The first page is the beginning of all the others' addresses.</summary>
    public bool Leads(PathString here) => Path == "/admin" ? here == Path : here.StartsWithSegments(Path);
}
