using Intranet.Domain.Accounts;
using Intranet.Domain.Branding;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Directory;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Demo;

/// <summary>Lets the staff of the town in by the front door of the import, and has them activate their accounts.</summary>
internal sealed class DemoPeople(
    IntranetDb db, StaffFileReader reader, DirectoryImporter importer, IPasswordHasher<Account> hasher, DemoPictures pictures)
{
    private static readonly (string Person, Role Role)[] Roles =
    [
        (DemoAccounts.Hr, Role.Hr), (DemoAccounts.Administrator, Role.Administrator), ("s.devries", Role.Moderator), ("h.oosterveld", Role.PrivacyOfficer),
    ];

    public async Task FillAsync(DemoStage stage, CancellationToken cancel)
    {
        await ImportAsync(cancel);
        foreach (var employee in await db.Employees.AsTracking().OrderBy(e => e.SortKey).ToListAsync(cancel)) stage.Enter(employee);

        // Everybody has the same password, so hashing it once is enough. Whoever is not heard this week did not come in yet.
        var hash = hasher.HashPassword(new Account(), DemoAccounts.Password);
        foreach (var person in stage.Week.Heard) Activate(stage, person, hash);
        foreach (var (person, role) in Roles) db.Add(RoleGrant.Give(stage.People[person].Id, role, null, stage.Now.AddDays(-80)));
        foreach (var (person, told) in stage.Week.Profiles)
        {
            stage.People[person].TellAboutSelf(
                stage.Checked(told.About, Surface.Profile), stage.Checked(told.AskMeAbout, Surface.Profile), told.WorkingDays);
        }

        await db.SaveChangesAsync(cancel);
        await ShowPhotosAsync(stage, cancel);
    }

    /// <summary>As HR would: read, map, compare, confirm.</summary>
    private async Task ImportAsync(CancellationToken cancel)
    {
        await using var stream = DemoWeek.StaffFile();
        var file = await reader.ReadAsync(stream, new ReadingChoices(), cancel);
        var rows = await importer.ReadAsync(file, await importer.MappingForAsync(file, cancel), cancel);
        var answer = await importer.ApplyAsync(rows, file.Sha256, ImportConsent.None, actorId: null, cancel);
        if (answer.Result != ImportResult.Imported || rows.Rejected.Count > 0) throw new InvalidOperationException("The staff file of the demo was not imported.");
    }

    private void Activate(DemoStage stage, string person, string passwordHash)
    {
        var employee = stage.People[person];
        var at = stage.Week.Newcomers.TryGetValue(person, out var lately) ? stage.Time.Read(lately) : stage.Now.AddDays(-70);
        employee.Activate(at);
        var account = Account.For(employee);
        account.NormalizedUserName = account.UserName!.ToUpperInvariant();
        account.SecurityStamp = Guid.NewGuid().ToString("N");
        account.PasswordHash = passwordHash;
        db.Add(account);
        db.Add(HouseRulesAcceptance.Of(employee.Id, 1, at));
    }

    private async Task ShowPhotosAsync(DemoStage stage, CancellationToken cancel)
    {
        foreach (var (person, employee) in stage.People.Where(p => DemoWeek.HasPicture($"people/{p.Key}")))
        {
            var photo = await pictures.TakeAsync($"people/{person}", employee.Id, stage.Now, cancel);
            photo.HangOn(FilePlace.ProfilePhoto, employee.Id, 0, CheckedText.Empty);
            employee.ShowPhoto(photo.Id);
        }

        await db.SaveChangesAsync(cancel);
    }
}
