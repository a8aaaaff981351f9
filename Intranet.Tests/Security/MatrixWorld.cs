using System.Text.RegularExpressions;
using Intranet.Domain.Accounts;
using Intranet.Domain.Branding;
using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Group = Intranet.Domain.Groups.Group;

namespace Intranet.Tests.Security;

/// <summary>One of everybody, each at a browser of their own.</summary>
internal sealed class Askers : IDisposable
{
    private readonly Dictionary<Who, (Person? Person, Browser Browser, Page Token)> all = [];

    public static IReadOnlyList<Who> Everybody { get; } =
        [Who.Anonymous, Who.Outsider, Who.ExMember, Who.Invited, Who.Asked, Who.Member, Who.GroupAdmin, Who.Moderator, Who.Hr, Who.Administrator, Who.PrivacyOfficer];

    public static async Task<Askers> AssembleAsync(IntranetApp app)
    {
        var askers = new Askers();
        foreach (var who in Everybody)
        {
            Person? person = who switch
            {
                Who.Anonymous => null,
                Who.Outsider => app.Cast.Sanne,
                Who.Moderator => app.Cast.Mo,
                Who.Hr => app.Cast.Hanna,
                Who.Administrator => app.Cast.Ada,
                Who.PrivacyOfficer => await HireAsync(app, who, Role.PrivacyOfficer),
                _ => await HireAsync(app, who),
            };
            var browser = await app.AsAsync(person);
            askers.all[who] = (person, browser, await browser.SeeAsync(person is null ? "/sign-in" : "/groups/new"));
        }

        return askers;
    }

    public Person Person(Who who) => all[who].Person!;

    public Task<HttpResponseMessage> AskAsync(Who who, string method, string path, params (string Name, string Value)[] fields) => method is "GET" or "ANY"
        ? all[who].Browser.GetAsync(path)
        : all[who].Browser.PostAsync(path, all[who].Token, fields);

    public void Dispose()
    {
        foreach (var (_, browser, _) in all.Values) browser.Dispose();
    }

    private static Task<Person> HireAsync(IntranetApp app, Who who, params Role[] roles) => app.WithDbAsync(async db =>
    {
        var now = TimeProvider.System.UtcNow();
        var email = $"{who}@lindewaard.example".ToLowerInvariant();
        var employee = Employee.Invite(
            new EmployeeDetails(app.Checked(who.ToString()), app.Checked("Matrix"), app.Checked(email), null, app.Checked("Adviseur"), app.Checked("Samenleving"), app.Checked("Stadhuis")),
            isImported: false, now);
        employee.Activate(now);
        db.Add(employee);
        db.Add(HouseRulesAcceptance.Of(employee.Id, 1, now));
        db.AddRange(roles.Select(role => RoleGrant.Give(employee.Id, role, null, now)));
        var everyone = await db.Groups.SingleAsync(g => g.Kind == GroupKind.Everyone);
        everyone.Admit(employee.Id, GroupRole.Member, MembershipSource.Rule, now);
        await db.SaveChangesAsync();
        return new Person(employee.Id, employee.Name, email);
    });
}

/// <summary>A group with everything in it, made afresh, so that an act that is allowed spoils nothing for the next asker.</summary>
internal sealed partial class MatrixWorld
{
    private static readonly string[] InGroup = ["groups", "posts", "comments", "files", "removals", "chat/group"];
    private const string FileHash = "00000000000000000000000000000000000000000000000000000000000a7a7a";
    private readonly Dictionary<string, Guid> things = [];

    /// <summary>The bytes that all files of all worlds share.</summary>
    public static Task KeepFileAsync(IntranetApp app) =>
        app.Services.GetRequiredService<IFileStore>().SaveAsync(FileHash, "%PDF"u8.ToArray(), CancellationToken.None);

    public static async Task<MatrixWorld> MakeAsync(IntranetApp app, Askers askers, GroupAccess access)
    {
        var world = new MatrixWorld();
        await app.WithDbAsync(async db =>
        {
            var now = TimeProvider.System.UtcNow();
            var group = Group.Start(askers.Person(Who.GroupAdmin).Id, app.Checked($"Matrix {access}"), app.Checked("Van alles"), access, GroupKind.Team, "users-group", now);
            group.Admit(askers.Person(Who.Member).Id, GroupRole.Member, MembershipSource.Hand, now);
            group.Admit(askers.Person(Who.ExMember).Id, GroupRole.Member, MembershipSource.Hand, now);
            db.Add(group);
            await db.SaveChangesAsync();
            group.LetGo(askers.Person(Who.ExMember).Id, othersStay: true);
            db.Add(GroupInvitation.Of(group.Id, askers.Person(Who.Invited).Id, askers.Person(Who.GroupAdmin).Id, now));
            if (access == GroupAccess.Closed) db.Add(JoinRequest.Ask(group.Id, askers.Person(Who.Asked).Id, app.Checked("Graag"), now));
            await db.SaveChangesAsync();

            // A member wrote; one of the posts was taken away by who runs the group.
            var author = await db.Employees.SingleAsync(e => e.Id == askers.Person(Who.Member).Id);
            var said = new MarkdownRenderer().Render(app.Checked("Wie doet er mee?"), []);
            var post = Post.Publish(author, group, CheckedText.Empty, said, hasFiles: false, now);
            var comment = Comment.Say(author, post, null, said, now);
            var removed = Post.Publish(author, group, CheckedText.Empty, said, hasFiles: false, now);
            var removal = Removal.Of(removed, askers.Person(Who.GroupAdmin).Id, byModerator: false, app.Checked("Dit hoort hier niet"), now);
            removed.Remove(removal.RemovedById, now);
            var file = StoredFile.Upload(author.Id, app.Checked("plan.pdf"), FileHash, "application/pdf", 4, 0, 0, now);
            file.HangOn(FilePlace.Post, post.Id, 0, CheckedText.Empty);
            var newcomer = Employee.Invite(
                new EmployeeDetails(app.Checked("Nieuw"), app.Checked("Hier"), app.Checked($"nieuw.{group.Id:N}@lindewaard.example"), null, app.Checked("Adviseur"), app.Checked("Samenleving"), app.Checked("Stadhuis")),
                isImported: false, now);
            newcomer.Activate(now);
            var reported = Case.Open(CaseKind.Post, post.Id, author.Id, group.Id, now);
            reported.Report(askers.Person(Who.GroupAdmin).Id, ReportReason.OutOfPlace, CheckedText.Empty, now);
            var talk = Conversation.Between(author.Id, newcomer.Id, now);
            db.AddRange(post, comment, removed, removal, file, newcomer, reported, talk);
            await db.SaveChangesAsync();

            world.things["groups"] = group.Id;
            world.things["posts"] = post.Id;
            world.things["comments"] = comment.Id;
            world.things["conversations"] = talk.Id;
            world.things["cases"] = world.things["moderation"] = reported.Id;
            world.things["people/employee"] = world.things["with/employee"] = world.things["people"] = newcomer.Id;
            world.things["files"] = file.Id;
            world.things["removals"] = removal.Id;
            world.things["members/employee"] = askers.Person(Who.Member).Id;
            world.things["invitations/employee"] = askers.Person(Who.Invited).Id;
            world.things["requests/employee"] = askers.Person(Who.Asked).Id;
        });
        return world;
    }

    public Guid Of(string thing) => things[thing];

    /// <summary>Whether the route is about the group or about something in it, so that it matters what kind of group it is.</summary>
    public static bool IsInside(string pattern) => InGroup.Any(thing => pattern.StartsWith($"/{thing}/", StringComparison.Ordinal));

    /// <summary>The path of a route in this world; with <paramref name="missing"/> the same path about something that does not exist.</summary>
    public string Path(string pattern, bool missing) =>
        Parameter().Replace(pattern, match => match.Groups["name"].Value switch
        {
            "role" => nameof(Role.Moderator),
            "kind" => nameof(ReactionKind.Like),
            var name => (missing ? Guid.NewGuid() : Value(pattern[..match.Index], name)).ToString(),
        });

    /// <summary>What a parameter stands for: by its own name, else by the part of the path before it. What is not in this world is some id.</summary>
    private Guid Value(string before, string name)
    {
        var part = before.TrimEnd('/').Split('/')[^1];
        var key = name == "employeeId" ? $"{part}/employee" : name is "id" or "" ? part : Plural(name);
        return things.TryGetValue(key, out var id) ? id : Guid.NewGuid();
    }

    private static string Plural(string name) => name.EndsWith("Id", StringComparison.Ordinal) ? name[..^2].ToLowerInvariant() + "s" : name;

    [GeneratedRegex(@"\{(?<name>\w+)\}")]
    private static partial Regex Parameter();
}
