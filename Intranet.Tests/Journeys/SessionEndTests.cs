using Intranet.Tests.Accounts;
using Intranet.Tests.Chat;
using Microsoft.Playwright;

namespace Intranet.Tests.Journeys;

/// <summary>A session that ends while somebody is writing, and a network that is not there.</summary>
public sealed class SessionEndTests(IntranetApp app, Chromium chromium) : IClassFixture<IntranetApp>, IClassFixture<Chromium>
{
    private const string Words = "Morgen is de balie in de hal dicht";

    [Fact]
    public async Task Who_is_about_to_be_signed_out_can_stay()
    {
        var noor = await app.NewcomerAsync("Noor");
        var page = await chromium.OpenAsync(app, noor);
        await page.GotoAsync("/security/password");
        app.Clock.Advance(TimeSpan.FromMinutes(119));
        await ComeBackAsync(page);
        var dialog = page.Locator("dialog.session-end");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = "Je wordt zo uitgelogd" })).ToBeVisibleAsync();
        Assert.Equal([], await Axe.CheckAsync(page));
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Blijf ingelogd" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(90));
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.EndsWith("/security/password", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_signed_out_signs_in_over_the_page_and_goes_on_writing()
    {
        await app.RequiresSecondFactorAsync(false);
        var sanne = app.Cast.Sanne;
        await app.HasPasswordAsync(sanne);
        var page = await chromium.OpenAsync(app, sanne);
        await page.GotoAsync($"/posts/new?groupId={app.Cast.Everyone.Id}");
        await page.Locator("textarea[name=Body]").FillAsync(Words);
        app.Clock.Advance(TimeSpan.FromHours(3));
        await ComeBackAsync(page);

        var dialog = page.Locator("dialog.session-end");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Heading, new() { Name = "Je bent uitgelogd" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await dialog.GetByLabel("E-mailadres").FillAsync(sanne.Email);
        await dialog.Locator("input[name=Password]").FillAsync("een fout wachtwoord");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        Assert.Equal([], await Axe.CheckAsync(page));
        await dialog.Locator("input[name=Password]").FillAsync(Acts.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("textarea[name=Body]")).ToHaveValueAsync(Words);

        await page.GetByRole(AriaRole.Button, new() { Name = "Plaatsen", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("article").Filter(new() { HasText = Words }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Somebody_else_who_signs_in_over_the_page_does_not_get_to_see_it()
    {
        await app.RequiresSecondFactorAsync(false);
        var (noor, omar) = (await app.NewcomerAsync("Noor"), await app.NewcomerAsync("Omar"));
        var page = await chromium.OpenAsync(app, noor);
        await page.GotoAsync("/security/password");
        app.Clock.Advance(TimeSpan.FromHours(3));
        await ComeBackAsync(page);
        var dialog = page.Locator("dialog.session-end");
        await dialog.GetByLabel("E-mailadres").FillAsync(omar.Email);
        await dialog.Locator("input[name=Password]").FillAsync(Acts.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(app.LocalAddress, "/").ToString());
    }

    [Fact]
    public async Task Without_a_network_there_is_a_page_of_our_own_and_after_signing_out_nothing_is_kept()
    {
        var page = await chromium.OpenAsync(app, app.Cast.Fatima, serviceWorkers: ServiceWorkerPolicy.Allow);
        await page.GotoAsync("/settings/appearance");
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");
        await page.WaitForFunctionAsync("navigator.serviceWorker.controller !== null");
        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/people");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Je hebt geen verbinding" })).ToBeVisibleAsync();
        Assert.Equal("rgb(242, 246, 248)", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor"));
        Assert.Equal([], await Axe.CheckAsync(page));

        await page.Context.SetOfflineAsync(false);
        await page.GetByRole(AriaRole.Link, new() { Name = "Opnieuw proberen" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Hoofdmenu" })).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("caches.keys().then(all => all.length === 1)"));

        await page.Locator("button.me").ClickAsync();
        await page.Locator(".sidebar").GetByRole(AriaRole.Menuitem, new() { Name = "Uitloggen" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(app.LocalAddress, "/sign-in").ToString());
        await page.WaitForFunctionAsync("caches.keys().then(all => all.length === 0)");
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));
        Assert.Equal(0, await page.EvaluateAsync<int>("indexedDB.databases().then(all => all.length)"));
    }

    [Fact]
    public async Task A_conversation_that_begins_before_the_scripts_of_the_list_are_in_stands_in_it()
    {
        var (noor, omar) = (await app.NewcomerAsync("Noor"), await app.NewcomerAsync("Omar"));
        var page = await chromium.OpenAsync(app, noor);
        var isTold = new TaskCompletionSource();
        await page.RouteAsync("**/assets/chat-*.js", async route =>
        {
            await isTold.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/chat");
        await Assertions.Expect(page.Locator("html[data-live=ready]")).ToBeAttachedAsync();
        await using (var other = await LivePage.OpenAsync(app, omar)) await other.SendAsync(await other.StartAsync(noor), "Ben je er al?");
        await Assertions.Expect(page.Locator("[data-unread='/chat'][data-unread-count='1']").First).ToBeAttachedAsync();
        isTold.SetResult();
        await Assertions.Expect(page.Locator("a.conversation", new() { HasText = "Omar" })).ToBeVisibleAsync();
    }

    /// <summary>Somebody comes back to the tab: the clock of the browser itself cannot be moved on by ours.</summary>
    private static Task ComeBackAsync(IPage page) => page.EvaluateAsync("dispatchEvent(new Event('focus'))");
}
