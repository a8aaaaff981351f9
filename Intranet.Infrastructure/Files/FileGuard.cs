using System.Text;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;

namespace Intranet.Infrastructure.Files;

/// <summary>Looks inside a file before it is kept.</summary>
public sealed class FileGuard(ContentRuleSet rules)
{
    /// <returns>False when nobody could look inside: the uploader has to answer for it.</returns>
    /// <exception cref="FileRefusedException">It holds what may not be on the intranet.</exception>
    public async Task<bool> InspectAsync(Stream content, string fileName, string contentType, CancellationToken cancel)
    {
        if (contentType != FileKind.PlainText) return false;

        using var reader = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var findings = rules.Find(await reader.ReadToEndAsync(cancel), fileName);
        if (ContentRuleSet.Highest(findings) != Verdict.Block) return true;
        throw new FileRefusedException($"file-holds.{findings.First(f => f.Verdict == Verdict.Block).Rule}");
    }
}
