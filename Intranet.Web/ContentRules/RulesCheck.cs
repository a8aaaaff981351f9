using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Intranet.Domain.ContentRules;

namespace Intranet.Web.ContentRules;

/// <summary>
/// Judges texts for programs: reads one JSON object a line, <c>{"id", "text", "fileName"?}</c>, and answers each with
/// <c>{"id", "verdict": "block" | "warn" | "allow", "rule"}</c> before it reads the next.
/// </summary>
public sealed partial class RulesCheck(ContentRuleSet rules)
{
    /// <returns>How many lines could not be read; each was answered with <c>{"line", "error"}</c>.</returns>
    public async Task<int> RunAsync(TextReader input, TextWriter output, CancellationToken cancel = default)
    {
        var unreadable = 0;
        for (var number = 1; await input.ReadLineAsync(cancel) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var answer = Answer(line, number, out var isRead);
            if (!isRead) unreadable++;
            await output.WriteLineAsync(answer.AsMemory(), cancel);
            await output.FlushAsync(cancel);
        }
        return unreadable;
    }

    private string Answer(string line, int number, out bool isRead)
    {
        isRead = false;
        try
        {
            // A file written on Windows may start with a byte order mark.
            using var question = JsonDocument.Parse(Whole(line).AsMemory().TrimStart('\uFEFF'));
            var root = question.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return Error(number, "not an object");
            if (!TryRead(root, "text", out var text) || !TryRead(root, "fileName", out var fileName)) return Error(number, "text and fileName must be strings");
            if (text is null && fileName is null) return Error(number, "neither text nor fileName");

            isRead = true;
            return Judge(root, text ?? "", fileName);
        }
        // The message would quote the text, so it is not passed on.
        catch (JsonException)
        {
            return Error(number, "not JSON");
        }
    }

    /// <summary>JSON can write half of a surrogate pair, which its reader refuses. As in chat it is a character that nobody can read.</summary>
    private static string Whole(string line) => Escapes().Replace(line, escape => escape.Groups["half"].Success ? @"\uFFFD" : escape.Value);

    private string Judge(JsonElement question, string text, string? fileName)
    {
        var findings = rules.Find(text.Trim(), fileName);
        var verdict = ContentRuleSet.Highest(findings);
        return Write(answer =>
        {
            answer.WritePropertyName("id");
            if (question.TryGetProperty("id", out var id)) id.WriteTo(answer);
            else answer.WriteNullValue();
            answer.WriteString("verdict", verdict switch { Verdict.Block => "block", Verdict.Warn => "warn", _ => "allow" });
            answer.WriteString("rule", verdict == Verdict.Allow ? null : findings.First(finding => finding.Verdict == verdict).Rule);
        });
    }

    private static bool TryRead(JsonElement question, string name, out string? value)
    {
        value = null;
        if (!question.TryGetProperty(name, out var property) || property.ValueKind == JsonValueKind.Null) return true;
        if (property.ValueKind != JsonValueKind.String) return false;
        value = property.GetString();
        return true;
    }

    private static string Error(int line, string error) => Write(answer =>
    {
        answer.WriteNumber("line", line);
        answer.WriteString("error", error);
    });

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    [GeneratedRegex(@"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)")]
    private static partial Regex Escapes();
}
