using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Directory;
using Intranet.Infrastructure.Files;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Directory;

/// <summary>Why a correction was refused.</summary>
/// <param name="Field">Of <see cref="PersonForm"/>.</param>
/// <param name="Text">A key of DirectoryTexts; empty when the content rules object.</param>
public sealed record CorrectionRefusal(string Field, string Text, IReadOnlyList<Finding> Findings, int Limit = 0);

/// <summary>Takes over what HR corrects by hand, through the same rules as the staff file, with what follows from it, and keeps a record.</summary>
public sealed class PersonCorrector(IntranetDb db, RuleGate gate, AuditTrail audit, SessionStore sessions, FileKeeper files, IEnumerable<IStaffFollower> followers)
{
    /// <exception cref="Domain.Shared.NotThereException">There is none.</exception>
    public Task<Employee> FindAsync(Guid id, CancellationToken cancel) =>
        db.Employees.Include(e => e.Manager).WithProfile().Where(e => e.Id == id).OneAsync(cancel);

    /// <param name="byId">Who of HR does it.</param>
    /// <param name="person">Whose fields they are.</param>
    /// <param name="form">As typed.</param>
    /// <returns>Null when it was taken over.</returns>
    public async Task<CorrectionRefusal?> CorrectAsync(Guid byId, Employee person, PersonForm form, CancellationToken cancel)
    {
        var rules = gate.Of(byId, form.Confirmed, cancel);
        var check = new Check(rules);
        var first = await check.TextAsync(form.FirstName, nameof(form.FirstName), Employee.MaxNameLength, isRequired: true);
        var last = await check.TextAsync(form.LastName, nameof(form.LastName), Employee.MaxNameLength, isRequired: true);
        var email = await check.TextAsync(EmailReader.Read(form.Email ?? "").Email ?? form.Email, nameof(form.Email), Employee.MaxNameLength * 2, isRequired: true);
        var job = await check.TextAsync(form.JobTitle, nameof(form.JobTitle), Employee.MaxFieldLength);
        var team = await check.TextAsync(form.Team, nameof(form.Team), Employee.MaxFieldLength);
        var location = await check.TextAsync(form.WorkLocation, nameof(form.WorkLocation), Employee.MaxFieldLength);
        if (check.Refusal is not null) return check.Refusal;

        if (EmailReader.Read(email.Value).Email is null) return new(nameof(form.Email), "email-wrong", []);
        if (await db.Employees.AnyAsync(e => e.Email == email.Value && e.Id != person.Id, cancel)) return new(nameof(form.Email), "email-taken", []);

        // As in the staff file: what reads as a phone number is one, and only a label makes it a citizen number.
        if (await rules.CheckAsync(form.Phone, Surface.Profile) is Refused refused) return new(nameof(form.Phone), "", refused.Findings);
        var (phone, _) = PhoneReader.Read(form.Phone ?? "");
        if (phone is null && !string.IsNullOrWhiteSpace(form.Phone)) return new(nameof(form.Phone), "phone-wrong", []);

        var managerEmail = form.ManagerEmail?.Trim().ToLowerInvariant() ?? "";
        var manager = managerEmail.Length == 0 ? null : await db.Employees.WorkingHere().Where(e => e.Email == managerEmail).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancel);
        if (managerEmail.Length > 0 && manager is null) return new(nameof(form.ManagerEmail), "manager-unknown", []);
        if (manager == person.Id) return new(nameof(form.ManagerEmail), "manager-self", []);

        await db.WriteAsync(
            async () =>
            {
                person.Correct(new EmployeeDetails(first, last, email, phone, job, team, location));
                person.ReportTo(manager);
                if (Changed(person) is { Length: > 0 } changed) audit.Add("employee-corrected", "employee", person.Id, details: $"fields={changed}");
                await db.SaveChangesAsync(cancel);
                foreach (var follower in followers) await follower.FollowAsync(cancel);
            },
            cancel);
        sessions.Forget(person.Id);
        return null;
    }

    public async Task ShieldAsync(Guid id, bool shielded, CancellationToken cancel)
    {
        var person = await FindAsync(id, cancel);
        var photo = person.PhotoId is { } photoId && shielded
            ? await db.Files.Where(f => f.Id == photoId && f.Place == FilePlace.ProfilePhoto).Select(f => new { f.Id, f.Hash }).FirstOrDefaultAsync(cancel)
            : null;
        await db.WriteAsync(
            async () =>
            {
                person.Shield(shielded);
                audit.Add(shielded ? "employee-shielded" : "employee-unshielded", "employee", id);
                await db.SaveChangesAsync(cancel);
                foreach (var follower in followers) await follower.FollowAsync(cancel);
            },
            cancel);
        if (photo is not null) await files.ForgetAsync(photo.Id, photo.Hash, cancel);
        sessions.Forget(id);
    }

    /// <summary>Names of the fields that change, never what was or becomes of them.</summary>
    private string Changed(Employee person)
    {
        string[] derived = [nameof(Employee.SortKey), nameof(Employee.SearchText)];
        var entry = db.Entry(person);
        entry.DetectChanges();
        return string.Join(',', entry.Properties.Where(p => p.IsModified && !derived.Contains(p.Metadata.Name)).Select(p => p.Metadata.Name));
    }

    /// <summary>Checks field after field and remembers the first refusal.</summary>
    private sealed class Check(AuthorRules rules)
    {
        public CorrectionRefusal? Refusal { get; private set; }

        public async Task<CheckedText> TextAsync(string? typed, string field, int maxLength, bool isRequired = false)
        {
            if (Refusal is not null) return CheckedText.Empty;
            if (isRequired && string.IsNullOrWhiteSpace(typed)) Refusal = new(field, "fill-in", []);
            else if (typed?.Length > maxLength) Refusal = new(field, "too-long", [], maxLength);
            else if (await rules.CheckAsync(typed, Surface.PersonName) is var check && check is Allowed(var text)) return text;
            else Refusal = new(field, "", check.Findings);
            return CheckedText.Empty;
        }
    }
}
