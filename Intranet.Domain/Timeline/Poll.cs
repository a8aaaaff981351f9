using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Timeline;

/// <summary>A question with answers to choose from, below a post. Its question is the text of the post.</summary>
public sealed class Poll
{
    public const int MinOptions = 2;
    public const int MaxOptions = 10;

    private readonly List<PollOption> options = [];

    public Guid PostId { get; private set; }

    /// <summary>More than one answer may be chosen.</summary>
    public bool IsMultiple { get; private set; }

    /// <summary>Nobody sees who chose what. Said before the vote, and never changed.</summary>
    public bool IsAnonymous { get; private set; }

    /// <summary>Who has not voted does not see how others did, until it closes.</summary>
    public bool HidesResults { get; private set; }

    /// <summary>Null stays open.</summary>
    public DateTime? ClosesAt { get; private set; }

    /// <summary>In the order in which they stand.</summary>
    public IReadOnlyList<PollOption> Options => options;

    /// <exception cref="RuleBrokenException">Too few or too many options.</exception>
    public static Poll Ask(Post post, IReadOnlyList<CheckedText> options, bool isMultiple, bool isAnonymous, bool hidesResults, DateTime? closesAt)
    {
        if (options.Count is < MinOptions or > MaxOptions) throw new RuleBrokenException("poll-options");
        var poll = new Poll { PostId = post.Id, IsMultiple = isMultiple, IsAnonymous = isAnonymous, HidesResults = hidesResults, ClosesAt = closesAt };
        poll.options.AddRange(options.Select((text, position) => PollOption.Of(post.Id, text, position)));
        return poll;
    }

    public bool IsOpenAt(DateTime now) => ClosesAt is null || ClosesAt > now;

    /// <summary>What somebody chose, all of it: choosing again replaces what was chosen before.</summary>
    /// <exception cref="RuleBrokenException">It is closed, or the choice is none that it offers.</exception>
    public IReadOnlyList<PollVote> Vote(Guid employeeId, IReadOnlyCollection<Guid> chosen, DateTime now)
    {
        if (!IsOpenAt(now)) throw new RuleBrokenException("poll-closed");
        if ((chosen.Count > 1 && !IsMultiple) || chosen.Any(id => options.TrueForAll(o => o.Id != id))) throw new RuleBrokenException("poll-choice");
        return [.. chosen.Distinct().Select(id => PollVote.For(PostId, id, employeeId, now))];
    }
}

/// <summary>One of the answers to a poll.</summary>
public sealed class PollOption
{
    public const int MaxLength = 120;

    public Guid Id { get; private set; }
    public Guid PollId { get; private set; }
    public string Text { get; private set; } = "";
    public int Position { get; private set; }

    internal static PollOption Of(Guid pollId, CheckedText text, int position)
    {
        if (text.Value.Length is 0 or > MaxLength) throw new RuleBrokenException("poll-options");
        return new() { Id = Guid.CreateVersion7(), PollId = pollId, Text = text.Value, Position = position };
    }
}

/// <summary>One choice of one colleague.</summary>
public sealed class PollVote
{
    public Guid OptionId { get; private set; }
    public Guid EmployeeId { get; private set; }
    public Guid PollId { get; private set; }
    public DateTime At { get; private set; }

    internal static PollVote For(Guid pollId, Guid optionId, Guid employeeId, DateTime now) => new() { PollId = pollId, OptionId = optionId, EmployeeId = employeeId, At = now };
}
