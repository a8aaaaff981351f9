using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Infrastructure.Directory;
using Intranet.Web.Directory;
using Intranet.Web.Groups;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Intranet.Tests.Directory.StaffFiles;

namespace Intranet.Tests.Groups;

/// <summary>Before a staff file is imported HR sees which groups it fills and empties.</summary>
public sealed class RuleForecastTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    private static CancellationToken cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_preview_says_which_groups_fill_and_empty_as_far_as_HR_may_know_and_the_import_does_just_that()
    {
        await RunAsync(
            Row("Noor", "Bakker", "n.bakker@regel.example", team: "Ruimte"), Row("Thijs", "Willems", "t.willems@regel.example", team: "Ruimte"),
            Row("Kees", "Jong", "k.jong@regel.example", team: "Ruimte", manager: "n.bakker@regel.example"), Row("Yara", "Groot", "y.groot@regel.example", team: "Werf"));
        var open = await RuledAsync("Buitenruimte", GroupAccess.Open);
        var closed = await RuledAsync("Ruimtelijke plannen", GroupAccess.Closed, keptOut: "y.groot@regel.example");
        var secret = await RuledAsync("Reorganisatie", GroupAccess.Secret);
        await RuledAsync("Rond Noor", GroupAccess.Open, manager: "n.bakker@regel.example");
        await FollowAsync();

        string[] next =
        [
            Row("Noor", "Bakker", "n.bakker@regel.example", team: "Werf"), Row("Thijs", "Willems", "t.willems@regel.example", team: "Ruimte", manager: "n.bakker@regel.example"),
            Row("Yara", "Groot", "y.groot@regel.example", team: "Ruimte"), Row("Eva", "Prins", "e.prins@regel.example", team: "Ruimte"),
        ];
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var check = await CheckAsync(hanna, next);
        await SeeGroupsAsync(hanna, check.Uri.AbsolutePath, open, closed, secret);

        var before = await MembersAsync();
        var expected = await ForecastAsync(next);
        Assert.Equal(4, expected.Count);
        var report = await RunAsync(isDryRun: true, next);
        Assert.Equal(["Buitenruimte 2 2", "Rond Noor 1 1", "Ruimtelijke plannen 1 2"], report.Groups!.Select(g => $"{g.Name} {g.Comes} {g.Goes}"));
        Assert.Contains("\"groups\"", report.ToJson(), StringComparison.Ordinal);
        Assert.Equal(before, await MembersAsync());

        Assert.Null((await RunAsync(next)).Groups);
        var after = await MembersAsync();
        foreach (var moves in expected)
        {
            Assert.Equal(moves.People.Where(m => m.Comes).Select(m => m.Person.Email).Order(), after[moves.Name].Except(before[moves.Name]).Order());
            Assert.Equal(moves.People.Where(m => !m.Comes).Select(m => m.Person.Email).Order(), before[moves.Name].Except(after[moves.Name]).Order());
        }

        Assert.DoesNotContain("tab=groups", (await CheckAsync(hanna, next)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_is_made_while_HR_confirms_is_looked_at_first()
    {
        var group = await app.FoundAsync("Bruggen", GroupAccess.Open, app.Cast.Johan);
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        using var johan = await app.AsAsync(app.Cast.Johan);
        var check = await CheckAsync(hanna, [Row("Bram", "Brug", "b.brug@regel.example", team: "Bruggen")]);
        var confirm = check.Uri.AbsolutePath.Replace("/check", "/confirm", StringComparison.Ordinal);
        var seen = await hanna.SeeAsync(confirm);

        var rules = $"/groups/{group}/rules";
        await johan.SubmitToAsync(await johan.SubmitToAsync(await johan.SeeAsync(rules), rules, ("Team", "Bruggen")), rules);
        Task<bool> BramIsInAsync() => app.WithDbAsync(db => db.Memberships.AnyAsync(m => m.GroupId == group && m.EmployeeId != app.Cast.Johan.Id, cancel));
        // Whom the stories before this one brought in would leave.
        (string, string)[] sure = seen.Html.Contains("LeaversConfirmed", StringComparison.Ordinal) ? [("LeaversConfirmed", "true")] : [];
        var again = await hanna.SubmitToAsync(seen, confirm, sure);
        Assert.Equal(Changing(seen) + 1, Changing(again));
        Assert.False(await BramIsInAsync());

        await hanna.SubmitToAsync(again, confirm, sure);
        Assert.True(await BramIsInAsync());

        static int Changing(Page page) => Regex.Match(page.Text, @"In (\d+) groep") is { Success: true } said ? int.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
    }

    [Fact]
    public async Task A_colleague_whom_HR_moves_by_hand_moves_along_at_once()
    {
        var group = await RuledAsync("Samen naar Vergunningen", GroupAccess.Open, team: "Vergunningen");
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        var form = await hanna.SeeAsync($"/hr/people/{app.Cast.Sanne.Id}");
        await hanna.SubmitAsync(form, ("Form.Team", "Vergunningen"));
        Assert.True(await app.IsMemberAsync(group, app.Cast.Sanne));

        await hanna.SubmitAsync(await hanna.SeeAsync($"/hr/people/{app.Cast.Sanne.Id}"), ("Form.Team", "Samenleving"));
        Assert.False(await app.IsMemberAsync(group, app.Cast.Sanne));
    }

    [Fact]
    public async Task Where_a_shielded_colleague_works_is_told_by_no_group()
    {
        var group = await app.FoundAsync("Alles van de molen", GroupAccess.Open, app.Cast.Johan);
        using var hanna = await app.AsAsync(app.Cast.Hanna);
        using var johan = await app.AsAsync(app.Cast.Johan);
        foreach (var person in new[] { app.Cast.Sanne, app.Cast.Mo })
        {
            await hanna.SubmitAsync(await hanna.SeeAsync($"/hr/people/{person.Id}"), ("Form.WorkLocation", "Molen"));
        }

        var rules = $"/groups/{group}/rules";
        await johan.SubmitToAsync(await johan.SubmitToAsync(await johan.SeeAsync(rules), rules, ("WorkLocation", "Molen")), rules);
        Assert.True(await app.IsMemberAsync(group, app.Cast.Sanne));

        await hanna.SubmitToAsync(await hanna.SeeAsync($"/hr/people/{app.Cast.Sanne.Id}"), $"/hr/people/{app.Cast.Sanne.Id}/shield");
        Assert.False(await app.IsMemberAsync(group, app.Cast.Sanne));
        Assert.True(await app.IsMemberAsync(group, app.Cast.Mo));
        var other = $"/groups/{await app.FoundAsync("Ook van de molen", GroupAccess.Open, app.Cast.Johan)}/rules";
        var preview = await johan.SubmitToAsync(await johan.SeeAsync(other), other, ("WorkLocation", "Molen"));
        Assert.Contains(app.Cast.Mo.Name, preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Cast.Sanne.Name, preview.Text, StringComparison.Ordinal);

        // A location where nobody else works is no choice; and a staff file that says it again brings nobody in.
        await hanna.SubmitAsync(await hanna.SeeAsync($"/hr/people/{app.Cast.Sanne.Id}"), ("Form.WorkLocation", "Vuurtoren"));
        Assert.DoesNotContain("Vuurtoren", (await johan.SeeAsync(other)).Html, StringComparison.Ordinal);
        var moved = new ImportDifference
        {
            New = [], Changed = [], ComingBack = [], Leaving = [], Unchanged = 0, Rejected = [], Warnings = [], ActiveImported = 0,
            Movers = [new(app.Cast.Sanne.Id, "Sanne", "Bos", app.Cast.Sanne.Email, IsNew: false, new Position { EmployeeId = app.Cast.Sanne.Id, WorkLocation = "Molen" })],
        };
        Assert.Empty(await app.WithDbAsync(db => new RuleForecast(db).ForecastAsync(moved, app.Cast.Johan.Id, cancel)));

        await hanna.SubmitAsync(await hanna.SeeAsync($"/hr/people/{app.Cast.Sanne.Id}"), ("Form.WorkLocation", "Molen"));
        await hanna.SubmitToAsync(await hanna.SeeAsync($"/hr/people/{app.Cast.Sanne.Id}"), $"/hr/people/{app.Cast.Sanne.Id}/shield");
        Assert.True(await app.IsMemberAsync(group, app.Cast.Sanne));
    }

    /// <summary>HR is in none of these groups: names of an open one, numbers of a closed one, nothing of a secret one.</summary>
    private static async Task SeeGroupsAsync(Browser hanna, string check, Guid open, Guid closed, Guid secret)
    {
        var groups = await hanna.SeeAsync($"{check}?tab=groups");
        Assert.Contains("Buitenruimte Bekijk de namen 2 2", groups.Text, StringComparison.Ordinal);
        Assert.Contains("Ruimtelijke plannen Alleen leden zien wie. 1 2", groups.Text, StringComparison.Ordinal);
        Assert.Contains("Rond Noor Bekijk de namen 1 1", groups.Text, StringComparison.Ordinal);

        var names = await hanna.SeeAsync($"{check}?tab=groups&group={open}");
        Assert.Contains("Eva Prins e.prins@regel.example Komt erbij", names.Text, StringComparison.Ordinal);
        Assert.Contains("Kees Jong k.jong@regel.example Gaat eruit", names.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Thijs", names.Text, StringComparison.Ordinal);
        foreach (var hidden in new[] { closed, secret }) Assert.DoesNotContain("Eva Prins", (await hanna.SeeAsync($"{check}?tab=groups&group={hidden}")).Text, StringComparison.Ordinal);

        var list = await (await hanna.GetAsync(check.Replace("/check", "/difference.csv", StringComparison.Ordinal))).Content.ReadAsStringAsync(cancel);
        Assert.Contains("Gewijzigd;;Eva Prins;e.prins@regel.example;Groep;;Buitenruimte", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Ruimtelijke plannen", list, StringComparison.Ordinal);
        var confirm = await hanna.SeeAsync(check.Replace("/check", "/confirm", StringComparison.Ordinal));
        Assert.Contains("In 3 groepen veranderen de leden", confirm.Text, StringComparison.Ordinal);
        foreach (var page in new[] { groups.Text, names.Text, confirm.Text, list }) Assert.DoesNotContain("Reorganisatie", page, StringComparison.Ordinal);
    }

    private async Task<Guid> RuledAsync(string name, GroupAccess access, string team = "Ruimte", string? manager = null, string? keptOut = null)
    {
        var id = await app.FoundAsync(name, access, app.Cast.Johan);
        await app.WithDbAsync(async db =>
        {
            var group = await db.Groups.SingleAsync(g => g.Id == id, cancel);
            Task<Guid> IdAsync(string email) => db.Employees.Where(e => e.Email == email).Select(e => e.Id).SingleAsync(cancel);
            db.Add(manager is null
                ? MembershipRule.For(group, app.Checked(team), CheckedText.Empty, CheckedText.Empty, null, DateTime.UtcNow)
                : MembershipRule.For(group, CheckedText.Empty, CheckedText.Empty, CheckedText.Empty, await IdAsync(manager), DateTime.UtcNow));
            if (keptOut is not null) db.Add(RuleException.Of(id, await IdAsync(keptOut), DateTime.UtcNow));
            await db.SaveChangesAsync(cancel);
        });
        return id;
    }

    private async Task FollowAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RuleMembers>().FollowAsync(cancel);
    }

    /// <summary>Who is in each group that fills itself.</summary>
    private Task<Dictionary<string, string[]>> MembersAsync() => app.WithDbAsync(async db =>
    {
        var seats = await db.Memberships.Where(m => !m.IsAway && db.MembershipRules.Any(r => r.GroupId == m.GroupId))
            .Join(db.Groups, m => m.GroupId, g => g.Id, (m, g) => new { g.Name, m.EmployeeId }).Join(db.Employees, s => s.EmployeeId, e => e.Id, (s, e) => new { s.Name, e.Email }).ToListAsync(cancel);
        return seats.GroupBy(s => s.Name, s => s.Email).ToDictionary(g => g.Key, g => g.Order().ToArray());
    });

    /// <summary>As Johan sees it, who is in all of them.</summary>
    private async Task<IReadOnlyList<GroupMoves>> ForecastAsync(string[] rows)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var importer = scope.ServiceProvider.GetRequiredService<DirectoryImporter>();
        var file = Read(Lines([Header, .. rows]));
        var difference = await importer.CompareAsync(await importer.ReadAsync(file, file.Mapping, cancel), ImportConsent.None.SamePeople, cancel);
        return await scope.ServiceProvider.GetRequiredService<IStaffForecaster>().ForecastAsync(difference, app.Cast.Johan.Id, cancel);
    }

    private Task<ImportReport> RunAsync(params string[] rows) => RunAsync(isDryRun: false, rows);

    private async Task<ImportReport> RunAsync(bool isDryRun, string[] rows)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes(Lines([Header, .. rows])));
        return await scope.ServiceProvider.GetRequiredService<UnattendedImport>().RunAsync(file, isDryRun, leavers: null, cancel);
    }

    /// <summary>The third step of an import.</summary>
    private static async Task<Page> CheckAsync(Browser hr, string[] rows)
    {
        var form = await hr.SeeAsync("/hr/import");
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(Lines([Header, .. rows])));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var response = await hr.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/hr/import")
        {
            Content = new MultipartFormDataContent { { new StringContent(form.Token), "_csrf" }, { file, "file", "personeel.csv" } },
        });
        var columns = await hr.SeeAsync(response.Headers.Location!.ToString());
        return await hr.SubmitToAsync(columns, columns.Uri.AbsolutePath);
    }
}
