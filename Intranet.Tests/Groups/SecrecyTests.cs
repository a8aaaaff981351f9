using System.Net;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Files;
using Intranet.Tests.Chat;
using Intranet.Tests.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Groups;

/// <summary>What a closed or secret group withholds reaches nobody, by any way.</summary>
public sealed class SecrecyTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_secret_group_is_nowhere_for_who_is_not_in_it()
    {
        var group = await app.FoundAsync("Zwanenmeer", GroupAccess.Secret, app.Cast.Johan, app.Cast.Fatima);
        var post = await app.PostAsync(app.Cast.Johan, new Place(group, "Zwanenmeer"), "Het zwanenplan gaat door");
        var file = await HangFileAsync(app.Cast.Johan, post);
        using var fatima = await app.AsAsync(app.Cast.Fatima);

        // It is there for a member …
        Assert.Contains("Het zwanenplan gaat door", (await fatima.SeeAsync($"/groups/{group}")).Text, StringComparison.Ordinal);
        Assert.Contains("Zwanenmeer", (await fatima.SeeAsync("/groups?q=zwanen")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await fatima.GetAsync($"/files/{file}")).StatusCode);
        Assert.Contains(app.Cast.Johan.Name, (await fatima.SeeAsync($"/groups/{group}/mentions?q=joh")).Text, StringComparison.Ordinal);

        // … and for nobody else, whatever their role.
        foreach (var person in new[] { app.Cast.Sanne, app.Cast.Mo, app.Cast.Hanna, app.Cast.Ada })
        {
            using var browser = await app.AsAsync(person);
            foreach (var path in new[] { $"/groups/{group}", $"/groups/{group}/members", $"/groups/{group}/about", $"/groups/{group}/mentions?q=joh", $"/posts/{post}", $"/files/{file}" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).StatusCode);
            }

            foreach (var path in new[] { "/", "/groups", "/groups?q=zwanen", "/groups?own=true", "/groups/look-alikes?name=Zwanenmeer", $"/people/{app.Cast.Johan.Id}", $"/groups/{app.Cast.Everyone.Id}/mentions?q=zwanen" })
            {
                // What was asked for comes back in the search box; nothing else may.
                Assert.DoesNotContain("zwanen", (await browser.SeeAsync(path)).Text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_closed_group_shows_outsiders_its_admins_and_how_many_but_not_who()
    {
        var group = await app.FoundAsync("Aanbesteding", GroupAccess.Closed, app.Cast.Johan, app.Cast.Fatima);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var page = await sanne.SeeAsync($"/groups/{group}");
        Assert.Contains("2 leden", page.Text, StringComparison.Ordinal);
        Assert.Contains(app.Cast.Johan.Name, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Cast.Fatima.Name, page.Text, StringComparison.Ordinal);
        var card = await sanne.SeeAsync("/groups?q=aanbesteding");
        Assert.Contains("2 leden", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_event_reaches_who_may_read_and_nobody_else()
    {
        var group = await app.FoundAsync("Stille kring", GroupAccess.Closed, app.Cast.Johan, app.Cast.Fatima);
        await using var member = await LivePage.OpenAsync(app, app.Cast.Fatima);
        await using var outsider = await LivePage.OpenAsync(app, app.Cast.Sanne);

        var inside = await app.PostAsync(app.Cast.Johan, new Place(group, "Stille kring"), "Alleen voor de kring");
        for (var hint = ""; !hint.Contains(inside.ToString(), StringComparison.Ordinal);) hint = (await member.HearAsync("Hint")).ToString();

        // The next thing that everybody hears comes after it: had the outsider heard of the first, it would stand before this one.
        var outside = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Voor iedereen");
        for (var hint = ""; !hint.Contains(outside.ToString(), StringComparison.Ordinal);)
        {
            hint = (await outsider.HearAsync("Hint")).ToString();
            Assert.DoesNotContain(group.ToString(), hint, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_open_group_that_becomes_secret_is_gone_at_once_also_for_who_is_looking()
    {
        var group = await app.FoundAsync("Kerstcommissie", GroupAccess.Open, app.Cast.Johan, app.Cast.Fatima);
        var post = await app.PostAsync(app.Cast.Johan, new Place(group, "Kerstcommissie"), "@Sanne Bos komt de kerstman spelen");
        var file = await HangFileAsync(app.Cast.Johan, post);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var johan = await app.AsAsync(app.Cast.Johan);
        await sanne.SeeAsync($"/posts/{post}");
        await using var watching = await LivePage.OpenAsync(app, sanne, app.Cast.Sanne);
        await UntilAsync(() => app.WithDbAsync(db => db.Notices.AnyAsync(n => n.EmployeeId == app.Cast.Sanne.Id && n.GroupId == group)));

        await johan.SubmitAsync(await johan.SeeAsync($"/groups/{group}/access/edit"), ("access", "Secret"));

        foreach (var path in new[] { $"/groups/{group}", $"/groups/{group}/members", $"/posts/{post}", $"/files/{file}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync(path)).StatusCode);
        }

        foreach (var path in new[] { "/", "/groups", "/groups?q=commissie", $"/people/{app.Cast.Johan.Id}", "/agenda", "/posts", "/search?q=komt+de" })
        {
            Assert.DoesNotContain("kerst", (await sanne.SeeAsync(path)).Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("kerstman", (await sanne.SeeAsync("/notices")).Text, StringComparison.Ordinal);
        // Her mail about it was waiting: it goes with the notice.
        Assert.False(await app.WithDbAsync(db => db.Notices.AnyAsync(n => n.EmployeeId == app.Cast.Sanne.Id && n.GroupId == group)));
        for (var hint = ""; !hint.Contains("group-access", StringComparison.Ordinal);) hint = (await watching.HearAsync("Hint")).ToString();

        // Members stay, and are told.
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        await fatima.SeeAsync($"/posts/{post}");
        Assert.Contains("veranderde wie Kerstcommissie kan zien", (await fatima.SeeAsync("/notices")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_plain_member_invited_to_lapses_when_only_admins_may_invite()
    {
        var group = await app.FoundAsync("Eerst voor allen", GroupAccess.Open, app.Cast.Johan, app.Cast.Fatima);
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var mo = await app.AsAsync(app.Cast.Mo);
        foreach (var (host, guest) in new[] { (fatima, app.Cast.Sanne), (johan, app.Cast.Mo) })
        {
            await host.PostAsync($"/groups/{group}/invitations", await host.SeeAsync("/groups/new"), ("employeeId", $"{guest.Id}"));
        }

        await johan.SubmitAsync(await johan.SeeAsync($"/groups/{group}/access/edit"), ("access", "Secret"));
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/groups/{group}")).StatusCode);
        Assert.DoesNotContain("Eerst voor allen", (await sanne.SeeAsync("/notices")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.PostAsync($"/groups/{group}/invitations/accept", await sanne.SeeAsync("/groups/new"))).StatusCode);
        Assert.Contains("Eerst voor allen", (await mo.SeeAsync($"/groups/{group}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_out_of_a_secret_group_keeps_the_name_it_had_and_hears_no_other()
    {
        var group = await app.FoundAsync("Zilvermeeuw", GroupAccess.Secret, app.Cast.Johan, app.Cast.Fatima);
        var post = await app.PostAsync(app.Cast.Fatima, new Place(group, "Zilvermeeuw"), "Wat een herrie");
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var removal = (await johan.SubmitAsync(await johan.SeeAsync($"/posts/{post}/removal/new"), ("Reason", "Niet hier"))).Uri.AbsolutePath;
        await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{group}/members"), $"/groups/{group}/members/{app.Cast.Fatima.Id}/delete");
        await johan.SubmitToAsync(await johan.SeeAsync($"/groups/{group}/edit"), $"/groups/{group}", ("Name", "Toekanplan"));

        var notices = await fatima.SeeAsync("/notices");
        Assert.Contains("Je bent geen lid meer van Zilvermeeuw", notices.Text, StringComparison.Ordinal);
        Assert.Contains("Iets wat je schreef in een verborgen groep is verwijderd", notices.Text, StringComparison.Ordinal);
        var why = await fatima.SeeAsync(removal);
        Assert.Contains("Niet hier", why.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"/groups/{group}", why.Html, StringComparison.Ordinal);
        foreach (var page in new[] { notices, why }) Assert.DoesNotContain("Toekan", page.Html, StringComparison.Ordinal);
        Assert.Contains("Toekanplan", (await johan.SeeAsync(removal)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_told_that_a_group_changed_hears_whether_they_still_read_it()
    {
        var group = await app.FoundAsync("Kijkdoos", GroupAccess.Closed, app.Cast.Johan, app.Cast.Fatima);
        using var johan = await app.AsAsync(app.Cast.Johan);
        await using var member = await LivePage.OpenAsync(app, app.Cast.Fatima);
        await using var outsider = await LivePage.OpenAsync(app, app.Cast.Sanne);

        // Also the page of a closed group, open on the screen of who is not in it, is about something that is not there any more.
        foreach (var (access, outside) in new[] { ("Open", true), ("Closed", false), ("Secret", false) })
        {
            await johan.SubmitAsync(await johan.SeeAsync($"/groups/{group}/access/edit"), ("access", access));
            Assert.Equal((true, outside), (await ReadsAsync(member), await ReadsAsync(outsider)));
        }

        static async Task<bool> ReadsAsync(LivePage page)
        {
            for (;;)
            {
                var hint = await page.HearAsync("Hint");
                if (hint.GetProperty("kind").GetString() == "group-access") return hint.GetProperty("data").GetProperty("reads").GetBoolean();
            }
        }
    }

    [Theory]
    [InlineData(false, HttpStatusCode.NotFound)]
    [InlineData(true, HttpStatusCode.OK)]
    public async Task Opening_a_group_keeps_old_posts_inside_unless_an_admin_says_otherwise(bool alsoOldPosts, HttpStatusCode old)
    {
        var group = await app.FoundAsync("Proeftuin " + alsoOldPosts, GroupAccess.Closed, app.Cast.Johan, app.Cast.Fatima);
        var place = new Place(group, "Proeftuin");
        var before = await app.PostAsync(app.Cast.Johan, place, "Van voor de opening");
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/posts/{before}")).StatusCode);

        var form = await johan.SeeAsync($"/groups/{group}/access/edit");
        await johan.SubmitAsync(form, alsoOldPosts ? [("access", "Open"), ("alsoOldPosts", "true")] : [("access", "Open")]);
        var after = await app.PostAsync(app.Cast.Johan, place, "Van na de opening");

        Assert.Equal(old, (await sanne.GetAsync($"/posts/{before}")).StatusCode);
        var page = await sanne.SeeAsync($"/groups/{group}");
        Assert.Contains("Van na de opening", page.Text, StringComparison.Ordinal);
        Assert.Equal(alsoOldPosts, page.Text.Contains("Van voor de opening", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await sanne.GetAsync($"/posts/{after}")).StatusCode);
        await fatima.SeeAsync($"/posts/{before}");
    }

    [Fact]
    public async Task Who_asked_becomes_a_member_when_the_group_opens_and_a_request_dies_when_it_hides()
    {
        var opening = await app.FoundAsync("Wordt open", GroupAccess.Closed, app.Cast.Johan);
        var hiding = await app.FoundAsync("Wordt verborgen", GroupAccess.Closed, app.Cast.Johan);
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        foreach (var group in new[] { opening, hiding }) await sanne.SubmitAsync(await sanne.SeeAsync($"/groups/{group}/requests/new"), ("Reason", "Graag"));

        await johan.SubmitAsync(await johan.SeeAsync($"/groups/{opening}/access/edit"), ("access", "Open"));
        await johan.SubmitAsync(await johan.SeeAsync($"/groups/{hiding}/access/edit"), ("access", "Secret"));

        Assert.True(await app.IsMemberAsync(opening, app.Cast.Sanne));
        Assert.Equal($"employee={app.Cast.Sanne.Id}", await app.WithDbAsync(db => db.AuditRecords.Where(r => r.TargetId == opening && r.Action == "group-member-admitted").Select(r => r.Details).SingleAsync()));
        Assert.False(await app.IsMemberAsync(hiding, app.Cast.Sanne));
        Assert.False(await app.WithDbAsync(db => db.JoinRequests.AnyAsync(r => r.GroupId == opening || r.GroupId == hiding)));
        Assert.Equal(HttpStatusCode.NotFound, (await sanne.GetAsync($"/groups/{hiding}")).StatusCode);
    }

    private const string FileHash = "000000000000000000000000000000000000000000000000000000000000beef";

    private async Task<Guid> HangFileAsync(Person by, Guid postId)
    {
        await app.Services.GetRequiredService<IFileStore>().SaveAsync(FileHash, "%PDF"u8.ToArray(), CancellationToken.None);
        return await app.WithDbAsync(async db =>
        {
            var file = StoredFile.Upload(by.Id, app.Checked("plan.pdf"), FileHash, "application/pdf", 4, 0, 0, TimeProvider.System.UtcNow());
            file.HangOn(FilePlace.Post, postId, 0, Domain.ContentRules.CheckedText.Empty);
            db.Add(file);
            await db.SaveChangesAsync();
            return file.Id;
        });
    }

    private static Task UntilAsync(Func<Task<bool>> happened) => Wait.ForAsync(async () => await happened() ? "happened" : null, "what must follow");
}
