using Intranet.Domain.Directory;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

/// <summary>What stands between the password and the product.</summary>
public enum Step
{
    /// <summary>Give a code from the app, or a recovery code.</summary>
    Code,

    /// <summary>Set up the second factor: it is required, or offered while claiming the account.</summary>
    SecondFactor,

    /// <summary>Agree to the house rules, the last step of claiming the account.</summary>
    HouseRules,
    Done,
}

/// <summary>Where somebody on the way in stands.</summary>
/// <param name="IsClaiming">The account is new.</param>
public sealed record PlaceOnTheWay(Step Next, bool IsClaiming, bool MaySkipSecondFactor);

/// <summary>Takes a session from step to step until it is complete; each step has a new key.</summary>
public sealed class WayIn(
    IntranetDb db, SessionStore sessions, SessionCookie cookie, SecondFactor secondFactor, OrganisationCache organisations, StartOptions start, AuditTrail audit)
{
    /// <summary>After the password: starts a session, complete when nothing else is needed.</summary>
    /// <returns>The local address to go to.</returns>
    public async Task<string> StartAsync(HttpContext http, Guid employeeId, SessionKind kind, string? returnUrl, CancellationToken cancel)
    {
        var (_, session) = await sessions.StartAsync(
            employeeId, kind, isComplete: false, DeviceName.From(http.Request.Headers.UserAgent), http.Connection.RemoteIpAddress?.ToString() ?? "", cancel);
        return await GoOnAsync(http, session, (_, _) => { }, returnUrl, cancel);
    }

    /// <summary>A step was taken.</summary>
    /// <returns>The local address to go to: of the next step, or where the colleague was going.</returns>
    public async Task<string> GoOnAsync(HttpContext http, Session session, Action<Session, DateTime> step, string? returnUrl, CancellationToken cancel)
    {
        var person = await LookAtAsync(session.EmployeeId, cancel);
        var next = Step.Done;
        var (key, advanced) = await sessions.AdvanceAsync(
            session.Id,
            (s, now) =>
            {
                step(s, now);
                next = person.NextFor(s);
                if (next == Step.Done) s.Complete(now);
            },
            cancel);

        if (next == Step.SecondFactor) await secondFactor.PrepareAsync(session.EmployeeId, cancel);
        if (next == Step.Done)
        {
            audit.Add("signed-in", "employee", session.EmployeeId, actorId: session.EmployeeId, details: $"session={advanced.Kind}");
            await db.SaveChangesAsync(cancel);
        }

        cookie.Write(http.Response, key, advanced.Kind == SessionKind.Shared ? null : advanced.EndsAt);
        return AddressOf(next, returnUrl);
    }

    public async Task<PlaceOnTheWay> LookAsync(Session session, CancellationToken cancel)
    {
        var person = await LookAtAsync(session.EmployeeId, cancel);
        return new PlaceOnTheWay(person.NextFor(session), person.IsClaiming, !person.MustHaveSecondFactor);
    }

    public static string AddressOf(Step step, string? returnUrl)
    {
        var onward = string.IsNullOrEmpty(returnUrl) ? "" : $"?returnUrl={Uri.EscapeDataString(returnUrl)}";
        return step switch
        {
            Step.Code => $"/sign-in/code{onward}",
            Step.SecondFactor => $"/claim/app{onward}",
            Step.HouseRules => $"/claim/house-rules{onward}",
            _ => string.IsNullOrEmpty(returnUrl) ? "/" : returnUrl,
        };
    }

    private async Task<Person> LookAtAsync(Guid employeeId, CancellationToken cancel)
    {
        var mustHave = (await organisations.GetAsync(cancel)).RequiresSecondFactor && !start.IsDemo;
        return await db.Employees.Where(e => e.Id == employeeId)
            .Select(e => new Person(
                e.State == EmployeeState.Invited, db.Users.Any(a => a.Id == e.Id && a.ProtectedKey != null), mustHave))
            .OneAsync(cancel);
    }

    private sealed record Person(bool IsClaiming, bool HasSecondFactor, bool MustHaveSecondFactor)
    {
        public Step NextFor(Session session) =>
            HasSecondFactor && !session.HasGivenCode ? Step.Code
            : !HasSecondFactor && (MustHaveSecondFactor || (IsClaiming && !session.HasSkippedSecondFactor)) ? Step.SecondFactor
            : IsClaiming ? Step.HouseRules
            : Step.Done;
    }
}
