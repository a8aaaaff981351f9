using System.Net;

namespace Intranet.Tests.Data;

public sealed class StartTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task An_outsider_is_sent_to_the_sign_in_page()
    {
        using var outsider = await app.AsAsync(null);
        var answer = await outsider.GetAsync("/no-such-page");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }
}
