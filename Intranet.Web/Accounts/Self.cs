using Intranet.Domain.Directory;

namespace Intranet.Web.Accounts;

/// <summary>The signed-in colleague as every page shows them. Known with the session, so that it costs no query.</summary>
public sealed record Self(Guid Id, string FirstName, string Name, Guid? PhotoId, Preferences Preferences, DateTime? ActivatedAt)
{
    public static Self Of(Employee e) => new(e.Id, e.FirstName, e.Name, e.PhotoId, e.Preferences, e.ActivatedAt);
}

public static class SelfExtensions
{
    /// <summary>Null when nobody is signed in.</summary>
    public static Self? Self(this HttpContext context) => context.Features.Get<LiveSession>() is { Session.IsComplete: true } live ? live.Self : null;
}
