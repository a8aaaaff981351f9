using System.ComponentModel.DataAnnotations;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Moderation;
using Intranet.Infrastructure.Shared;

namespace Intranet.Web.Moderation;

public sealed class DecisionForm
{
    [Required(ErrorMessage = "decision-required")]
    public DecisionKind? Kind { get; set; }

    [Required(ErrorMessage = "answer-required")]
    [StringLength(Case.MaxAnswerLength, ErrorMessage = "reason-too-long")]
    public string? Reason { get; set; }

    public bool Confirmed { get; set; }
}

public sealed record CaseLine
{
    public required Guid Id { get; init; }
    public CaseKind Kind { get; init; }

    /// <summary>The content rule that somebody objects to; then it is no case.</summary>
    public string? Rule { get; init; }
    public Guid? PersonId { get; init; }
    public string Name { get; init; } = "";
    public Guid? PhotoId { get; init; }
    public string? GroupName { get; init; }
    public Guid? AssigneeId { get; init; }
    public string? Assignee { get; init; }
    public string? Text { get; init; }
    public int Reports { get; init; }
    public ReportReason? Reason { get; init; }
    public required DateTime At { get; init; }
    public DecisionKind? Decision { get; init; }
}

/// <param name="Waiting">How many wait for a decision, objections to content rules included.</param>
/// <param name="Next">The cursor of the next page, if there is one.</param>
public sealed record CaseQueue(Bench Bench, IReadOnlyList<CaseLine> Lines, bool Settled, int Waiting, string? Next, CaseView? Open, RuleObjection? Objection)
{
    public Guid? OpenId => Open?.Case.Id ?? Objection?.Id;

    /// <summary>Nobody chose it: it is the first of the list, and stands beside it only where there is room for both.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Which of the list is open, from 1; 0 when it is on another page of it.</summary>
    public int Place => Lines.Select(line => line.Id).TakeWhile(id => id != OpenId).Count() is var before && before < Lines.Count ? before + 1 : 0;
}

public sealed record ReportLine(Guid ReporterId, string Name, Guid? PhotoId, ReportReason Reason, string Words);

public sealed record NoteLine(Guid AuthorId, string Name, Guid? PhotoId, string Words, DateTime At);

public sealed record ModeratorName(Guid Id, string Name);

public sealed record CaseView(Bench Bench, Case Case, DecisionForm Form)
{
    /// <summary>Who wrote it, whose profile it is, or who appeals.</summary>
    public required Guid? PersonId { get; init; }
    public required string Name { get; init; }
    public required Guid? PhotoId { get; init; }
    public required string? GroupName { get; init; }
    public required SafeHtml Body { get; init; }

    /// <summary>How it reads since its author changed it after the report; empty when it did not change.</summary>
    public required SafeHtml Now { get; init; }
    public required DateTime? WrittenAt { get; init; }

    /// <summary>What it answers; for an appeal the reason that was given.</summary>
    public required string Context { get; init; }

    /// <summary>Its author took it away meanwhile, or somebody else did.</summary>
    public required bool IsGone { get; init; }

    /// <summary>Who said what; empty for who is judged and for who runs the group.</summary>
    public required IReadOnlyList<ReportLine> Reports { get; init; }

    /// <summary>How often which reason was given.</summary>
    public required IReadOnlyList<KeyValuePair<ReportReason, int>> Reasons { get; init; }
    public required IReadOnlyList<NoteLine> Notes { get; init; }
    public required IReadOnlyList<ModeratorName> Moderators { get; init; }
    public required string? Url { get; init; }
    public required bool IsAboutMe { get; init; }

    /// <summary>What followed from the decision, as far as this moderator may see it.</summary>
    public Guid? RemovalId { get; init; }
}
