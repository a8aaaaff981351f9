namespace Intranet.Tests.Accounts;

public sealed class HouseRulesTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task New_house_rules_are_asked_at_the_next_page_and_never_in_the_way_of_what_is_being_sent()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var browser = await app.AsAsync(noor);
        using var ada = await app.AsAsync(app.Cast.Ada);
        Assert.True(await browser.IsInAsync());
        await ada.SubmitAsync(await ada.SeeAsync("/admin/house-rules"), ("Dutch", "Wees aardig voor **elkaar**."), ("English", "Be kind."));
        app.Clock.Advance(TimeSpan.FromSeconds(5));

        var asked = await browser.SeeAsync("/security/password");
        Assert.Equal("/house-rules/accept", asked.Uri.AbsolutePath);
        Assert.Contains("<strong>elkaar</strong>", asked.Html, StringComparison.Ordinal);
        var shown = await browser.SubmitToAsync(asked, "/house-rules/accept");
        Assert.Equal("/security/password", shown.Uri.AbsolutePath);

        using var outsider = app.Outsider();
        Assert.Contains("Wees aardig", (await outsider.SeeAsync("/house-rules")).Text, StringComparison.Ordinal);
    }
}
