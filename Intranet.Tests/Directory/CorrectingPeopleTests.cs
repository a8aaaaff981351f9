using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Directory;

/// <summary>HR corrects and shields a colleague.</summary>
public sealed class CorrectingPeopleTests(Lindewaard town) : IClassFixture<Lindewaard>
{
    private IntranetApp app => town.App;

    [Fact]
    public async Task HR_corrects_the_eight_fields_and_the_log_names_the_fields_only()
    {
        var hanna = await app.AsAsync(app.Cast.Hanna);
        var id = (await town.FindAsync("l.janssen")).Id;
        var shown = await hanna.SubmitAsync(await hanna.SeeAsync($"/hr/people/{id}"), ("Form.JobTitle", "Programmamanager"), ("Form.Phone", "06-12345678"), ("Form.ManagerEmail", "J.vandermeer@lindewaard.example"));
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        await app.WithDbAsync(async db =>
        {
            var lotte = await db.Employees.Include(e => e.Manager).SingleAsync(e => e.Id == id);
            Assert.Equal(("Programmamanager", "+31612345678", "j.vandermeer@lindewaard.example"), (lotte.JobTitle, lotte.Phone, lotte.Manager!.Email));
            var record = await db.AuditRecords.OrderByDescending(r => r.At).FirstAsync(r => r.Action == "employee-corrected" && r.TargetId == id);
            Assert.Equal("fields=JobTitle,ManagerId,Phone", $"fields={string.Join(',', record.Details["fields=".Length..].Split(',').Order())}");
        });
    }

    [Theory]
    [InlineData("Form.Email", "k.postma@lindewaard.example", "van een andere collega")]
    [InlineData("Form.Email", "geen adres", "Vul één e-mailadres in")]
    [InlineData("Form.FirstName", "", "Vul dit in")]
    [InlineData("Form.Phone", "zie intranet", "kunnen dit telefoonnummer niet lezen")]
    [InlineData("Form.ManagerEmail", "niemand@lindewaard.example", "We kennen geen collega")]
    [InlineData("Form.JobTitle", "Adviseur BSN 123456782", "Hier staat een burgerservicenummer")]
    public async Task What_is_wrong_is_said_and_changes_nothing(string field, string typed, string said)
    {
        var hanna = await app.AsAsync(app.Cast.Hanna);
        var before = await town.FindAsync("n.bakker");
        var refused = await hanna.SubmitAsync(await hanna.SeeAsync($"/hr/people/{before.Id}"), (field, typed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(said, refused.Text, StringComparison.Ordinal);
        var after = await town.FindAsync("n.bakker");
        Assert.Equal((before.FirstName, before.Phone, before.JobTitle, before.ManagerId), (after.FirstName, after.Phone, after.JobTitle, after.ManagerId));
    }

    [Fact]
    public async Task Saving_says_so_once_and_a_form_that_changed_nothing_stays_out_of_the_log()
    {
        var hanna = await app.AsAsync(app.Cast.Hanna);
        var id = (await town.FindAsync("n.bakker")).Id;
        var saved = await hanna.SubmitToAsync(await hanna.SeeAsync($"/hr/people/{id}"), $"/hr/people/{id}");
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Contains("data-toast-text-value=\"Opgeslagen\"", saved.Html, StringComparison.Ordinal);
        Assert.Contains("<noscript><div role=\"status\"", saved.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("data-toast-text-value", (await hanna.SeeAsync($"/hr/people/{id}")).Html, StringComparison.Ordinal);
        Assert.False(await app.WithDbAsync(db => db.AuditRecords.AnyAsync(r => r.Action == "employee-corrected" && r.TargetId == id)));
    }

    [Fact]
    public async Task HR_shields_a_colleague_and_ends_it_again()
    {
        var hanna = await app.AsAsync(app.Cast.Hanna);
        var id = (await town.FindAsync("b.hoekstra")).Id;
        await hanna.SubmitToAsync(await hanna.SeeAsync($"/hr/people/{id}"), $"/hr/people/{id}/shield");
        Assert.True((await town.FindAsync("b.hoekstra")).IsShielded);
        Assert.Contains("Bas Hoekstra", (await hanna.SeeAsync("/hr/people?show=shielded")).Text, StringComparison.Ordinal);
        await hanna.SubmitToAsync(await hanna.SeeAsync($"/hr/people/{id}"), $"/hr/people/{id}/shield");
        Assert.False((await town.FindAsync("b.hoekstra")).IsShielded);
        Assert.Equal(2, await app.WithDbAsync(db => db.AuditRecords.CountAsync(r => r.TargetId == id && r.Action.EndsWith("shielded"))));
    }

    [Fact]
    public async Task The_export_holds_imported_people_only_and_no_formulas()
    {
        var hanna = await app.AsAsync(app.Cast.Hanna);
        var response = await hanna.PostAsync("/hr/people/export", await hanna.SeeAsync("/hr/people"));
        var csv = await response.Content.ReadAsStringAsync();
        Assert.Contains("first_name,last_name,email,phone,job_title,team,work_location,manager_email,state", csv, StringComparison.Ordinal);
        Assert.Contains("Karin,Postma,k.postma@lindewaard.example,+31123456702,", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Cast.Johan.Email, csv, StringComparison.Ordinal);
        Assert.Equal(["'=1+1", "'-x", "+31612345678", "\"a,b\"", "\"'@x\"\"y\""], new[] { "=1+1", "-x", "+31612345678", "a,b", "@x\"y" }.Select(Infrastructure.Directory.CsvCell.Write));
    }

    [Fact]
    public async Task Only_HR_comes_here()
    {
        foreach (var person in new[] { app.Cast.Ada, app.Cast.Mo, app.Cast.Johan })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await (await app.AsAsync(person)).GetAsync("/hr/people")).StatusCode);
        }
    }
}
