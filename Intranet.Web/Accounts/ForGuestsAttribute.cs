using Intranet.Domain.Directory;
using Microsoft.AspNetCore.Authorization;

namespace Intranet.Web.Accounts;

/// <summary>
/// Also for guests of another organisation: it shows what is in their own groups, or is about themselves, and of colleagues nothing but a
/// name, a photo and a job title. Whatever does not say so is not there for them, the live connection included.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ForGuestsAttribute : Attribute;

internal static class GuestGate
{
    /// <summary>After authorization: what needs no sign-in is for guests as well.</summary>
    public static void UseGuestGate(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.User.Identity?.IsAuthenticated != true || !context.User.EmployeeId().IsGuest()) return next(context);
        if (context.GetEndpoint()?.Metadata is not { } about || about.GetMetadata<ForGuestsAttribute>() is not null) return next(context);
        if (about.GetMetadata<IAllowAnonymous>() is not null || about.GetMetadata<AnyoneAttribute>() is not null || about.GetMetadata<OnTheWayInAttribute>() is not null) return next(context);

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
