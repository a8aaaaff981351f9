using System.Net;
using System.Text.RegularExpressions;
using Intranet.Domain.Groups;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Security;

/// <summary>
/// Every route of the application against everybody who may ask, for an open, a closed and a secret group. What may not be seen
/// answers as what does not exist: same status, same body.
/// </summary>
public sealed partial class RouteMatrixTests(MatrixFixture matrix) : IClassFixture<MatrixFixture>
{
    public static TheoryData<string> Lines => [.. Routes.Rows.Keys];

    [Fact]
    public void Every_route_has_a_line_and_every_line_a_route()
    {
        var routes = matrix.Endpoints.Select(e => e.Key).Distinct().ToList();
        Assert.True(!routes.Except(Routes.Rows.Keys).Any(), $"Routes without a line in Routes.cs: {string.Join(", ", routes.Except(Routes.Rows.Keys).Order())}");
        Assert.True(!Routes.Rows.Keys.Except(routes).Any(), $"Lines without a route: {string.Join(", ", Routes.Rows.Keys.Except(routes).Order())}");
    }

    [Fact]
    public void Every_route_says_itself_who_may_ask()
    {
        Assert.All(matrix.Endpoints, endpoint => Assert.True(
            endpoint.Value.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Value.Metadata.GetMetadata<IAuthorizeData>() is not null,
            $"{endpoint.Key} has neither [Authorize], [Only] nor [AllowAnonymous]"));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Everybody_gets_what_the_line_says(string line)
    {
        var (method, pattern) = line.Split(' ') is [var first, var second] ? (first, second) : throw new InvalidOperationException(line);
        var row = Routes.Rows[line];
        if (row.IsAskedElsewhere) return;

        var isAboutSomething = pattern.Contains('{', StringComparison.Ordinal);
        foreach (var access in isAboutSomething && MatrixWorld.IsInside(pattern) ? Enum.GetValues<GroupAccess>() : [GroupAccess.Open])
        {
            await DeniedAsync(method, pattern, access, row.For(access));
            await AllowedAsync(method, pattern, access, row.For(access), isAboutSomething);
        }
    }

    /// <summary>Those who get nothing, one after another in the same world: none of them may change a thing.</summary>
    private async Task DeniedAsync(string method, string pattern, GroupAccess access, Who allowed)
    {
        var world = await MatrixWorld.MakeAsync(matrix.App, matrix.Askers, access);
        foreach (var who in Askers.Everybody.Where(who => !allowed.HasFlag(who)))
        {
            using var forbidden = await matrix.Askers.AskAsync(who, method, world.Path(pattern, missing: false));
            using var missing = await matrix.Askers.AskAsync(who, method, world.Path(pattern, missing: true));
            var where = $"{who} on {method} {pattern} of a group that is {access}";
            Assert.True(IsKeptOut(forbidden, who), $"{where} got {(int)forbidden.StatusCode}");
            Assert.True(forbidden.StatusCode == missing.StatusCode, $"{where}: forbidden {(int)forbidden.StatusCode}, missing {(int)missing.StatusCode}");
            Assert.Equal(await BodyAsync(missing), await BodyAsync(forbidden));
        }
    }

    /// <summary>Those who get an answer. An act is done in a world of its own, for what it changes.</summary>
    private async Task AllowedAsync(string method, string pattern, GroupAccess access, Who allowed, bool isAboutSomething)
    {
        // An act without a subject is about the asker: its own stories show that it works.
        if (method == "POST" && !isAboutSomething) return;

        var world = await MatrixWorld.MakeAsync(matrix.App, matrix.Askers, access);
        foreach (var who in Askers.Everybody.Where(who => allowed.HasFlag(who)))
        {
            if (method == "POST") world = await MatrixWorld.MakeAsync(matrix.App, matrix.Askers, access);
            using var answer = await matrix.Askers.AskAsync(who, method, world.Path(pattern, missing: false), Fields(pattern));
            Assert.False(IsKeptOut(answer, who), $"{who} on {method} {pattern} of a group that is {access} got {(int)answer.StatusCode} {answer.Headers.Location}");
            Assert.True((int)answer.StatusCode < 500, $"{who} on {method} {pattern} got {(int)answer.StatusCode}");
        }
    }

    /// <summary>What an act needs to know besides its address.</summary>
    private (string Name, string Value)[] Fields(string pattern) =>
        pattern.Contains("{employeeId}", StringComparison.Ordinal) ? [] : [("employeeId", matrix.Askers.Person(Who.Outsider).Id.ToString())];

    private static bool IsKeptOut(HttpResponseMessage answer, Who who) => who == Who.Anonymous
        ? answer.StatusCode == HttpStatusCode.Unauthorized || answer.Headers.Location?.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) == true
        : answer.StatusCode == HttpStatusCode.NotFound;

    /// <summary>Without what differs in every answer: anti-forgery tokens, and the address that was asked for.</summary>
    private static async Task<string> BodyAsync(HttpResponseMessage answer) =>
        Ids().Replace(Tokens().Replace(await answer.Content.ReadAsStringAsync(), ""), "");

    [GeneratedRegex("CfDJ8[\\w-]+")]
    private static partial Regex Tokens();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Ids();
}

/// <summary>The application and everybody who asks it, once for all routes.</summary>
public sealed partial class MatrixFixture : IAsyncLifetime
{
    public IntranetApp App { get; } = new();
    internal Askers Askers { get; private set; } = null!;

    /// <summary>"GET /groups/{groupId}" and what stands behind it.</summary>
    public IReadOnlyList<KeyValuePair<string, RouteEndpoint>> Endpoints =>
        [.. App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["ANY"])
                .Where(method => method != "HEAD").Select(method => KeyValuePair.Create($"{method} /{Constraints().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), "}")}", endpoint)))];

    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        Askers = await Askers.AssembleAsync(App);
        await MatrixWorld.KeepFileAsync(App);
    }

    public async ValueTask DisposeAsync()
    {
        Askers.Dispose();
        await App.DisposeAsync();
    }

    [GeneratedRegex(@"(:\w+(\([^)]*\))?)+\}")]
    private static partial Regex Constraints();
}
