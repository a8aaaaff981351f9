using Intranet.Domain.ContentRules;
using System.Net;

namespace Intranet.Tests.Accounts;

public sealed class SigningInTests(IntranetApp app) : IClassFixture<IntranetApp>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await app.WithDbAsync(async db =>
        {
            (await db.Organisations.FindAsync(1))!.RequireSecondFactor(false, CheckedText.Empty);
            await db.SaveChangesAsync();
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_colleague_signs_in_and_out()
    {
        await app.HasPasswordAsync(app.Cast.Johan);
        using var johan = new Browser(app.Address, null);

        var shown = await johan.SignInAsync(app.Cast.Johan);

        Assert.NotEqual("/sign-in", shown.Uri.AbsolutePath);
        Assert.StartsWith("__Host-session", Assert.Single(johan.Cookies.Keys, k => k.Contains("session", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_from_the_app_works_once()
    {
        await app.HasPasswordAsync(app.Cast.Sanne);
        var phone = await app.HasSecondFactorAsync(app.Cast.Sanne);
        using var sanne = new Browser(app.Address, null);
        var codePage = await sanne.SignInAsync(app.Cast.Sanne);
        Assert.Equal("/sign-in/code", codePage.Uri.AbsolutePath);
        var code = phone.Code();
        var shown = await sanne.SubmitAsync(codePage, ("Code", code));
        Assert.NotEqual("/sign-in/code", shown.Uri.AbsolutePath);

        using var thief = new Browser(app.Address, null);
        var again = await thief.SubmitAsync(await thief.SignInAsync(app.Cast.Sanne), ("Code", code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
    }
}
