using System.Text.Json;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;

namespace Intranet.Web.ContentRules;

/// <summary>Judges files for programs, as uploads are judged: a line of JSON for each, in their order.</summary>
public sealed class RulesCheckFile(IFileInspector inspector)
{
    /// <returns>How many could not be opened; each was answered with <c>{"file", "error"}</c>.</returns>
    public async Task<int> RunAsync(IEnumerable<FileInfo> files, TextWriter output, CancellationToken cancel = default)
    {
        var missing = 0;
        foreach (var file in files)
        {
            object answer;
            try
            {
                await using var content = file.OpenRead();
                answer = Answer(file.Name, await inspector.InspectAsync(content, file.Name, cancel));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                missing++;
                answer = new { file = file.Name, error = "cannot be opened" };
            }
            await output.WriteLineAsync(JsonSerializer.Serialize(answer).AsMemory(), cancel);
            await output.FlushAsync(cancel);
        }
        return missing;
    }

    private static object Answer(string name, FileVerdict verdict)
    {
        var worst = verdict.Findings.MaxBy(finding => finding.Verdict);
        return new
        {
            file = name,
            state = Lower(verdict.State),
            verdict = Lower(verdict.IsMalware ? Verdict.Block : worst?.Verdict ?? Verdict.Allow),
            rule = verdict.IsMalware ? "malware" : worst is { Verdict: > Verdict.Allow } ? worst.Rule : null,
            reason = verdict.Reason == UnreadReason.None ? null : Lower(verdict.Reason),
        };
    }

    private static string Lower(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
