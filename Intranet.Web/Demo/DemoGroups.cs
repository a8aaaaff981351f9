using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Notifications;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Demo;

/// <summary>Makes the groups of the town, with their members and covers.</summary>
internal sealed class DemoGroups(IntranetDb db, DemoPictures pictures)
{
    public async Task FillAsync(DemoStage stage, CancellationToken cancel)
    {
        var age = TimeSpan.FromDays(90);
        foreach (var told in stage.Week.Groups)
        {
            var founded = stage.Now - age;
            var group = told.Kind == GroupKind.Everyone ? await EveryoneAsync(cancel) : Found(stage, told, founded);
            foreach (var admin in told.Admins) Join(stage, group, admin, GroupRole.Admin, founded);
            foreach (var member in told.Members) Join(stage, group, member, GroupRole.Member, founded);
            foreach (var membership in group.Memberships) membership.ReadTo(stage.ReadUntil(membership.EmployeeId));
            foreach (var request in told.Requests ?? []) Ask(stage, told, group, request);
            foreach (var invitation in told.Invited ?? []) Invite(stage, group, invitation);
            await ShelveAsync(stage, told, group, cancel);
            if (told.Cover is not null) await ShowCoverAsync(stage, told, group, cancel);
            stage.Groups.Add(told.Key, group);
            age += TimeSpan.FromDays(37);
        }

        await db.SaveChangesAsync(cancel);
    }

    private Group Found(DemoStage stage, DemoGroup told, DateTime founded)
    {
        var group = Group.Start(
            stage.People[told.Admins[0]].Id, stage.Checked(told.Name, Surface.GroupName), stage.Checked(told.Description, Surface.GroupDescription),
            told.Access, told.Kind, told.Icon, founded);
        db.Add(group);
        return group;
    }

    /// <summary>The import has made it already and let everybody in.</summary>
    private Task<Group> EveryoneAsync(CancellationToken cancel) =>
        db.Groups.Include(g => g.Memberships).Where(g => g.Kind == GroupKind.Everyone).OneAsync(cancel);

    private static void Join(DemoStage stage, Group group, string person, GroupRole role, DateTime at)
    {
        var membership = group.Admit(stage.People[person].Id, role, MembershipSource.Hand, at);
        if (role == GroupRole.Admin) membership.Become(GroupRole.Admin);
    }

    private void Ask(DemoStage stage, DemoGroup told, Group group, DemoRequest asked)
    {
        var person = stage.People[asked.Person];
        var at = stage.Time.Read(asked.At);
        var request = JoinRequest.Ask(group.Id, person.Id, stage.Checked(asked.Reason, Surface.Reason), at);
        db.Add(request);
        db.AddRange(told.Admins.Select(admin => stage.Tell(stage.People[admin].Id, NoticeKind.JoinRequest, person, request.Id, group.Id, at)));
    }

    private void Invite(DemoStage stage, Group group, DemoInvitation invited)
    {
        var (person, host, at) = (stage.People[invited.Person], stage.People[invited.By], stage.Time.Read(invited.At));
        var invitation = GroupInvitation.Of(group.Id, person.Id, host.Id, at);
        db.Add(invitation);
        db.Add(stage.Tell(person.Id, NoticeKind.GroupInvitation, host, invitation.Id, group.Id, at));
    }

    private async Task ShelveAsync(DemoStage stage, DemoGroup told, Group group, CancellationToken cancel)
    {
        var admin = stage.People[told.Admins[0]].Id;
        var at = stage.Time.Read("8 10.30");
        foreach (var (name, documents) in told.Folders ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            var folder = name.Length == 0 ? null : GroupFolder.Make(group.Id, stage.Checked(name, Surface.GroupName), admin, at);
            if (folder is not null) db.Add(folder);
            foreach (var document in documents)
            {
                var shelved = GroupFile.Add(group.Id, folder?.Id, admin, at);
                db.Add(shelved);
                var file = await pictures.TakeDocumentAsync(stage, document, admin, at, cancel);
                file.HangOn(FilePlace.GroupFile, shelved.Id, 0, CheckedText.Empty);
            }
        }
    }

    private async Task ShowCoverAsync(DemoStage stage, DemoGroup told, Group group, CancellationToken cancel)
    {
        var cover = await pictures.TakeAsync($"covers/{told.Cover}", stage.People[told.Admins[0]].Id, stage.Now, cancel);
        cover.HangOn(FilePlace.GroupCover, group.Id, 0, CheckedText.Empty);
        group.ShowCover(cover.Id);
    }
}
