using Intranet.Domain.Accounts;
using Intranet.Domain.Directory;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;
using Intranet.Infrastructure.Notifications.Mail;
using Intranet.Web.Branding;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Directory.Import;

/// <summary>Mails every HR officer that something waits for them. What people wrote is not in it.</summary>
/// <param name="About"><c>held</c>, <c>refused</c> or <c>wrong</c> (a colleague says that something is not right): the names of texts.</param>
/// <param name="Leavers">How many accounts would be closed.</param>
/// <param name="Of">How many there are.</param>
/// <param name="Reason">One of <see cref="FileRefusal"/>.</param>
public sealed record TellHr(string About, int Leavers = 0, int Of = 0, string Reason = "");

public sealed class HrMailer(IntranetDb db, IMailSender sender, PublicAddress address, OrganisationCache organisations, IStringLocalizer<StaffImportTexts> texts) : IJobHandler<TellHr>
{
    public async Task RunAsync(TellHr job, CancellationToken cancel)
    {
        var organisation = await organisations.GetAsync(cancel);
        var officers = await db.Employees.AsNoTracking()
            .Where(e => e.State == EmployeeState.Active && db.RoleGrants.Any(g => g.EmployeeId == e.Id && g.Role == Role.Hr))
            .Select(e => new { e.FirstName, e.LastName, e.Email, e.Preferences.Language }).ToListAsync(cancel);
        foreach (var officer in officers)
        {
            using var language = Speak.In(officer.Language);
            string Say(string key) => texts[$"mail-{key}", organisation.SiteName, officer.FirstName, job.Leavers, job.Of, job.Reason.Length > 0 ? texts["refused-" + job.Reason].Value : ""];
            var letter = new Letter(Say($"{job.About}-subject"), Say("greeting"), Say($"{job.About}-text").Split('\n'), Say("closing")) { Button = (Say($"{job.About}-button"), address.To(job.About == "wrong" ? "/hr/corrections" : "/hr/import")) };
            await sender.SendAsync(letter.To($"{officer.FirstName} {officer.LastName}".Trim(), officer.Email, organisation.SiteName), cancel);
        }
    }
}
