using Intranet.Tests.Chat;
using Intranet.Tests.Timeline;
using Microsoft.Playwright;

namespace Intranet.Tests.Journeys;

/// <summary>Writing with the keyboard: what was typed is not lost, and neither is the cursor.</summary>
public sealed class WritingTests(IntranetApp app, Chromium chromium) : IClassFixture<IntranetApp>, IClassFixture<Chromium>
{
    private const string NothingCoversTheList = """
        list => [...list.querySelectorAll('[role=option]')].every(option => {
          const { x, y, width, height } = option.getBoundingClientRect()
          return list.contains(document.elementFromPoint(x + width / 2, y + height / 2))
        })
        """;

    [Fact]
    public async Task A_post_is_written_kept_from_a_slip_deleted_and_taken_back_without_a_mouse()
    {
        var page = await chromium.OpenAsync(app, app.Cast.Fatima);
        await page.GotoAsync($"/groups/{app.Cast.Council.Id}");
        await page.Locator(".composer__open").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#Body")).ToBeFocusedAsync();

        await RefuseNothingAsync(page);
        await MentionAsync(page);
        await KeepFromASlipAsync(page);
        await DeleteAndTakeBackAsync(page);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_confirmed_an_important_post_goes_on_where_its_button_stood()
    {
        var post = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "Neem donderdag je pas mee.", importantDays: 3);
        var page = await chromium.OpenAsync(app, app.Cast.Fatima);
        await page.GotoAsync("/");
        await page.Locator(".acknowledge button").PressAsync("Enter");

        await Assertions.Expect(page.Locator(".post__pin", new() { HasText = "Bevestigd om" })).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".post__strip, .acknowledge")).ToHaveCountAsync(0);
        await SeeWhatOthersChangeAsync(page.Locator($"#post-{post}"), post);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_vote_an_answer_and_what_is_the_answer_are_given_without_a_mouse_and_the_cursor_goes_on_from_there()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var asked = await johan.PostAsync("/posts", await johan.SeeAsync("/posts/new"), ("GroupId", $"{app.Cast.Council.Id}"), ("Kind", "Poll"), ("Body", "Welke dag?"), ("Poll.Options[0]", "Dinsdag"), ("Poll.Options[1]", "Donderdag"));
        var page = await chromium.OpenAsync(app, app.Cast.Fatima);
        await page.GotoAsync(asked.Headers.Location!.ToString());
        await page.Locator(".poll .radio").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".poll ul")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator(".poll__bar--own").First).ToContainTextAsync("Donderdag");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Je stem is geteld." })).ToHaveCountAsync(1);

        using var fatima = await app.AsAsync(app.Cast.Fatima);
        asked = await fatima.PostAsync("/posts", await fatima.SeeAsync("/posts/new"), ("GroupId", $"{app.Cast.Council.Id}"), ("Kind", "Question"), ("Body", "Waar is de sleutel?"));
        await page.GotoAsync(asked.Headers.Location!.ToString());
        await page.Locator(".comment-form textarea").FillAsync("In de kast");
        await page.Locator(".comment-form .button--primary").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".comment")).ToBeFocusedAsync();
        var accept = page.Locator(".comment__actions button[formaction$='/answer']");
        await accept.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".comment .badge--success")).ToBeVisibleAsync();
        await Assertions.Expect(accept).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }

    private async Task SeeWhatOthersChangeAsync(ILocator shown, Guid post)
    {
        await shown.Page.WaitForFunctionAsync("() => document.documentElement.dataset.live === 'ready'");
        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.SubmitToAsync(await johan.SeeAsync($"/posts/{post}/edit"), $"/posts/{post}", ("Body", "Neem vrijdag je pas mee."));
        await Assertions.Expect(shown.Locator(".post__body")).ToHaveTextAsync("Neem vrijdag je pas mee.");

        var comments = new[] { await app.CommentAsync(app.Cast.Johan, post, "Om negen uur"), await app.CommentAsync(app.Cast.Johan, post, "Bij de balie") };
        await Assertions.Expect(shown.Locator(".comment__body")).ToHaveTextAsync(["Om negen uur", "Bij de balie"]);
        await johan.SubmitToAsync(await johan.SeeAsync($"/comments/{comments[0]}/edit"), $"/comments/{comments[0]}", ("Body", "Om tien uur"));
        await Assertions.Expect(shown.Locator(".comment__body")).ToHaveTextAsync(["Om tien uur", "Bij de balie"]);
        await johan.PostAsync($"/comments/{comments[0]}/trash", await johan.SeeAsync("/"));
        await Assertions.Expect(shown.Locator(".comment__body")).ToHaveTextAsync(["Bij de balie"]);
        await johan.PostAsync($"/comments/{comments[0]}/trash/undo", await johan.SeeAsync("/"));
        await Assertions.Expect(shown.Locator(".comment__body")).ToHaveTextAsync(["Om tien uur", "Bij de balie"]);

        await johan.SubmitToAsync(await johan.SeeAsync($"/posts/{post}/edit"), $"/posts/{post}", ("AskAgain", "true"));
        await Assertions.Expect(shown.Locator(".post__strip")).ToBeVisibleAsync();
        await Assertions.Expect(shown.Locator(".acknowledge button")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_confirmed_in_a_chat_is_what_the_rules_have_seen_and_who_finds_it_back_stands_at_it()
    {
        await using var johan = await LivePage.OpenAsync(app, app.Cast.Johan);
        var talk = await johan.StartAsync(app.Cast.Fatima);
        var page = await chromium.OpenAsync(app, app.Cast.Fatima);
        await page.GotoAsync($"/chat/{talk}");
        var field = page.Locator(".pill-field textarea");
        var confirm = page.GetByRole(AriaRole.Button, new() { Name = "Het klopt, versturen" });
        await field.FillAsync("Wie kent 377897929?");
        await page.Locator(".pill-field ~ .icon-button--primary").PressAsync("Enter");
        await Assertions.Expect(confirm).ToBeVisibleAsync();

        // The word was given for another text: the rules look again, and ask again.
        await field.FillAsync("Wie kent 377897929 van de kwikstaart?");
        await confirm.PressAsync("Enter");
        await Assertions.Expect(field).ToHaveValueAsync("Wie kent 377897929 van de kwikstaart?");
        await Assertions.Expect(confirm).ToBeVisibleAsync();
        await confirm.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".message[data-seq]")).ToContainTextAsync("kwikstaart");

        await page.GotoAsync("/search?q=kwikstaart");
        await page.Locator("a.result").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".message[data-seq]")).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }

    private static async Task RefuseNothingAsync(IPage page)
    {
        await page.Locator(".editor__foot .button--primary").PressAsync("Enter");
        var error = page.Locator("#Body-error");
        await Assertions.Expect(error).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#Body")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Dag ");
        await Assertions.Expect(error).ToHaveCountAsync(0);
    }

    private async Task MentionAsync(IPage page)
    {
        await page.Keyboard.TypeAsync("@Jo");
        var list = page.Locator(".editor [data-timeline--mention-target='list']");
        await Assertions.Expect(list).ToContainTextAsync(app.Cast.Johan.Name);
        Assert.True(await list.EvaluateAsync<bool>(NothingCoversTheList));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(list).ToBeHiddenAsync();
        await page.Keyboard.TypeAsync("en Sanne");
        await Assertions.Expect(page.Locator("#Body")).ToHaveValueAsync($"Dag @{app.Cast.Johan.Name} en Sanne");
    }

    private static async Task KeepFromASlipAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#keep-draft")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#keep-draft")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#Body")).ToBeVisibleAsync();
        await page.Locator(".editor__foot .button--primary").PressAsync("Enter");
        await Assertions.Expect(page.Locator("#composer-dialog")).ToBeHiddenAsync();
    }

    private static async Task DeleteAndTakeBackAsync(IPage page)
    {
        var menu = page.Locator(".post", new() { HasText = "en Sanne" }).Locator(".post__head [aria-haspopup='menu']");
        await menu.PressAsync("ArrowUp");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ongedaan maken" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".post__body", new() { HasText = "en Sanne" })).ToBeVisibleAsync();
    }
}
