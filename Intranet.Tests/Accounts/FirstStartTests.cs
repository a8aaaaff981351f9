using System.Net;
using Intranet.Domain.Accounts;
using Intranet.Domain.Groups;
using Intranet.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Accounts;

public sealed class FirstStartTests : IAsyncLifetime
{
    private readonly IntranetApp app = new() { IsEmpty = true };

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_link_on_the_console_makes_the_organisation_and_its_first_administrator_and_is_then_dead()
    {
        Assert.False(await app.WithDbAsync(db => db.Employees.AnyAsync()), "There is no account that comes with the product.");
        var path = $"/set-up/{app.Services.GetRequiredService<SetUpLink>().Make()}";
        using var browser = app.Outsider();
        var page = await browser.SeeAsync(path);
        var refused = await browser.SubmitAsync(page, [.. Filled("Gemeente Lindewaard"), ("Password", "Lindewaard2026!!")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var setUp = await browser.SubmitAsync(page, [.. Filled("Gemeente Lindewaard"), ("Password", Acts.Password)]);
        Assert.Equal("/claim/app", setUp.Uri.AbsolutePath);
        await browser.SubmitAsync(setUp, ("Code", AuthenticatorApp.Connect(setUp, app.Clock).Code()));
        Assert.True(await browser.IsInAsync());
        Assert.Equal("/admin/people", (await browser.SeeAsync("/admin/people")).Uri.AbsolutePath);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/set-up/{app.Services.GetRequiredService<SetUpLink>().Make()}")).StatusCode);
        await app.WithDbAsync(async db =>
        {
            var administrator = await db.Employees.SingleAsync();
            Assert.Equal(Role.Administrator, (await db.RoleGrants.SingleAsync()).Role);
            Assert.True(await db.Groups.AnyAsync(g => g.Kind == GroupKind.Everyone && g.Memberships.Any(m => m.EmployeeId == administrator.Id)));
            Assert.Contains("BSN", (await db.HouseRules.SingleAsync()).Dutch, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_race_of_twenty_makes_one_administrator()
    {
        var path = $"/set-up/{app.Services.GetRequiredService<SetUpLink>().Make()}";
        // All twenty have the form open before the first of them sends it.
        var forms = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            var browser = app.Outsider();
            return (Browser: browser, Page: await browser.SeeAsync(path));
        }));
        var statuses = await Task.WhenAll(forms.Select(async (form, i) =>
        {
            using var browser = form.Browser;
            return (await browser.PostAsync(path, form.Page, [.. Filled($"Gemeente {i}"), ("Password", Acts.Password)])).StatusCode;
        }));

        Assert.Single(statuses, HttpStatusCode.Found);
        Assert.Equal(19, statuses.Count(s => s == HttpStatusCode.NotFound));
        Assert.Equal(1, await app.WithDbAsync(db => db.RoleGrants.CountAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Employees.CountAsync()));
    }

    [Fact]
    public async Task A_guessed_link_is_not_there()
    {
        app.Services.GetRequiredService<SetUpLink>().Make();
        using var browser = app.Outsider();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/set-up/00000000000000000000000000000000")).StatusCode);
    }

    private static (string, string)[] Filled(string organisation) =>
    [
        ("Organisation", organisation), ("SiteName", "Plein"), ("BrandColour", "#0b6179"), ("FirstName", "Ada"), ("LastName", "Kuipers"), ("Email", "Ada@Lindewaard.example"),
    ];
}
