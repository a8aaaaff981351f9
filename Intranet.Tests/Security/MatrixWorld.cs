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
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Files;
using Intranet.Infrastructure.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Group = Intranet.Domain.Groups.Group;

namespace Intranet.Tests.Security;

/// <summary>One of everybody, each at a browser of their own.</summary>
internal sealed class Askers : IDisposable
{
    private readonly Dictionary<Who, (Person? Person, Browser Browser, string Token)> all = [];

    public static IReadOnlyList<Who> Everybody { get; } =
        [Who.Anonymous, Who.Outsider, Who.ExMember, Who.Invited, Who.Asked, Who.Member, Who.GroupAdmin, Who.Moderator, Who.Hr, Who.Administrator, Who.PrivacyOfficer, Who.Guest];

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
                Who.Guest => await HostAsync(app),
                Who.PrivacyOfficer => await HireAsync(app, who, Role.PrivacyOfficer),
                _ => await HireAsync(app, who),
            };
            var browser = await app.AsAsync(person);
            askers.all[who] = (person, browser, (await browser.SeeAsync(person is null ? "/sign-in" : "/notices")).Token);
        }

        return askers;
    }

    public Person Person(Who who) => all[who].Person!;

    /// <param name="asPage">As somebody at a browser, who is answered with a whole page; else as a script, to whom the same is said in short.</param>
    public Task<HttpResponseMessage> AskAsync(Who who, string method, string path, bool asPage, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(method == "POST" ? HttpMethod.Post : HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(asPage ? "text/html" : "*/*");
        if (method == "POST") request.Content = new FormUrlEncodedContent(fields.Append(("_csrf", all[who].Token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return all[who].Browser.SendAsync(request);
    }

    /// <summary>The same with a file, as a browser of this name.</summary>
    public Task<HttpResponseMessage> SendAsync(Who who, string method, string path, IEnumerable<(string Name, string Value)> fields, (string Name, string FileName)? file, string agent, string content = "Niets.")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("_csrf", all[who].Token))) form.Add(new StringContent(value), $"\"{name}\"");
        if (file is var (field, fileName)) form.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(content)), $"\"{field}\"", $"\"{fileName}\"");
        request.Content = form;
        return all[who].Browser.SendAsync(request);
    }

    public void Dispose()
    {
        foreach (var (_, browser, _) in all.Values) browser.Dispose();
    }

    private static Task<Person> HostAsync(IntranetApp app) => app.WithDbAsync(async db =>
    {
        var now = TimeProvider.System.UtcNow();
        var guest = Employee.InviteGuest(app.Checked("Gust"), app.Checked("Matrix"), app.Checked("gust@elders.example"), app.Checked("Ontwerper"), app.Checked("Bureau Elders"), now);
        guest.Activate(now);
        db.Add(guest);
        db.Add(HouseRulesAcceptance.Of(guest.Id, 1, now));
        await db.SaveChangesAsync();
        return new Person(guest.Id, guest.Name, guest.Email);
    });

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
    private static readonly string[] InGroup = ["groups", "posts", "comments", "files", "removals", "chat/group", "folders", "group-files"];
    private const string FileHash = "00000000000000000000000000000000000000000000000000000000000a7a7a";
    private readonly Dictionary<string, Guid> things = [];
    private string asItWas = "";

    /// <summary>The bytes that all files of all worlds share.</summary>
    public static Task KeepFileAsync(IntranetApp app) =>
        app.Services.GetRequiredService<IFileStore>().SaveAsync(FileHash, "%PDF"u8.ToArray(), CancellationToken.None);

    /// <summary>As many worlds as are asked for, in a handful of transactions.</summary>
    public static Task<IReadOnlyList<MatrixWorld>> MakeAsync(IntranetApp app, Askers askers, GroupAccess access, int count) => app.WithDbAsync<IReadOnlyList<MatrixWorld>>(async db =>
    {
        var now = TimeProvider.System.UtcNow();
        var groups = Enumerable.Range(0, count).Select(_ => Found(app, askers, access, now)).ToList();
        db.AddRange(groups);
        await db.SaveChangesAsync();
        foreach (var group in groups) group.LetGo(askers.Person(Who.ExMember).Id, othersStay: true);

        var author = await db.Employees.SingleAsync(e => e.Id == askers.Person(Who.Member).Id);
        var worlds = groups.Select(group => new MatrixWorld().Furnish(app, askers, db, group, author, now)).ToList();
        await db.SaveChangesAsync();
        foreach (var world in worlds) world.asItWas = await world.LookAsync(db);
        return worlds;
    });

    private static Group Found(IntranetApp app, Askers askers, GroupAccess access, DateTime now)
    {
        var group = Group.Start(askers.Person(Who.GroupAdmin).Id, app.Checked($"Matrix {access}"), app.Checked("Van alles"), access, GroupKind.Team, "users-group", now);
        group.Admit(askers.Person(Who.Member).Id, GroupRole.Member, MembershipSource.Hand, now);
        group.Admit(askers.Person(Who.Guest).Id, GroupRole.Member, MembershipSource.Hand, now);
        group.Admit(askers.Person(Who.ExMember).Id, GroupRole.Member, MembershipSource.Hand, now);
        return group;
    }

    /// <summary>A member wrote, and talks with somebody from outside; one of the posts was taken away by who runs the group.</summary>
    private MatrixWorld Furnish(IntranetApp app, Askers askers, IntranetDb db, Group group, Employee author, DateTime now)
    {
        db.Add(GroupInvitation.Of(group.Id, askers.Person(Who.Invited).Id, askers.Person(Who.GroupAdmin).Id, now));
        if (group.Access == GroupAccess.Closed) db.Add(JoinRequest.Ask(group.Id, askers.Person(Who.Asked).Id, app.Checked("Graag"), now));

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
        var folder = GroupFolder.Make(group.Id, app.Checked("Plannen"), author.Id, now);
        var kept = GroupFile.Add(group.Id, folder.Id, author.Id, now);
        db.AddRange(post, comment, removed, removal, file, newcomer, reported, talk, folder, kept);

        // Who left liked it and kept it at hand, and may not read it all the same.
        var left = askers.Person(Who.ExMember).Id;
        db.AddRange(Reaction.Give(post.Id, ReactionKind.Like, left, now), SavedPost.Keep(left, post.Id, now));

        things["groups"] = group.Id;
        things["posts"] = post.Id;
        things["comments"] = comment.Id;
        things["conversations"] = talk.Id;
        things["cases"] = things["moderation"] = reported.Id;
        things["people/employee"] = things["with/employee"] = things["people"] = newcomer.Id;
        things["files"] = file.Id;
        things["folders"] = folder.Id;
        things["group-files"] = kept.Id;
        things["removals"] = removal.Id;
        things["members/employee"] = askers.Person(Who.Member).Id;
        things["invitations/employee"] = askers.Person(Who.Invited).Id;
        things["requests/employee"] = askers.Person(Who.Asked).Id;
        return this;
    }

    /// <summary>Who was kept out of it left nothing behind.</summary>
    public Task IsAsItWasAsync(IntranetApp app) => app.WithDbAsync(async db => Assert.Equal(asItWas, await LookAsync(db)));

    private async Task<string> LookAsync(IntranetDb db)
    {
        var (groupId, postId, talkId, personId) = (Of("groups"), Of("posts"), Of("conversations"), Of("people"));
        var seen = await db.Groups.Where(g => g.Id == groupId).Select(g => new
        {
            g.Name, g.Access, g.ArchivedAt, g.CoverId, g.Icon,
            Members = g.Memberships.Count,
            Admins = g.Memberships.Count(m => m.Role == GroupRole.Admin),
            Muted = g.Memberships.Count(m => m.IsMuted),
            Requests = db.JoinRequests.Count(r => r.GroupId == groupId),
            Invitations = db.GroupInvitations.Count(i => i.GroupId == groupId),
            Posts = db.Posts.Count(p => p.GroupId == groupId && p.RemovedAt == null),
            Comments = db.Comments.Count(c => c.PostId == postId && c.RemovedAt == null),
            Reactions = db.Reactions.Count(r => r.SubjectId == postId),
            Saved = db.SavedPosts.Count(s => s.PostId == postId),
            Folders = db.GroupFolders.Where(f => f.GroupId == groupId).Max(f => f.Name),
            Files = db.GroupFiles.Count(f => f.GroupId == groupId && f.FolderId != null),
            Cases = db.Cases.Count(c => c.GroupId == groupId),
            Reports = db.Reports.Count(r => db.Cases.Any(c => c.Id == r.CaseId && c.GroupId == groupId)),
            Restored = db.Removals.Count(r => r.GroupId == groupId && r.RestoredAt != null),
            Messages = db.Messages.Count(m => m.ConversationId == talkId),
            Talkers = db.Participants.Count(p => p.ConversationId == talkId && p.ToSeq == null),
            Person = db.Employees.Where(e => e.Id == personId).Select(e => e.State).First(),
            Roles = db.RoleGrants.Count(r => r.EmployeeId == personId),
        }).SingleAsync();
        return seen.ToString()!;
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
