using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;

namespace Intranet.Infrastructure.Files;

/// <summary>What came of a look inside.</summary>
/// <param name="IsInspected">False when nobody could: the uploader has to answer for it.</param>
/// <param name="WarnedBy">The rules that ask about it, separated by spaces: the uploader has to answer for that.</param>
public sealed record Inspection(bool IsInspected, string WarnedBy);

/// <summary>Stands between an upload and the store: nothing is kept of what does not belong on the intranet.</summary>
public sealed class FileGuard(IFileInspector inspector)
{
    /// <exception cref="FileRefusedException">It holds what may not be on the intranet, or the scanner gives no answer.</exception>
    public async Task<Inspection> InspectAsync(Stream content, string fileName, CancellationToken cancel)
    {
        var verdict = await inspector.InspectAsync(content, fileName, cancel);
        return verdict.State switch
        {
            FileState.Refused when verdict.IsMalware => throw new FileRefusedException("file-is-malware"),
            FileState.Refused => throw new FileRefusedException($"file-holds.{verdict.Findings.First(f => f.Verdict == Verdict.Block).Rule}"),
            FileState.Waiting => throw new FileRefusedException("file-scanner-away"),
            _ => new(verdict.State != FileState.Unread, string.Join(' ', verdict.Findings.Where(f => f.Verdict == Verdict.Warn).Select(f => f.Rule).Distinct())),
        };
    }
}
