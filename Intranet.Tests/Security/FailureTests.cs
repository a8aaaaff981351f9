using System.Data.Common;
using System.Net;
using System.Text.RegularExpressions;
using Intranet.Infrastructure.Data;
using Intranet.Tests.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Security;

/// <summary>When the database is gone, nobody comes in and nobody learns anything. S83.</summary>
public sealed partial class FailureTests : IAsyncLifetime
{
    private readonly Outage outage = new();
    private readonly IntranetApp app;

    public FailureTests() => app = new IntranetApp
    {
        Configure = builder =>
        {
            builder.Services.ConfigureDbContext<SqliteIntranetDb>(options => options.AddInterceptors(outage));
            builder.Services.ConfigureDbContext<PostgresIntranetDb>(options => options.AddInterceptors(outage));
        },
    };

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        outage.IsOn = false;
        return app.DisposeAsync();
    }

    [Fact]
    public async Task A_page_says_that_it_failed_with_a_number_and_nothing_of_the_inside()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.SeeAsync("/people");
        outage.IsOn = true;
        var answer = await johan.GetAsync("/people");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Content-Security-Policy"));
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Dat ligt niet aan jou", html, StringComparison.Ordinal);
        foreach (var inside in new[] { Outage.Words, "Exception", "   at ", "SELECT", "employees" }) Assert.DoesNotContain(inside, html, StringComparison.Ordinal);

        // The number that the person reads out finds the fault in the log.
        var reference = Reference().Match(html).Groups[1].Value;
        Assert.NotEmpty(reference);
        Assert.Contains(app.Log.Lines, line => line.Contains(reference, StringComparison.Ordinal));

        outage.IsOn = false;
        await johan.SeeAsync("/people");
    }

    [Fact]
    public async Task Nobody_is_let_in_by_a_database_that_does_not_answer()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        using var nobody = app.Outsider();
        var form = await nobody.SeeAsync("/sign-in");
        outage.IsOn = true;
        var signIn = await nobody.PostAsync("/sign-in", form, ("Email", app.Cast.Johan.Email), ("Password", "een wachtwoord van niemand"));
        Assert.Equal(HttpStatusCode.InternalServerError, signIn.StatusCode);
        Assert.False(signIn.Headers.TryGetValues("Set-Cookie", out var set) && set.Any(cookie => cookie.StartsWith("__Host-session", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.InternalServerError, (await johan.GetAsync("/security")).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await johan.GetAsync("/admin/people")).StatusCode);
    }

    [GeneratedRegex("class=\"missing__code\">[^<]*?([0-9A-Z]+:[0-9]+)<")]
    private static partial Regex Reference();

    /// <summary>A database that stopped answering.</summary>
    private sealed class Outage : DbConnectionInterceptor
    {
        public const string Words = "the disk of db01 is full";

        public volatile bool IsOn;

        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            IsOn ? throw new IOException(Words) : result;

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            IsOn ? throw new IOException(Words) : ValueTask.FromResult(result);
    }
}
