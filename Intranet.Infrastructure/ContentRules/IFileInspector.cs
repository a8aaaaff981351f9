using Intranet.Domain.ContentRules;

namespace Intranet.Infrastructure.ContentRules;

/// <summary>Decides whether an uploaded file may leave quarantine: malware first, then everything that can be read in it against the content rules.</summary>
public interface IFileInspector
{
    /// <summary>Takes its time: up to half a minute. Never throws because of what is in the file.</summary>
    /// <param name="content">From its beginning; read once, not closed.</param>
    /// <param name="fileName">As the uploader named it. It counts as text too; the kind is told by the content.</param>
    Task<FileVerdict> InspectAsync(Stream content, string fileName, CancellationToken cancel);
}

/// <summary>What may happen with a file.</summary>
public enum FileState
{
    /// <summary>Read, and nothing wrong with it.</summary>
    Ready,

    /// <summary>Rules ask about it: the uploader decides.</summary>
    Asked,

    /// <summary>It cannot be read, by nature or for the moment: the uploader may take it on themselves, and it is marked "not checked".</summary>
    Unread,

    /// <summary>A rule or the malware scanner refuses it.</summary>
    Refused,

    /// <summary>The malware scanner gives no answer: the file waits, and is looked at again later.</summary>
    Waiting,
}

/// <summary>Why a file was not read, or not read to its end.</summary>
public enum UnreadReason
{
    None,
    UnknownKind,
    Encrypted,
    Broken,
    NoText,
    TooLarge,
    TooDeep,
    TooSlow,
}

/// <param name="State">What may happen with it.</param>
/// <param name="Findings">What rules object to, by name. Their places mean nothing to a reader of the file and are 0.</param>
/// <param name="Reason">Why it is <see cref="FileState.Unread"/>; else <see cref="UnreadReason.None"/>.</param>
/// <param name="IsMalware">Refused by the malware scanner rather than by a rule.</param>
public sealed record FileVerdict(FileState State, IReadOnlyList<Finding> Findings, UnreadReason Reason = UnreadReason.None, bool IsMalware = false)
{
    public static FileVerdict Malware { get; } = new(FileState.Refused, [], IsMalware: true);

    public static FileVerdict NotScanned { get; } = new(FileState.Waiting, []);

    /// <summary>The worst of what was found counts; what could not be read counts only when nothing worse was found.</summary>
    public static FileVerdict Of(IReadOnlyList<Finding> findings, UnreadReason reason) => ContentRuleSet.Highest(findings) switch
    {
        Verdict.Block => new(FileState.Refused, findings),
        _ when reason != UnreadReason.None => new(FileState.Unread, findings, reason),
        Verdict.Warn => new(FileState.Asked, findings),
        _ => new(FileState.Ready, findings),
    };
}
