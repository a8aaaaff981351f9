using System.Diagnostics;
using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Directory;

public enum ImportResult
{
    Imported,

    /// <summary>The file says what we know already.</summary>
    Nothing,

    /// <summary>So many would leave that HR has to type the number.</summary>
    Held,

    /// <summary>The directory or a rule of a group changed since HR looked: the preview has to be looked at again.</summary>
    Outdated,
}

/// <summary>What HR looked at and agreed to.</summary>
/// <param name="SamePeople">Addresses of which HR said: the other name is the same person.</param>
/// <param name="Fingerprint">Of the preview on the screen; null when nobody looked.</param>
/// <param name="Leavers">The number typed for the guard.</param>
/// <param name="HandOver">What leavers own goes to their managers.</param>
public sealed record ImportConsent(IReadOnlySet<string> SamePeople, string? Fingerprint = null, int? Leavers = null, bool HandOver = false)
{
    public static ImportConsent None { get; } = new(new HashSet<string>());
}

/// <param name="ImportId">Of the import that was applied, if any.</param>
public sealed record ImportAnswer(ImportResult Result, ImportDifference Difference, Guid? ImportId = null);

/// <summary>Compares a staff file with the directory, and applies it: all or nothing. Sends no mail.</summary>
public sealed class DirectoryImporter(
    IntranetDb db, StaffRowReader reader, ContentRuleSet rules, AuditTrail audit, ImportKeeper keeper, Estate estate, Doorman doorman, IStaffForecaster forecaster,
    IEnumerable<IStaffFollower> followers, TimeProvider clock)
{
    /// <summary>How HR mapped a file with these headers before, or else what we think.</summary>
    public async Task<ImportMapping> MappingForAsync(StaffFile file, CancellationToken cancel)
    {
        var key = StaffLayout.KeyOf(file.Headers);
        var layout = file.HasHeader ? await db.StaffLayouts.AsNoTracking().SingleOrDefaultAsync(l => l.Headers == key, cancel) : null;
        return layout is null ? file.Mapping : file.Mapping.Choose(layout.ChosenRoles);
    }

    /// <exception cref="StaffFileRefusedException">No column fills a field that we cannot do without.</exception>
    public async Task<StaffRows> ReadAsync(StaffFile file, ImportMapping mapping, CancellationToken cancel)
    {
        var domains = await db.Organisations.Select(o => o.OwnDomains).SingleOrDefaultAsync(cancel) ?? "";
        return reader.Read(file, mapping, domains.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>What the import would change. Changes nothing.</summary>
    public async Task<ImportDifference> CompareAsync(StaffRows rows, IReadOnlySet<string> samePeople, CancellationToken cancel) =>
        ImportDifference.Between(rows.Rows, rows.Rejected, rows.Warnings, await DirectoryAsync(cancel), samePeople);

    /// <summary>Of what somebody sees of a preview: the people, and the groups that fill and empty with them.</summary>
    /// <param name="groups">As far as they may know of them.</param>
    public static string Fingerprint(ImportDifference difference, IEnumerable<GroupMoves> groups) => difference.Fingerprint(groups.Select(g => g.AsSeen));

    /// <param name="actorId">Who confirmed; null for the command line.</param>
    public async Task<ImportAnswer> ApplyAsync(StaffRows rows, string fileHash, ImportConsent consent, Guid? actorId, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await db.WriteAsync(async () =>
        {
            await db.HoldStillAsync(cancel);
            var difference = await CompareAsync(rows, consent.SamePeople, cancel);
            if (consent.Fingerprint is { } seen && seen != Fingerprint(difference, await forecaster.ForecastAsync(difference, actorId, cancel))) return new(ImportResult.Outdated, difference);
            if (difference.NeedsLeaverCount && consent.Leavers != difference.Leaving.Count) return new(ImportResult.Held, difference);
            if (difference.ChangesNothing) return new(ImportResult.Nothing, difference);

            var import = StaffImport.Of(difference, rows.Total, fileHash, actorId, clock.UtcNow(), Stopwatch.GetElapsedTime(started));
            var before = await keeper.LookAsync(difference, cancel);
            if (consent.HandOver) await estate.HandOverAsync(await estate.OfAsync([.. difference.Leaving.Select(p => p.Id)], cancel), cancel);
            await WriteAsync(difference, rows, import, before, cancel);
            return new ImportAnswer(ImportResult.Imported, difference, import.Id);
        }, cancel);

        db.ChangeTracker.Clear();
        if (answer.Result == ImportResult.Imported) await doorman.SeeOffAsync(answer.Difference.Leaving.Select(p => p.Id), cancel);
        return answer;
    }

    private async Task<List<KnownPerson>> DirectoryAsync(CancellationToken cancel)
    {
        var administrators = await db.RoleGrants.Where(g => g.Role == Role.Administrator).Select(g => g.EmployeeId).ToHashSetAsync(cancel);
        var people = await db.Employees.AsNoTracking().WithProfile()
            .Select(e => new KnownPerson(e.Id, e.FirstName, e.LastName, e.Email, e.Phone, e.JobTitle, e.Team, e.WorkLocation, e.ManagerId, e.State, e.IsImported, false))
            .ToListAsync(cancel);
        return administrators.Count == 0 ? people : [.. people.Select(p => administrators.Contains(p.Id) ? p with { IsProtected = true } : p)];
    }

    private async Task WriteAsync(ImportDifference difference, StaffRows rows, StaffImport import, ImportMemory before, CancellationToken cancel)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var known = await TrackedAsync(difference, cancel);
            await GiveUpAddressesAsync(difference, known, cancel);
            var joined = await CorrectAsync(difference, known, rows.Judged, import.At, cancel);
            await db.CloseAccountsAsync([.. difference.Leaving.Select(p => p.Id)], import.At, cancel);
            await db.StartAfreshAsync([.. difference.ComingBack.Select(p => p.Person.Id)], cancel);
            foreach (var follower in followers) await follower.FollowAsync(cancel);

            db.Add(import);
            await keeper.KeepAsync(import.Id, before with { Joined = joined }, cancel);
            audit.Add("staff-imported", "staff-import", import.Id, actorId: import.ById, details:
                $"file={import.FileHash} rows={import.Rows} created={import.Created} updated={import.Updated} deactivated={import.Deactivated} reactivated={import.Reactivated} rejected={import.Rejected}");
            await db.SaveChangesAsync(cancel);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private async Task<Dictionary<Guid, Employee>> TrackedAsync(ImportDifference difference, CancellationToken cancel)
    {
        Guid[] ids = [.. difference.Changed.Concat(difference.ComingBack).Select(p => p.Person.Id), .. difference.New.Where(p => p.FormerHolder is not null).Select(p => p.FormerHolder!.Id)];
        return ids.Length == 0 ? [] : await db.Employees.AsTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
    }

    /// <summary>First and apart: an address has one account at a time.</summary>
    private async Task GiveUpAddressesAsync(ImportDifference difference, Dictionary<Guid, Employee> known, CancellationToken cancel)
    {
        foreach (var former in difference.New.Where(p => p.FormerHolder is not null)) known[former.FormerHolder!.Id].GiveUpAddress();
        await SaveAsync(cancel);
    }

    /// <returns>Who joined.</returns>
    private async Task<IReadOnlyList<Guid>> CorrectAsync(
        ImportDifference difference, Dictionary<Guid, Employee> known, IReadOnlyDictionary<string, RuleCheck> judged, DateTime now, CancellationToken cancel)
    {
        var check = new CheckedStaff(rules, judged);
        var idOf = await db.Employees.WorkingHere().Select(e => new { e.Email, e.Id }).ToDictionaryAsync(e => e.Email, e => e.Id, cancel);
        var joined = difference.New.Select(p => (Employee: Employee.Invite(check.Details(p.Row.Staff), isImported: true, now), p.Row.Staff.ManagerEmail)).ToList();
        foreach (var (employee, _) in joined) idOf[employee.Email] = employee.Id;

        List<(Employee Employee, string? ManagerEmail)> corrected = [];
        foreach (var (person, row, _) in difference.Changed.Concat(difference.ComingBack))
        {
            var employee = known[person.Id];
            employee.Correct(check.Details(row.Staff));
            if (!person.WorksHere) employee.ComeBack();
            idOf[employee.Email] = employee.Id;
            corrected.Add((employee, row.Staff.ManagerEmail));
        }

        foreach (var (employee, manager) in joined) employee.ReportTo(manager is null ? null : idOf[manager]);
        await new BulkInsert<Employee>(db).AddAsync([.. joined.Select(j => j.Employee)], cancel);
        await SaveAsync(cancel);

        // Afterwards and in one statement: EF would have to order the rows, and managers go round in circles sometimes.
        await db.SetManagersAsync([.. corrected.Select(c => (c.Employee.Id, c.ManagerEmail is null ? (Guid?)null : idOf[c.ManagerEmail]))], cancel);
        return [.. joined.Select(j => j.Employee.Id)];
    }

    private async Task SaveAsync(CancellationToken cancel)
    {
        db.ChangeTracker.DetectChanges();
        await db.SaveChangesAsync(cancel);
    }
}
