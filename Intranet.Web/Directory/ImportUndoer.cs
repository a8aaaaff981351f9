using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Directory;

/// <summary>
/// Takes the last import back: newcomers go, leavers are back as if they never left, and what was changed is as it was, except
/// what HR corrected by hand in between. All or nothing.
/// </summary>
public sealed class ImportUndoer(
    IntranetDb db, ImportKeeper keeper, ContentRuleSet rules, IEnumerable<IStaffFollower> followers, IEnumerable<ILeaverMemory> memories, Doorman doorman,
    AuditTrail audit, TimeProvider clock)
{
    /// <exception cref="NotThereException">It is not the last import, or a day old.</exception>
    public async Task UndoAsync(Guid importId, Guid actorId, CancellationToken cancel)
    {
        var closed = await db.WriteAsync(
            async () =>
            {
                await db.HoldStillAsync(cancel);
                var memory = await keeper.OpenAsync(importId, cancel);
                var people = await PeopleAsync(memory, cancel);
                memory = memory.About(people.Keys);
                var undoing = new Undoing(memory, people, new CheckedStaff(rules));
                var managers = undoing.Managers(await ManagersAsync(memory, cancel));

                // An address has one account at a time: first those who give one up.
                undoing.LetNewcomersGo();
                await db.SaveChangesAsync(cancel);
                undoing.GiveBack();
                foreach (var (employee, role) in undoing.Roles) await GiveRoleAsync(employee, role, actorId, cancel);
                (await db.StaffImports.Where(i => i.Id == importId).OneAsync(cancel)).TakeBack(clock.UtcNow());
                audit.Add("staff-import-undone", "staff-import", importId, actorId: actorId);
                await db.SaveChangesAsync(cancel);

                await db.SetManagersAsync(managers, cancel);
                await db.CloseAccountsAsync([.. undoing.Closed], clock.UtcNow(), cancel);
                foreach (var follower in followers) await follower.FollowAsync(cancel);
                foreach (var feature in memories)
                {
                    if (memory.Taken.TryGetValue(feature.GetType().Name, out var remembered)) await feature.GiveBackAsync(remembered, cancel);
                }

                await keeper.ForgetAsync(importId, cancel);
                return undoing.Gone;
            },
            cancel);
        db.ChangeTracker.Clear();
        await doorman.SeeOffAsync(closed, cancel);
    }

    /// <summary>Of whose profile was wiped since then nothing comes back.</summary>
    private Task<Dictionary<Guid, Employee>> PeopleAsync(ImportMemory memory, CancellationToken cancel)
    {
        Guid[] ids = [.. memory.Joined, .. memory.Corrected.Select(c => c.Was.Id), .. memory.Left.Select(l => l.Id), .. memory.Moved.Select(m => m.Id)];
        return db.Employees.AsTracking().WithProfile().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
    }

    /// <summary>The address of each corrected colleague's manager, as it is now.</summary>
    private Task<Dictionary<Guid, string?>> ManagersAsync(ImportMemory memory, CancellationToken cancel)
    {
        Guid[] ids = [.. memory.Corrected.Select(c => c.Was.Id)];
        return db.Employees.Where(e => ids.Contains(e.Id)).Select(e => new { e.Id, Email = e.Manager == null ? null : e.Manager.Email }).ToDictionaryAsync(e => e.Id, e => e.Email, cancel);
    }

    private async Task GiveRoleAsync(Guid employeeId, Role role, Guid givenById, CancellationToken cancel)
    {
        if (!await db.RoleGrants.AnyAsync(g => g.EmployeeId == employeeId && g.Role == role, cancel)) db.Add(RoleGrant.Give(employeeId, role, givenById, clock.UtcNow()));
    }

    /// <summary>One import being taken back.</summary>
    private sealed class Undoing(ImportMemory memory, Dictionary<Guid, Employee> people, CheckedStaff check)
    {
        /// <summary>Who came in through this import and is not erased: their accounts are closed.</summary>
        public List<Guid> Closed { get; } = [];

        /// <summary>Everybody who may not stay on an open page.</summary>
        public List<Guid> Gone { get; } = [];

        public List<(Guid Employee, Role Role)> Roles { get; } = [];

        /// <summary>Of whose import nothing but a name came in, nothing stays; who claimed the account in between keeps it, closed.</summary>
        public void LetNewcomersGo()
        {
            var wanted = memory.Moved.Select(m => m.Email).ToHashSet();
            foreach (var newcomer in memory.Joined.Select(id => people[id]))
            {
                Gone.Add(newcomer.Id);
                if (newcomer is { State: EmployeeState.Invited, ActivatedAt: null })
                {
                    newcomer.Erase();
                    continue;
                }

                if (newcomer.State is EmployeeState.Invited or EmployeeState.Active) Closed.Add(newcomer.Id);
                if (wanted.Contains(newcomer.Email)) newcomer.GiveUpAddress();
            }
        }

        public void GiveBack()
        {
            foreach (var moved in memory.Moved) people[moved.Id].TakeBackAddress(check.Text(moved.Email));
            foreach (var (was, became) in memory.Corrected)
            {
                var person = people[was.Id];
                person.Correct(check.Details(Before(person, was, became)));
                if (was.WorksHere || person.State is not (EmployeeState.Invited or EmployeeState.Active)) continue;
                Closed.Add(person.Id);
                Gone.Add(person.Id);
            }

            foreach (var leaver in memory.Left.Where(l => people[l.Id].State == EmployeeState.Deactivated))
            {
                people[leaver.Id].NeverLeft(leaver.State);
                Roles.AddRange(leaver.Roles.Select(role => (leaver.Id, Enum.Parse<Role>(role))));
            }
        }

        public List<(Guid Employee, Guid? Manager)> Managers(Dictionary<Guid, string?> now) =>
            [.. memory.Corrected.Where(c => now[c.Was.Id] == c.Became.ManagerEmail).Select(c => (c.Was.Id, c.Was.ManagerId))];

        /// <summary>Field by field: what the import wrote goes back, what HR wrote since then stays.</summary>
        private static StaffRow Before(Employee person, KnownPerson was, StaffRow became)
        {
            static string? Pick(string? current, string? became, string? was) => current == became ? was : current;
            return new StaffRow(
                Pick(person.FirstName, became.FirstName, was.FirstName)!, Pick(person.LastName, became.LastName, was.LastName)!, person.Email,
                Pick(person.Phone, became.Phone, was.Phone), Pick(person.JobTitle, became.JobTitle, was.JobTitle)!, Pick(person.Team, became.Team, was.Team)!,
                Pick(person.WorkLocation, became.WorkLocation, was.WorkLocation)!, null);
        }
    }
}
