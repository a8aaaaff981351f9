using Intranet.Domain.ContentRules;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Administration;

public sealed class RuleSettingsTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    // Nine digits that pass the 11-test and belong to nobody's list of test numbers.
    private const string BareNumber = "Hier staat 377897929 los in een zin.";

    [Fact]
    public async Task A_stricter_rule_holds_at_once_and_after_a_restart_and_is_in_the_log()
    {
        using var ada = await app.AsAsync(app.Cast.Ada);
        Assert.IsType<NeedsConfirmation>(Rules.Check(BareNumber, Surface.Post));

        await ada.SubmitAsync(await ada.SeeAsync("/admin/rules"), ("Strict", "true"));
        Assert.IsType<Refused>(Rules.Check(BareNumber, Surface.Post));
        await app.RestartAsync();
        Assert.IsType<Refused>(Rules.Check(BareNumber, Surface.Post));

        using var later = await app.AsAsync(app.Cast.Ada);
        Assert.Contains("Inhoudsregels gewijzigd", (await later.SeeAsync("/admin/audit?act=rules-changed")).Text, StringComparison.Ordinal);

        await later.SubmitToAsync(await later.SeeAsync("/admin/rules"), "/admin/rules/reset");
        Assert.IsType<NeedsConfirmation>(Rules.Check(BareNumber, Surface.Post));
    }

    [Fact]
    public async Task A_list_that_cannot_be_is_refused_and_stays_on_the_screen()
    {
        using var ada = await app.AsAsync(app.Cast.Ada);
        var page = await ada.SubmitAsync(await ada.SeeAsync("/admin/rules"), ("TestNumbers", "12345"), ("PersonWords", "buurvrouw"));
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Een testnummer heeft negen cijfers", page.Text, StringComparison.Ordinal);
        Assert.Contains("buurvrouw", page.Html, StringComparison.Ordinal);
    }

    private ContentRuleSet Rules => app.Services.GetRequiredService<ContentRuleSet>();
}
