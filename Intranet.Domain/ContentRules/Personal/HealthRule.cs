using System.Buffers;

namespace Intranet.Domain.ContentRules.Personal;

/// <summary>Asks about words of health or care in a sentence about a client. Off until a municipality turns it on: such words have many innocent uses.</summary>
public sealed class HealthRule : IContentRule
{
    private static readonly SearchValues<string> Care = SearchValues.Create(
        ["diagnose", "medicatie", "medicijn", "ggz", "verslaving", "verslaafd", "zwanger", "ziek gemeld", "ziekmelding", "psychiatr", "depressie", "suïcid", "dementie", "autisme", "indicatie wlz", "wlz-indicatie", "indicatie jw", "jeugdhulpindicatie", "diagnosis", "medication", "addiction", "pregnant", "dementia", "depression"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Clients = SearchValues.Create(
        ["client", "cliënt", "inwoner", "inwoonster", "bewoner", "mevrouw ", "meneer ", "mw. ", "dhr. ", "de heer ", "patiënt", "patient", "resident"], StringComparison.OrdinalIgnoreCase);

    public string Name => "health";

    public RuleMode Mode => RuleMode.Off;

    public IReadOnlyList<Finding> Check(string text)
    {
        List<Finding>? found = null;
        for (var at = 0; text.AsSpan(at).IndexOfAny(Care) is >= 0 and var next;)
        {
            at += next;
            var start = text.AsSpan(0, at).LastIndexOfAny('.', '?', '\n') + 1;
            var length = text.AsSpan(at).IndexOfAny('.', '?', '\n');
            var end = length < 0 ? text.Length : at + length;
            if (text.AsSpan(start, end - start).IndexOfAny(Clients) >= 0) (found ??= []).Add(new Finding(Name, Verdict.Block, at, Math.Min(end - at, 12)));
            at = end;
        }
        return found ?? (IReadOnlyList<Finding>)[];
    }
}
