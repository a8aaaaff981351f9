using Intranet.Domain.Accounts;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Directory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Directory;

/// <summary>Month one, month two, a file that was cut off, and taking the last import back.</summary>
public sealed class UndoTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private static CancellationToken cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_is_as_it_was_before_the_import()
    {
        await ImportAsync(Sample("lindewaard-afas.csv"));
        await app.WithDbAsync(async db =>
        {
            var leaver = await db.Employees.AsTracking().SingleAsync(e => e.Email == "z.muller@lindewaard.example", cancel);
            leaver.Activate(DateTime.UtcNow);
            var secret = await db.Groups.AsTracking().Include(g => g.Memberships).SingleAsync(g => g.Id == app.Cast.Hideout.Id, cancel);
            secret.Admit(leaver.Id, GroupRole.Admin, MembershipSource.Hand, DateTime.UtcNow);
            db.Add(RoleGrant.Give(leaver.Id, Role.Moderator, null, DateTime.UtcNow));
            (await db.Employees.AsTracking().SingleAsync(e => e.Email == "d.mulder@lindewaard.example", cancel)).Activate(DateTime.UtcNow);
            var planned = PostDraft.Begin(leaver.Id);
            planned.Save(app.Cast.Cycling.Id, CheckedText.Empty, app.Checked("Fietsplan"), CheckedText.Empty, CheckedText.Empty, "{}", DateTime.UtcNow.AddDays(9), DateTime.UtcNow);
            db.Add(planned);
            await db.SaveChangesAsync(cancel);
        });
        var before = await ExportAsync();

        var second = await ImportAsync(Sample("lindewaard-afas-next-month.csv"), handOver: true);
        Assert.Equal((2, 2, 3), (second.Difference.New.Count, second.Difference.Changed.Count, second.Difference.Leaving.Count));
        Assert.NotEqual(before, await ExportAsync());
        Assert.Equal(("d.mulder@lindewaard.example", PostDraft.Inherited), await PlannedAsync());

        await UndoAsync(second.ImportId!.Value);
        Assert.Equal(before, await ExportAsync());
        Assert.Equal(("z.muller@lindewaard.example", null), await PlannedAsync());
        await app.WithDbAsync(async db =>
        {
            var back = await db.Employees.SingleAsync(e => e.Email == "z.muller@lindewaard.example", cancel);
            Assert.Equal(EmployeeState.Active, back.State);
            Assert.True(await db.RoleGrants.AnyAsync(g => g.EmployeeId == back.Id && g.Role == Role.Moderator, cancel));
            Assert.Equal(GroupRole.Admin, await db.Memberships.Where(m => m.EmployeeId == back.Id && m.GroupId == app.Cast.Hideout.Id && !m.IsAway).Select(m => m.Role).SingleAsync(cancel));
            Assert.False(await db.Employees.AnyAsync(e => e.Email == "t.dekker@lindewaard.example", cancel));
        });
        await Assert.ThrowsAsync<NotThereException>(() => UndoAsync(second.ImportId!.Value));

        var again = await ImportAsync(Sample("lindewaard-afas-next-month.csv"));
        Assert.Equal((2, 2, 3, 0), (again.Difference.New.Count, again.Difference.Changed.Count, again.Difference.Leaving.Count, again.Difference.ComingBack.Count));

        var third = await ImportAsync(Sample("lindewaard-afas.csv"));
        Assert.Equal(3, third.Difference.ComingBack.Count);
        await UndoAsync(third.ImportId!.Value);
        await app.WithDbAsync(async db => Assert.Equal(EmployeeState.Deactivated, (await db.Employees.SingleAsync(e => e.Email == "z.muller@lindewaard.example", cancel)).State));

        // What HR corrected by hand since the import stays; an address that went to somebody else comes back.
        var other = System.Text.Encoding.UTF8.GetBytes(Lines(Header, Row("Petra", "Anders", "j.vandermeer@lindewaard.example", job: "Secretaris")));
        var held = await ImportAsync(other);
        Assert.Equal(ImportResult.Held, held.Result);
        var rename = await ImportAsync(other, held.Difference.Leaving.Count);
        Assert.Equal("Joost", Assert.Single(rename.Difference.New).FormerHolder?.FirstName);
        await UndoAsync(rename.ImportId!.Value);
        await app.WithDbAsync(async db =>
        {
            var joost = await db.Employees.SingleAsync(e => e.Email == "j.vandermeer@lindewaard.example", cancel);
            Assert.Equal(("Joost", EmployeeState.Invited), (joost.FirstName, joost.State));
        });

        // Whose profile was wiped in between stays a former colleague, without an address.
        var last = await ImportAsync(other, held.Difference.Leaving.Count);
        var wiped = Assert.Single(last.Difference.New).FormerHolder!.Id;
        await using (var scope = app.Services.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<PersonEraser>().WipeAsync(wiped, cancel);
        await UndoAsync(last.ImportId!.Value);
        await app.WithDbAsync(async db =>
        {
            var former = await db.Employees.SingleAsync(e => e.Id == wiped, cancel);
            Assert.Equal((EmployeeState.Former, false), (former.State, former.Email.StartsWith("j.vandermeer", StringComparison.Ordinal)));
        });
    }

    /// <summary>Who has the planned post, and why it waits.</summary>
    private Task<(string Email, string? HeldBackBy)> PlannedAsync() => app.WithDbAsync(async db =>
    {
        var draft = await db.PostDrafts.SingleAsync(d => d.Body == "Fietsplan", cancel);
        return (await db.Employees.Where(e => e.Id == draft.AuthorId).Select(e => e.Email).SingleAsync(cancel), draft.HeldBackBy);
    });

    private Task<string> ExportAsync() => app.WithDbAsync(async _ =>
    {
        await using var scope = app.Services.CreateAsyncScope();
        await using var text = new StringWriter();
        await scope.ServiceProvider.GetRequiredService<StaffExport>().WriteAsync(text, cancel);
        return text.ToString();
    });

    private async Task UndoAsync(Guid import)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ImportUndoer>().UndoAsync(import, app.Cast.Hanna.Id, cancel);
    }

    private async Task<ImportAnswer> ImportAsync(byte[] file, int? leavers = null, bool handOver = false)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var importer = scope.ServiceProvider.GetRequiredService<DirectoryImporter>();
        var read = scope.ServiceProvider.GetRequiredService<StaffFileReader>().Read(file, new ReadingChoices());
        var rows = await importer.ReadAsync(read, read.Mapping, cancel);
        return await importer.ApplyAsync(rows, read.Sha256, ImportConsent.None with { Leavers = leavers, HandOver = handOver }, null, cancel);
    }
}
