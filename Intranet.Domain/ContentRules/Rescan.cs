namespace Intranet.Domain.ContentRules;

/// <summary>
/// A rule became stricter, and everything that is there already is looked at again, a batch at a time. How far it came is kept,
/// so that it goes on after a restart, on whichever node.
/// </summary>
public sealed class Rescan
{
    public Guid Id { get; private set; }
    public DateTime StartedAt { get; private set; }
    public DateTime? FinishedAt { get; private set; }

    /// <summary>Rises with each batch: the same batch twice is one.</summary>
    public int Step { get; private set; }

    /// <summary>Which kind of text is being looked at, in the order of their names.</summary>
    public int Place { get; private set; }

    /// <summary>The last one of that kind that was looked at.</summary>
    public Guid After { get; private set; }

    /// <summary>How many texts were looked at.</summary>
    public int Seen { get; private set; }

    /// <summary>How many of them a rule would refuse now.</summary>
    public int Found { get; private set; }

    public bool IsFinished => FinishedAt is not null;

    public static Rescan Begin(DateTime now) => new() { Id = Guid.CreateVersion7(), StartedAt = now };

    /// <param name="last">Of the batch; null when there are no more of that kind.</param>
    public void Pass(int seen, int found, Guid? last)
    {
        Seen += seen;
        Found += found;
        Step++;
        After = last ?? Guid.Empty;
        if (last is null) Place++;
    }

    public void Finish(DateTime now) => FinishedAt ??= now;
}
