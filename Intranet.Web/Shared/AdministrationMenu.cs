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
    ];

    public static IReadOnlyList<AdministrationEntry> For(ClaimsPrincipal user) => [.. All.Where(entry => entry.Roles.Any(user.Is))];
}
