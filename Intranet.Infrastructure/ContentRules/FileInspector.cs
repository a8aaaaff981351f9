using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules.Files;

namespace Intranet.Infrastructure.ContentRules;

/// <summary>Reads a file where that can be done safely, and asks the rules about each part of it.</summary>
public sealed class FileInspector(ContentRuleSet rules, FileReader reader, MalwareScanner scanner, FileLimits limits) : IFileInspector
{
    // Many findings say no more than a few; a file of a million numbers must not become a million rows.
    private const int MostFindings = 20;

    public async Task<FileVerdict> InspectAsync(Stream content, string fileName, CancellationToken cancel)
    {
        var named = Judge("", fileName);
        if (await ReadAsync(content, cancel) is not { } bytes) return FileVerdict.Of(named, UnreadReason.TooLarge);

        switch (await scanner.ScanAsync(bytes, cancel))
        {
            case MalwareAnswer.Found:
                return FileVerdict.Malware;
            case MalwareAnswer.None:
                return FileVerdict.NotScanned;
        }

        List<Finding> findings = [.. named];
        var reason = await reader.ReadAsync(bytes, fileName, part => findings.AddRange(Judge(part.Text, part.FileName)), cancel);
        return FileVerdict.Of([.. findings.OrderByDescending(finding => finding.Verdict).DistinctBy(finding => (finding.Rule, finding.Verdict)).Take(MostFindings)], reason);
    }

    private List<Finding> Judge(string text, string fileName) => [.. rules.Find(text, fileName).Select(finding => finding with { Start = 0, Length = 0 })];

    /// <returns>Null when there are too many.</returns>
    private async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream content, CancellationToken cancel)
    {
        var memory = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if (memory.Length + read > limits.FileBytes) return null;
            memory.Write(buffer, 0, read);
        }
        return memory.GetBuffer().AsMemory(0, (int)memory.Length);
    }
}
