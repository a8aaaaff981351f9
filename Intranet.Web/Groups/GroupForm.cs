using System.ComponentModel.DataAnnotations;
using Intranet.Domain.Groups;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Intranet.Web.Groups;

/// <summary>What a founder or an admin types about a group.</summary>
public class GroupForm
{
    [Required(ErrorMessage = "name-required")]
    [StringLength(Group.MaxNameLength, ErrorMessage = "name-too-long")]
    public string Name { get; set; } = "";

    [StringLength(Group.MaxDescriptionLength, ErrorMessage = "description-too-long")]
    public string? Description { get; set; }

    public string Icon { get; set; } = GroupIcons.All[0];

    /// <summary>Asked when it exists: a new group begins as its kind says.</summary>
    public bool AdminsPost { get; set; }
    public bool ClosedForComments { get; set; }

    /// <summary>The picture on the tile and the cover, to show in the settings; null where there is none.</summary>
    [BindNever]
    public Guid? TileId { get; set; }

    [BindNever]
    public Guid? CoverId { get; set; }

    /// <summary>The author has seen the warning of a content rule and says that nothing is wrong.</summary>
    public bool Confirmed { get; set; }
}

public sealed class NewGroupForm : GroupForm
{
    public GroupAccess Access { get; set; } = GroupAccess.Open;

    public GroupKind Kind { get; set; } = GroupKind.Team;

    /// <summary>The look-alikes were shown; make it all the same.</summary>
    public bool Anyway { get; set; }

    /// <summary>Everybody is in the group of everyone already: there is one, and it is not made here.</summary>
    public static IReadOnlyList<GroupKind> Kinds { get; } = [GroupKind.Team, GroupKind.Discussion, GroupKind.Announcement, GroupKind.Social];
}

/// <summary>The tiles to choose from: names of icons that the sprite holds.</summary>
public static class GroupIcons
{
    public static IReadOnlyList<string> All { get; } =
    [
        "users-group", "building", "building-community", "leaf", "scale", "bike", "help-circle", "heartbeat", "bulb", "school", "tools", "tree",
        "coffee", "music", "camera", "ball-football", "paw", "walk", "shield-check", "code", "cash", "speakerphone", "microphone", "news",
        "users", "compass", "chart-bar", "device-desktop", "pencil", "pin", "gift", "confetti", "square-check", "id-badge-2",
    ];

    /// <summary>The first one when the form holds something else.</summary>
    public static string Known(string? icon) => icon is not null && All.Contains(icon) ? icon : All[0];
}
