using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Moderation;

public enum CaseKind
{
    Post,
    Comment,
    Profile,
    Group,

    /// <summary>A line of a conversation. Of the conversation only this line is read.</summary>
    Message,

    /// <summary>The author of something that was taken away asks somebody else to look again.</summary>
    Appeal,
}

/// <summary>Why something is reported. There are few, so that the queue can be read at a glance.</summary>
public enum ReportReason
{
    Unkind,
    OutOfPlace,
    Personal,
    Wrong,
    Other,
}

public enum DecisionKind
{
    /// <summary>Nothing is wrong with it.</summary>
    Keep,

    /// <summary>Away until a moderator puts it back; a line of a conversation for 30 days at most, then it is gone for good.</summary>
    Hide,

    /// <summary>Away; can be put back for 30 days. A line of a conversation is gone for good.</summary>
    Delete,

    /// <summary>It stays, and the person whom it is about reads what should change.</summary>
    Address,

    /// <summary>An appeal was right: it is put back.</summary>
    Restore,
}

/// <summary>What a moderator has to decide: everything that was reported about one thing.</summary>
public sealed class Case
{
    public const int MaxAnswerLength = 1_000;

    private readonly List<Report> reports = [];

    public Guid Id { get; private set; }
    public CaseKind Kind { get; private set; }

    /// <summary>The post, comment, colleague, group or message; for an appeal the removal.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>Who wrote it, whose profile it is, or whose removal is appealed against; null for a group, which has admins.</summary>
    public Guid? AboutId { get; private set; }
    public Guid? GroupId { get; private set; }
    public DateTime OpenedAt { get; private set; }

    /// <summary>The latest report: the queue is in this order.</summary>
    public DateTime LastReportAt { get; private set; }
    public DateTime? SettledAt { get; private set; }

    /// <summary>The moderator who looks into it; anybody may take over.</summary>
    public Guid? AssigneeId { get; private set; }
    public Decision? Decision { get; private set; }

    /// <summary>Those that the query loaded.</summary>
    public IReadOnlyList<Report> Reports => reports;
    public bool IsSettled => SettledAt is not null;

    public static Case Open(CaseKind kind, Guid subjectId, Guid? aboutId, Guid? groupId, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(), Kind = kind, SubjectId = subjectId, AboutId = aboutId, GroupId = groupId, OpenedAt = now, LastReportAt = now,
    };

    /// <summary>The author of what was taken away asks for another pair of eyes.</summary>
    /// <param name="words">Why it should come back: always asked.</param>
    /// <exception cref="RuleBrokenException">It is back already or gone for good, or there are no words.</exception>
    public static Case Appeal(Removal removal, CheckedText words, DateTime now)
    {
        if (!removal.MayBeRestoredAt(now)) throw new RuleBrokenException("gone-for-good");
        if (words.Value.Length == 0) throw new RuleBrokenException("reason-missing");

        // It is about who took it away: so nobody else than somebody else can settle it.
        var appeal = Open(CaseKind.Appeal, removal.Id, removal.RemovedById, removal.GroupId, now);
        appeal.reports.Add(Moderation.Report.Of(appeal.Id, removal.AuthorId, ReportReason.Other, words, now));
        return appeal;
    }

    /// <summary>One report per colleague: saying it again changes what they said. Alone it hides nothing.</summary>
    /// <exception cref="RuleBrokenException">It is about themselves.</exception>
    public void Report(Guid reporterId, ReportReason reason, CheckedText words, DateTime now)
    {
        if (reporterId == AboutId) throw new RuleBrokenException("about-yourself");
        reports.RemoveAll(r => r.ReporterId == reporterId);
        reports.Add(Moderation.Report.Of(Id, reporterId, reason, words, now));
        LastReportAt = now;
    }

    /// <summary>What may be decided about this kind of thing.</summary>
    public static IReadOnlyList<DecisionKind> Choices(CaseKind kind) => kind switch
    {
        CaseKind.Post or CaseKind.Comment => [DecisionKind.Keep, DecisionKind.Hide, DecisionKind.Delete],
        CaseKind.Message => [DecisionKind.Keep, DecisionKind.Address, DecisionKind.Hide, DecisionKind.Delete],
        CaseKind.Appeal => [DecisionKind.Keep, DecisionKind.Restore],
        _ => [DecisionKind.Keep, DecisionKind.Address],
    };

    /// <param name="moderatorId">Who looks into it from now on; null for nobody.</param>
    /// <exception cref="RuleBrokenException">It is about themselves, or settled.</exception>
    public void Assign(Guid? moderatorId)
    {
        if (moderatorId is not null && moderatorId == AboutId) throw new RuleBrokenException("about-yourself");
        if (IsSettled) throw new RuleBrokenException("settled-already");
        AssigneeId = moderatorId;
    }

    /// <summary>Needs the reports loaded.</summary>
    /// <param name="reason">For whom it is about: always asked, always read by them.</param>
    /// <exception cref="RuleBrokenException">
    /// Nobody settles a case about themselves or their own appeal, or twice, or with a choice that is not for it.
    /// </exception>
    public void Settle(Guid moderatorId, DecisionKind kind, CheckedText reason, DateTime now)
    {
        if (moderatorId == AboutId || (Kind == CaseKind.Appeal && reports.Exists(r => r.ReporterId == moderatorId))) throw new RuleBrokenException("about-yourself");
        if (IsSettled) throw new RuleBrokenException("settled-already");
        if (!Choices(Kind).Contains(kind)) throw new RuleBrokenException("no-such-choice");
        if (reason.Value.Length is 0 or > MaxAnswerLength) throw new RuleBrokenException("reason-missing");
        SettledAt = now;
        Decision = Decision.Of(Id, kind, reason, moderatorId, now);
    }
}

/// <summary>What one colleague said about it.</summary>
public sealed class Report
{
    public const int MaxWordsLength = 500;

    public Guid CaseId { get; private set; }
    public Guid ReporterId { get; private set; }
    public ReportReason Reason { get; private set; }
    public string Words { get; private set; } = "";
    public DateTime ReportedAt { get; private set; }

    internal static Report Of(Guid caseId, Guid reporterId, ReportReason reason, CheckedText words, DateTime now) =>
        new() { CaseId = caseId, ReporterId = reporterId, Reason = reason, Words = words.Value, ReportedAt = now };
}

/// <summary>What a moderator decided, and why.</summary>
public sealed class Decision
{
    public Guid CaseId { get; private set; }
    public DecisionKind Kind { get; private set; }
    public string Reason { get; private set; } = "";
    public Guid MadeById { get; private set; }
    public DateTime MadeAt { get; private set; }

    internal static Decision Of(Guid caseId, DecisionKind kind, CheckedText reason, Guid madeById, DateTime now) =>
        new() { CaseId = caseId, Kind = kind, Reason = reason.Value, MadeById = madeById, MadeAt = now };
}
