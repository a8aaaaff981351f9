using System.Net;
using Intranet.Tests.Accounts;

namespace Intranet.Tests.Security;

/// <summary>Nobody asks faster than people do, however many sessions they open or addresses they claim. S87.</summary>
public sealed class PaceTests : IAsyncLifetime
{
    private const int Few = 5;

    private readonly IntranetApp app = new()
    {
        Configure = builder =>
        {
            foreach (var limit in new[] { "LookupsPerMinute", "FormsPerMinute", "UploadsPerMinute", "ExportsPerHour" }) builder.Configuration[$"Pace:{limit}"] = $"{Few}";
        },
    };

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Looking_people_up_without_end_is_stopped_for_who_does_it_and_for_nobody_else()
    {
        var noor = await app.NewcomerAsync("Noor");
        using var first = await app.AsAsync(noor);
        using var second = await app.AsAsync(noor);
        var refused = await UntilRefusedAsync(i =>
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/people?q=a{i}");
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{i}");
            return (i % 2 == 0 ? first : second).SendAsync(request);
        });
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Contains("Even wachten", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var other = await app.AsAsync(app.Cast.Johan);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/people?q=a")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/security")).StatusCode);
    }

    [Fact]
    public async Task Sending_uploading_and_downloading_without_end_are_stopped_each_by_itself()
    {
        using var noor = await app.AsAsync(await app.NewcomerAsync("Noor"));
        var page = await noor.SeeAsync("/settings/privacy");
        await UntilRefusedAsync(_ => noor.PostAsync("/session", page));
        await UntilRefusedAsync(_ => noor.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/uploads") { Content = new MultipartFormDataContent { { new StringContent(page.Token), "_csrf" } } }));
        var refused = await UntilRefusedAsync(_ => noor.PostAsync("/settings/privacy/download", page));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
    }

    /// <summary>What was used up comes back one at a time, long after: a slow machine does not matter.</summary>
    private static async Task<HttpResponseMessage> UntilRefusedAsync(Func<int, Task<HttpResponseMessage>> ask)
    {
        for (var i = 0; i < Few; i++) Assert.NotEqual(HttpStatusCode.TooManyRequests, (await ask(i)).StatusCode);
        for (var i = Few; i < 4 * Few; i++)
        {
            var answer = await ask(i);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) return answer;
        }

        throw new Xunit.Sdk.XunitException("Nobody stopped it.");
    }
}
