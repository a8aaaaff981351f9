using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Jobs;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Directory;

/// <summary>Erases what is left of a former colleague's account.</summary>
public sealed record EraseFormerColleague(Guid EmployeeId);

/// <summary>
/// Wipes the profile of who left for good: what they wrote stays, under "former colleague". After <see cref="Kept"/> the account itself is
/// erased too: sessions, invitations, roles and preferences. Who never came in is erased at once.
/// </summary>
public sealed class PersonEraser(IntranetDb db, FileKeeper files, IEnumerable<IStaffFollower> followers, Doorman doorman, JobQueue jobs, AuditTrail audit) : IJobHandler<EraseFormerColleague>
{
    /// <summary>Between former and erased.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <exception cref="RuleBrokenException">The account is still open.</exception>
    public async Task WipeAsync(Guid id, CancellationToken cancel)
    {
        var photo = await db.Employees.Where(e => e.Id == id && e.PhotoId != null)
            .Join(db.Files.Where(f => f.Place == FilePlace.ProfilePhoto), e => e.PhotoId, f => f.Id, (_, f) => new { f.Id, f.Hash }).FirstOrDefaultAsync(cancel);
        await db.WriteAsync(
            async () =>
            {
                var person = await db.Employees.AsTracking().WithProfile().Where(e => e.Id == id).OneAsync(cancel);
                if (person.State == EmployeeState.Deactivated) person.BecomeFormer();
                else person.Erase();
                if (person.State == EmployeeState.Former) jobs.Later(new EraseFormerColleague(id), Kept);
                audit.Add(person.State == EmployeeState.Former ? "profile-wiped" : "account-erased", "employee", id);
                await db.SaveChangesAsync(cancel);
                await ForgetAsync(id, cancel);
                foreach (var follower in followers) await follower.FollowAsync(cancel);
            },
            cancel);
        if (photo is not null) await files.ForgetAsync(photo.Id, photo.Hash, cancel);
        await doorman.SeeOffAsync([id], cancel);
    }

    async Task IJobHandler<EraseFormerColleague>.RunAsync(EraseFormerColleague job, CancellationToken cancel)
    {
        var person = await db.Employees.AsTracking().FirstOrDefaultAsync(e => e.Id == job.EmployeeId && e.State == EmployeeState.Former, cancel);
        if (person is null) return;

        person.Erase();
        audit.Add("account-erased", "employee", person.Id);
        await db.SaveChangesAsync(cancel);
        await db.WriteAsync(() => db.Sessions.Where(s => s.EmployeeId == person.Id).ExecuteDeleteAsync(cancel), cancel);
    }

    /// <summary>How they signed in, and what they were told or asked.</summary>
    private async Task ForgetAsync(Guid id, CancellationToken cancel)
    {
        await db.StartAfreshAsync([id], cancel);
        await db.RoleGrants.Where(g => g.EmployeeId == id).ExecuteDeleteAsync(cancel);

        // Nobody but its author ever read a draft. What hung on it goes with the next sweep.
        await db.PostDrafts.Where(d => d.AuthorId == id).ExecuteDeleteAsync(cancel);
        await db.SavedPosts.Where(s => s.EmployeeId == id).ExecuteDeleteAsync(cancel);
        await db.CorrectionRequests.Where(r => r.EmployeeId == id || r.AskedById == id).ExecuteDeleteAsync(cancel);
        await db.Employees.Where(e => e.StandInId == id).ExecuteUpdateAsync(set => set.SetProperty(e => e.StandInId, (Guid?)null), cancel);
        await db.Employees.Where(e => e.ManagerId == id).ExecuteUpdateAsync(set => set.SetProperty(e => e.ManagerId, (Guid?)null), cancel);
    }
}
