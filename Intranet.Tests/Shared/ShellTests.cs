using System.Net;

namespace Intranet.Tests.Shared;

/// <summary>What stands around every page.</summary>
public sealed class ShellTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task A_colleague_sees_the_menu_with_their_own_groups_and_nobody_elses()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var his = await johan.SeeAsync("/settings/appearance");
        var hers = await sanne.SeeAsync("/settings/appearance");

        Assert.Contains(app.Cast.Hideout.Name, his.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/groups/{app.Cast.Council.Id}\"", his.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Cast.Hideout.Name, hers.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Cast.Council.Name, hers.Text, StringComparison.Ordinal);
        Assert.Contains(app.Cast.Sanne.Name, hers.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_the_product_looks_is_ones_own_choice_and_stays()
    {
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var before = await fatima.SeeAsync("/settings/appearance");
        Assert.DoesNotContain("data-theme", before.Html, StringComparison.Ordinal);

        var after = await fatima.SubmitAsync(before, ("Theme", "dark"), ("TextSize", "2"), ("LegibleFont", "true"), ("LessMotion", "true"));
        Assert.Contains("<html lang=\"nl\" data-theme=\"dark\" data-text-size=\"2\"", after.Html, StringComparison.Ordinal);
        Assert.Contains("data-font=\"legible\"", after.Html, StringComparison.Ordinal);
        Assert.Contains("data-motion=\"less\"", after.Html, StringComparison.Ordinal);

        using var elsewhere = await app.AsAsync(app.Cast.Fatima);
        Assert.Contains("data-theme=\"dark\"", (await elsewhere.SeeAsync("/settings/appearance")).Html, StringComparison.Ordinal);
        using var ada = await app.AsAsync(app.Cast.Ada);
        Assert.DoesNotContain("data-theme", (await ada.SeeAsync("/settings/appearance")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_that_does_not_exist_is_refused()
    {
        using var mo = await app.AsAsync(app.Cast.Mo);
        var answer = await mo.SubmitAsync(await mo.SeeAsync("/settings/appearance"), ("Theme", "pink"), ("TextSize", "9"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.DoesNotContain("data-theme=\"pink\"", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so_kindly_and_without_a_reference()
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        using var answer = await sanne.GetAsync("/nowhere/at/all");
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Deze pagina is er niet (meer)", html, StringComparison.Ordinal);
        Assert.Contains("class=\"sidebar\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_carries_a_style_or_a_script_of_its_own()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        var page = await johan.SeeAsync("/settings/appearance");
        Assert.DoesNotContain("<style", page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("<script(?![^>]* src=)", page.Html);
        Assert.DoesNotMatch("<[^>]+\\sstyle=", page.Html);
        Assert.DoesNotMatch("<[^>]+\\son[a-z]+=", page.Html);
    }
}
