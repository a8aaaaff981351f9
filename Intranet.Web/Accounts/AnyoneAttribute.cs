using Microsoft.AspNetCore.Authorization;

namespace Intranet.Web.Accounts;

/// <summary>
/// For who is signed in, on the way in, or neither. Unlike <see cref="AllowAnonymousAttribute"/> it looks who asks first,
/// so a form on a page of the way in has the anti-forgery token of the one who sends it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AnyoneAttribute : AuthorizeAttribute
{
    internal const string PolicyName = "anyone";

    public AnyoneAttribute() => Policy = PolicyName;

    internal static void Build(AuthorizationPolicyBuilder policy) =>
        policy.AddAuthenticationSchemes(SessionHandler.Scheme, SessionHandler.WayInScheme).RequireAssertion(_ => true);
}
