using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Intranet.Domain.Directory;
using Intranet.Domain.Groups;
using Intranet.Tests.Timeline;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Security;

/// <summary>
/// Every route of the application against everybody who may ask, for an open, a closed and a secret group. What may not be seen
/// answers as what does not exist: same status, same body.
/// </summary>
[Collection<MatrixCollection>]
public sealed partial class RouteMatrixTests(MatrixFixture matrix)
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

    [Fact]
    public void What_guests_get_an_answer_from_says_that_it_is_for_them()
    {
        var meant = matrix.Endpoints.Where(e => e.Value.Metadata.GetMetadata<ForGuestsAttribute>() is not null).Select(e => e.Key).Distinct();
        var forgotten = meant.Where(line => Routes.Rows[line] is var row && row != Row.Own && !Enum.GetValues<GroupAccess>().Any(access => row.For(access).HasFlag(Who.Guest)) && !IsOfAuthor(row));
        Assert.True(!forgotten.Any(), $"For guests, and no guest gets an answer: {string.Join(", ", forgotten.Order())}");

        // What is about what somebody wrote answers who wrote it; in the stories of the matrix that is the member.
        static bool IsOfAuthor(Row row) => row.Closed.HasFlag(Who.Member) && !row.Closed.HasFlag(Who.Outsider) || row.Closed == Who.Invited;
    }

    [Fact]
    public async Task To_a_guest_no_group_is_open_but_their_own()
    {
        var (app, guest) = (matrix.App, matrix.Askers.Person(Who.Guest));
        var post = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Zondag een rondje om de plas");
        var comment = await app.CommentAsync(app.Cast.Johan, post, "Wie gaat er mee?");
        using var browser = await app.AsAsync(guest);
        foreach (var path in new[] { $"/groups/{app.Cast.Cycling.Id}", $"/groups/{app.Cast.Cycling.Id}/about", $"/groups/{app.Cast.Cycling.Id}/files", $"/groups/{app.Cast.Cycling.Id}/events", $"/groups/{app.Cast.Everyone.Id}", $"/posts/{post}", $"/posts/{post}/changes", $"/comments/{comment}" })
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await browser.GetAsync(path)).StatusCode));
        }

        foreach (var path in new[] { "/", "/groups", "/groups?own=true", "/posts", "/agenda", "/notices" })
        {
            var page = await browser.SeeAsync(path);
            Assert.DoesNotContain("rondje", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(app.Cast.Cycling.Name, page.Text, StringComparison.Ordinal);
        }

        // Nor are they a colleague to anybody: not in the group of everyone, not found, not led by a rule.
        using var sanne = await app.AsAsync(app.Cast.Sanne);
        Assert.DoesNotContain(guest.Name, (await sanne.SeeAsync("/people?q=gust")).Text, StringComparison.Ordinal);
        await app.WithDbAsync(async db =>
        {
            Assert.False(await db.Employees.WorkingHere().AnyAsync(e => e.Id == guest.Id));
            Assert.False(await db.Memberships.AnyAsync(m => m.GroupId == app.Cast.Everyone.Id && m.EmployeeId == guest.Id));
        });
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Everybody_gets_what_the_line_says(string line)
    {
        var (method, pattern) = line.Split(' ') is [var first, var second] ? (first, second) : throw new InvalidOperationException(line);
        var row = Routes.Rows[line];
        if (row.IsAskedElsewhere) return;

        var isAboutSomething = pattern.Contains('{', StringComparison.Ordinal);
        GroupAccess[] accesses = isAboutSomething && MatrixWorld.IsInside(pattern) ? Enum.GetValues<GroupAccess>() : [GroupAccess.Open];
        var missing = new ConcurrentDictionary<(Who, bool), Task<Answer>>();
        foreach (var access in accesses)
        {
            var world = await matrix.WorldAsync(access);
            await Task.WhenAll(Askers.Everybody.Where(who => !row.For(access).HasFlag(who)).Select(who => DeniedAsync(who, method, pattern, access, world, missing)));
            if (method == "POST") await world.IsAsItWasAsync(matrix.App);
        }

        // Only then those who may: what they do shows on the pages of others, as a number at the bell.
        foreach (var access in accesses)
        {
            var world = await matrix.WorldAsync(access);
            await Task.WhenAll(Askers.Everybody.Where(who => row.For(access).HasFlag(who)).Select(who => AllowedAsync(who, method, pattern, access, world, isAboutSomething)));
        }
    }

    /// <summary>Those who get nothing, in a world that is everybody's: none of them may change a thing.</summary>
    private async Task DeniedAsync(Who who, string method, string pattern, GroupAccess access, MatrixWorld world, ConcurrentDictionary<(Who, bool), Task<Answer>> missing)
    {
        // A whole page for who is outside and of the most private group, the same in short for the others: a page costs ten times as much.
        var asPage = who is Who.Outsider or Who.ExMember && (access == GroupAccess.Secret || !MatrixWorld.IsInside(pattern));
        var absent = await missing.GetOrAdd((who, asPage), _ => AskAsync(who, method, world.Path(pattern, missing: true), asPage));
        var forbidden = await AskAsync(who, method, world.Path(pattern, missing: false), asPage);
        var where = $"{who} on {method} {pattern} of a group that is {access}";
        Assert.True(forbidden.IsKeptOut, $"{where} got {(int)forbidden.Status}");
        Assert.True(forbidden.Status == absent.Status, $"{where}: forbidden {(int)forbidden.Status}, missing {(int)absent.Status}");
        Assert.Equal(absent.Body, forbidden.Body);
    }

    /// <summary>Those who get an answer. An act is done in a world of its own, for what it changes.</summary>
    private async Task AllowedAsync(Who who, string method, string pattern, GroupAccess access, MatrixWorld world, bool isAboutSomething)
    {
        // An act without a subject is about the asker: its own stories show that it works.
        if (method == "POST" && !isAboutSomething) return;

        if (method == "POST") world = await matrix.TakeWorldAsync(access);
        var answer = await AskAsync(who, method, world.Path(pattern, missing: false), asPage: true, Fields(pattern));
        Assert.False(answer.IsKeptOut, $"{who} on {method} {pattern} of a group that is {access} got {(int)answer.Status} {answer.Location}");
        Assert.True((int)answer.Status < 500, $"{who} on {method} {pattern} got {(int)answer.Status}");
    }

    /// <summary>What an act needs to know besides its address.</summary>
    private (string Name, string Value)[] Fields(string pattern) =>
        pattern.Contains("{employeeId}", StringComparison.Ordinal) ? [] : [("employeeId", matrix.Askers.Person(Who.Outsider).Id.ToString())];

    private async Task<Answer> AskAsync(Who who, string method, string path, bool asPage, params (string Name, string Value)[] fields)
    {
        using var answer = await matrix.Askers.AskAsync(who, method, path, asPage, fields);
        var location = answer.Headers.Location?.OriginalString;
        var isKeptOut = who == Who.Anonymous
            ? answer.StatusCode == HttpStatusCode.Unauthorized || location?.StartsWith("/sign-in", StringComparison.Ordinal) == true
            : answer.StatusCode == HttpStatusCode.NotFound;

        // Without what differs in every answer: anti-forgery tokens, the seconds that the session still has, the address that was asked for,
        // and what the asker's last act said.
        var body = isKeptOut ? Spaces().Replace(Ids().Replace(Toasts().Replace(Tokens().Replace(await answer.Content.ReadAsStringAsync(), ""), ""), ""), " ") : "";
        return new Answer(answer.StatusCode, location, isKeptOut, body);
    }

    /// <param name="Body">Of who was kept out; nobody compares the others.</param>
    private sealed record Answer(HttpStatusCode Status, string? Location, bool IsKeptOut, string Body);

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<template data-controller=\"toast\"[^>]*></template>\\s*<noscript>.*?</noscript>", RegexOptions.Singleline)]
    private static partial Regex Toasts();

    [GeneratedRegex("CfDJ8[\\w-]+|session-left-value=\"\\d+\"")]
    private static partial Regex Tokens();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex Ids();
}
