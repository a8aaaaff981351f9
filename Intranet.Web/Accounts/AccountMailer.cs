using Intranet.Domain.Directory;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Notifications.Mail;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Accounts;

/// <summary>Mails a link to claim the account.</summary>
public sealed record SendInvitation(Guid EmployeeId);

/// <summary>Mails a link to choose a new password. For an address that nobody has, the id is empty and nothing happens.</summary>
public sealed record SendPasswordReset(Guid EmployeeId);

/// <summary>Tells a colleague that something changed about how they sign in.</summary>
/// <param name="About">The end of the name in resources: <c>password-changed</c> is <c>mail.password-changed</c>.</param>
public sealed record TellOwner(Guid EmployeeId, string About);

/// <summary>The mails about accounts, in the receiver's language.</summary>
public sealed class AccountMailer(
    IntranetDb db, EntryLinks links, IMailSender sender, PublicAddress address, OrganisationCache organisations, IStringLocalizer<AccountsTexts> texts)
    : IJobHandler<SendInvitation>, IJobHandler<SendPasswordReset>, IJobHandler<TellOwner>
{
    public Task RunAsync(SendInvitation job, CancellationToken cancel) => WriteToAsync(
        job.EmployeeId,
        EmployeeState.Invited,
        "invitation",
        async () => address.To($"/claim/{await links.MakeAsync(job.EmployeeId, EntryPurpose.Invitation, cancel)}"),
        cancel);

    public async Task RunAsync(SendPasswordReset job, CancellationToken cancel)
    {
        await WriteToAsync(
            job.EmployeeId,
            EmployeeState.Active,
            "reset",
            async () => address.To($"/reset-password/{await links.MakeAsync(job.EmployeeId, EntryPurpose.PasswordReset, cancel)}"),
            cancel);

        // Who was invited and has not come in yet has no password to forget: the invitation is what they need.
        if (await db.EntryLinks.AnyAsync(l => l.EmployeeId == job.EmployeeId, cancel)) await RunAsync(new SendInvitation(job.EmployeeId), cancel);
    }

    public Task RunAsync(TellOwner job, CancellationToken cancel) =>
        WriteToAsync(job.EmployeeId, EmployeeState.Active, job.About, () => Task.FromResult(address.To("/security")), cancel);

    private async Task WriteToAsync(Guid employeeId, EmployeeState state, string about, Func<Task<string>> link, CancellationToken cancel)
    {
        var receiver = await db.Employees.Where(e => e.Id == employeeId && e.State == state)
            .Select(e => new { e.FirstName, e.LastName, e.Email, e.Preferences.Language }).FirstOrDefaultAsync(cancel);
        if (receiver is null) return;

        var organisation = await organisations.GetAsync(cancel);
        var leadsTo = await link();
        using var language = Speak.In(receiver.Language);
        string Say(string key) => texts[$"mail.{key}", organisation.SiteName, organisation.Name, receiver.FirstName];
        var after = texts[$"mail.{about}.after"];
        var letter = new Letter(Say($"{about}.subject"), Say("greeting"), Say($"{about}.text").Split('\n'), Say("closing"))
        {
            Button = (Say($"{about}.button"), leadsTo), After = after.ResourceNotFound ? null : after.Value,
        };
        await sender.SendAsync(letter.To($"{receiver.FirstName} {receiver.LastName}".Trim(), receiver.Email, organisation.SiteName), cancel);
    }
}
