using Intranet.Web.ContentRules;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Administration;

/// <summary>How a line of the audit log is said. Every action has words in AdministrationTexts: that list is the list of what is recorded.</summary>
public sealed class AuditWords(IStringLocalizer<AdministrationTexts> texts, IStringLocalizer<ContentRulesTexts> rules)
{
    private const string Prefix = "audit.";

    /// <summary>Everything that is recorded, by name and in words, in the order of the words.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Actions() =>
        [.. texts.GetAllStrings(includeParentCultures: true).Where(t => t.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(t => KeyValuePair.Create(t.Name[Prefix.Length..], t.Value)).OrderBy(t => t.Value, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>Whether anything is recorded by that name.</summary>
    public bool Knows(string? action) => action is not null && !texts[Prefix + action].ResourceNotFound;

    public string Action(string action) => Word(Prefix + action, action);

    /// <summary>The target by name where it may be named, else its kind and the beginning of its id.</summary>
    public string Target(AuditLine line) =>
        line.TargetPerson ?? line.TargetGroup ?? (line.TargetId is { } id ? $"{Word("target." + line.TargetKind, line.TargetKind)} {id.ToString("N")[..8]}" : "");

    /// <summary>"Collega: Fatima Zahra · Rol: Beheerder" for <c>employee=… role=Admin</c>.</summary>
    public string Details(string details, IReadOnlyDictionary<Guid, string> names) => string.Join(" · ", Pairs(details)
        .Where(pair => pair.Value.Length > 0).Select(pair => $"{Word("detail." + pair.Key, pair.Key)}: {Value(pair.Key, pair.Value, names)}"));

    public static IEnumerable<KeyValuePair<string, string>> Pairs(string details) => details.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2)).Select(part => KeyValuePair.Create(part[0], part.Length > 1 ? part[1] : ""));

    private string Value(string key, string value, IReadOnlyDictionary<Guid, string> names) => key switch
    {
        "act" => Action(value),
        "rule" => rules[$"say.{value}.name"] is { ResourceNotFound: false } rule ? rule.Value : value,
        "fields" => string.Join(", ", value.Split(',').Select(field => Word("value." + field, field))),
        // Of a fingerprint its beginning is enough to know it again; the file with all lines has the whole of it.
        "file" => value[..Math.Min(value.Length, 8)],
        _ => Guid.TryParse(value, out var id) && names.TryGetValue(id, out var name) ? name : Word("value." + value, value),
    };

    private string Word(string key, string otherwise) => texts[key] is { ResourceNotFound: false } text ? text.Value : otherwise;
}
