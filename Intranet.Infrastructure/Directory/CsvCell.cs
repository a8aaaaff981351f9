using System.Buffers;

namespace Intranet.Infrastructure.Directory;

/// <summary>A cell of a CSV file that we write. A spreadsheet takes what starts like a formula for one, so that gets an apostrophe in front.</summary>
public static class CsvCell
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",;\"\r\n\t");

    public static string Write(string? value)
    {
        if (string.IsNullOrEmpty(value)) return "";

        var text = IsFormula(value) ? "'" + value : value;
        return text.AsSpan().ContainsAny(NeedQuotes) || text[0] == ' ' || text[^1] == ' ' ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>A phone number of + and digits only is none.</summary>
    private static bool IsFormula(string value) =>
        value[0] is '=' or '-' or '@' or '\t' or '\r' || (value[0] == '+' && (value.Length == 1 || value.AsSpan(1).ContainsAnyExceptInRange('0', '9')));
}
