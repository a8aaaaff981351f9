using System.Security.Claims;
using Intranet.Domain.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Intranet.Web.Accounts;

/// <summary>Who is asking, as the session says.</summary>
public static class Asker
{
    public const string SessionClaim = "session";

    /// <summary>The signed-in colleague. Only behind a policy, so there is one.</summary>
    public static Guid EmployeeId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);

    public static Guid SessionId(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(SessionClaim)!);

    public static bool Is(this ClaimsPrincipal user, Role role) => user.IsInRole(role.ToString());
}

/// <summary>Only people with one of these roles, who proved themselves within the last 15 active minutes on such pages.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OnlyAttribute : AuthorizeAttribute
{
    public OnlyAttribute(params Role[] roles)
    {
        AllowedRoles = roles;
        Roles = string.Join(',', roles);
    }

    public IReadOnlyList<Role> AllowedRoles { get; }
}
