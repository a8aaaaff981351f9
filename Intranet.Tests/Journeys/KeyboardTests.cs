using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Intranet.Tests.Journeys;

/// <summary>Everything can be done without a mouse.</summary>
public sealed class KeyboardTests(IntranetApp app, Chromium chromium) : IClassFixture<IntranetApp>, IClassFixture<Chromium>
{
    [Fact]
    public async Task The_menu_of_a_person_works_without_a_mouse()
    {
        var page = await chromium.OpenAsync(app, app.Cast.Johan);
        await page.GotoAsync("/settings/appearance");
        var button = page.Locator("button.me");
        await button.FocusAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new PageGetByRoleOptions { Name = "Uitloggen" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Home");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(button).ToBeFocusedAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-expanded", "false");
    }

    [Fact]
    public async Task A_choice_of_looks_shows_at_once_and_is_still_there_on_the_next_page()
    {
        var page = await chromium.OpenAsync(app, app.Cast.Fatima);
        await page.GotoAsync("/settings/appearance");
        var kept = page.WaitForResponseAsync(answer => answer.Request.Method == "POST");
        await page.GetByLabel("Donker").CheckAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await kept;
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new LocatorFilterOptions { HasText = "Opgeslagen" })).ToHaveCountAsync(1);

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.Equal("rgb(12, 19, 21)", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor"));
    }

    [Fact]
    public async Task A_colleague_is_found_and_spoken_to_without_a_mouse()
    {
        var page = await chromium.OpenAsync(app, app.Cast.Sanne);
        await page.GotoAsync("/settings/appearance");
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.Locator("#palette input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(app.Cast.Johan.Name.Split(' ')[0]);
        var first = page.Locator("#palette [role=option]").First;
        await Assertions.Expect(first).ToContainTextAsync(app.Cast.Johan.Name);
        await Assertions.Expect(first).ToHaveAttributeAsync("aria-selected", "true");
        await Assertions.Expect(page.Locator("#palette input")).ToHaveAttributeAsync("aria-activedescendant", "quick-0");
        Assert.Equal([], await Axe.CheckAsync(page));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(app.LocalAddress, $"/people/{app.Cast.Johan.Id}").ToString());

        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.Locator("#palette input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(app.Cast.Johan.Name.Split(' ')[0]);
        await Assertions.Expect(first).ToContainTextAsync(app.Cast.Johan.Name);
        await page.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/chat/[0-9a-f-]{36}"));
    }

    [Fact]
    public async Task Ctrl_K_opens_the_quick_search_and_the_first_tab_skips_the_menu()
    {
        var page = await chromium.OpenAsync(app, app.Cast.Sanne);
        await page.GotoAsync("/settings/appearance");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(page.Locator("#palette input")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#palette")).ToBeHiddenAsync();
    }
}
