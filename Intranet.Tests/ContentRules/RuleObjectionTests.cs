using System.Net;
using Intranet.Domain.ContentRules;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.ContentRules;

/// <summary>A rule can be wrong. Saying so must not bring in by the back door what the front door refused.</summary>
public sealed class RuleObjectionTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task An_objection_reaches_the_administrator_without_a_digit_and_without_a_name()
    {
        using var fatima = await app.AsAsync(app.Cast.Fatima);
        var page = await fatima.SeeAsync("/settings/appearance");
        var answer = await fatima.PostAsync("/content-rules/objections", page, ("Rule", "bsn"), ("Text", "zaak 123456782 van ١٢٣ staat open"), ("Length", "1234"));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);

        var kept = await app.WithDbAsync(db => db.Set<RuleObjection>().SingleAsync());
        Assert.Equal("zaak ######### van ### staat open", kept.Words);
        Assert.DoesNotContain(kept.GetType().GetProperties(), property => property.Name.Contains("Employee", StringComparison.Ordinal));

        using var ada = await app.AsAsync(app.Cast.Ada);
        var list = await ada.SeeAsync("/admin/rules/objections");
        Assert.Contains(kept.Words, list.Text, StringComparison.Ordinal);
        Assert.Contains("1.234 tekens", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Cast.Fatima.Name, list.Text, StringComparison.Ordinal);

        var after = await ada.SubmitToAsync(list, $"/admin/rules/objections/{kept.Id}/settle");
        Assert.DoesNotContain(kept.Words, after.Text, StringComparison.Ordinal);
        Assert.Empty(await app.WithDbAsync(db => db.Set<RuleObjection>().ToListAsync()));
    }

    [Fact]
    public async Task A_moderator_allows_a_text_where_cases_wait()
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        await sanne.PostAsync("/content-rules/objections", await sanne.SeeAsync("/settings/appearance"), ("Rule", "bsn"), ("Text", "strooiroute ######### is klaar"));
        var id = await app.WithDbAsync(db => db.Set<RuleObjection>().Where(o => o.RaisedById == app.Cast.Sanne.Id).Select(o => o.Id).SingleAsync());
        using var mo = await app.AsAsync(app.Cast.Mo);
        await mo.SubmitToAsync(await mo.SeeAsync("/moderation"), $"/admin/rules/objections/{id}/allow");
        Assert.False((await app.WithDbAsync(db => db.Set<RuleObjection>().SingleAsync(o => o.Id == id))).IsOpen);
        await app.WithDbAsync(db => db.Set<RuleObjection>().ExecuteDeleteAsync());
    }

    [Theory]
    [InlineData("bsn", "")]
    [InlineData("", "iets")]
    [InlineData("<b>", "iets")]
    public async Task An_objection_that_says_nothing_is_refused(string rule, string text)
    {
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        var answer = await sanne.PostAsync("/content-rules/objections", await sanne.SeeAsync("/settings/appearance"), ("Rule", rule), ("Text", text));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }
}
