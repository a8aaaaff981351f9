using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Infrastructure.Data;

namespace Intranet.Web.Moderation;

/// <summary>Who judges: a moderator everywhere, or who runs a group what colleagues wrote inside it.</summary>
/// <param name="GroupId">Null for the moderators.</param>
public sealed record Bench(Guid Me, Guid? GroupId)
{
    public bool IsOfModerators => GroupId is null;

    /// <summary>Where the queue stands.</summary>
    public string Address => GroupId is { } groupId ? $"/groups/{groupId}/cases" : "/moderation";

    /// <summary>What this bench may see. That the asker is a moderator was asked at the door; that they run the group is asked here.</summary>
    public IQueryable<Case> Cases(IntranetDb db) => GroupId is not { } groupId
        ? db.Cases
        : db.Cases.Where(c => c.GroupId == groupId && (c.Kind == CaseKind.Post || c.Kind == CaseKind.Comment) && c.AboutId != Me
            && db.Memberships.Any(m => m.GroupId == groupId && m.EmployeeId == Me && m.Role == GroupRole.Admin));

    /// <summary>Cases in which this person would judge themselves: what is theirs, what they appealed against, the group that they run.</summary>
    public IQueryable<Case> AboutMe(IntranetDb db) => db.Cases.Where(c => c.AboutId == Me
        || (c.Kind == CaseKind.Appeal && c.Reports.Any(r => r.ReporterId == Me))
        || (c.Kind == CaseKind.Group && db.Memberships.Any(m => m.GroupId == c.SubjectId && m.EmployeeId == Me && m.Role == GroupRole.Admin)));
}
