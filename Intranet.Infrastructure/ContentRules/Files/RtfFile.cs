using System.Globalization;
using System.Text;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>Rich text: the words without the marks. Fonts, colours, styles and pictures are passed over; properties and notes are not.</summary>
internal sealed class RtfFile
{
    private static readonly HashSet<string> WithoutText = ["fonttbl", "colortbl", "stylesheet", "pict", "objdata", "themedata", "colorschememapping", "datastore", "latentstyles", "listtable", "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "blipuid"];

    /// <summary>What stands apart from the text around it.</summary>
    private static readonly HashSet<string> Apart = ["title", "subject", "author", "operator", "keywords", "doccomm", "company", "manager", "category", "footnote", "annotation", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "shptxt", "field", "fldinst"];

    private readonly byte[] content;
    private readonly Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private readonly StringBuilder text = new();
    private readonly Stack<(bool Skips, bool IsApart, int Fallback)> groups = new();
    private bool skips;
    private bool isApart;
    private int fallback = 1;
    private int toSkip;
    private int at;

    private RtfFile(byte[] content) => this.content = content;

    public static string Read(byte[] content)
    {
        var reader = new RtfFile(content);
        while (reader.at < content.Length) reader.Step();
        return reader.text.ToString();
    }

    private void Step()
    {
        var c = (char)content[at++];
        switch (c)
        {
            case '{':
                groups.Push((skips, isApart, fallback));
                isApart = false;
                break;
            case '}':
                toSkip = 0;
                if (isApart) Put("\n");
                if (groups.TryPop(out var outer)) (skips, isApart, fallback) = outer;
                break;
            case '\\':
                Control();
                break;
            case '\r' or '\n':
                break;
            default:
                Put(encoding.GetString(content, at - 1, 1));
                break;
        }
    }

    private void Control()
    {
        if (at >= content.Length) return;
        var c = (char)content[at];
        if (char.IsAsciiLetter(c))
        {
            Word();
            return;
        }
        at++;
        switch (c)
        {
            case '\'' when at + 2 <= content.Length && byte.TryParse(Encoding.ASCII.GetString(content, at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value):
                at += 2;
                Put(encoding.GetString([value]));
                break;
            case '~':
                Put(" ");
                break;
            case '_':
                Put("-");
                break;
            case '\\' or '{' or '}':
                Put(c.ToString());
                break;
        }
    }

    private void Word()
    {
        var start = at;
        while (at < content.Length && char.IsAsciiLetter((char)content[at])) at++;
        var word = Encoding.ASCII.GetString(content, start, at - start);
        var from = at;
        if (at < content.Length && content[at] == '-') at++;
        while (at < content.Length && char.IsAsciiDigit((char)content[at])) at++;
        var hasNumber = int.TryParse(Encoding.ASCII.GetString(content, from, at - from), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        if (at < content.Length && content[at] == ' ') at++;
        Obey(word, hasNumber ? number : null);
    }

    private void Obey(string word, int? number)
    {
        switch (word)
        {
            case "par" or "line" or "row" or "sect" or "page":
                Put("\n");
                break;
            case "tab" or "cell" or "nestcell":
                Put("\t");
                break;
            case "uc":
                fallback = Math.Clamp(number ?? 1, 0, 10);
                break;
            case "u" when number is { } unit:
                Put(((char)unit).ToString());
                // What follows is the same for readers that know no Unicode.
                toSkip = fallback;
                break;
            case "bin" when number is > 0:
                at = Math.Min(content.Length, at + number.Value);
                break;
            case "emdash" or "endash":
                Put("-");
                break;
            default:
                skips |= WithoutText.Contains(word);
                if (Apart.Contains(word)) Begin();
                break;
        }
    }

    private void Begin()
    {
        isApart = true;
        Put("\n");
    }

    private void Put(string characters)
    {
        if (toSkip > 0)
        {
            toSkip--;
            return;
        }
        if (!skips) text.Append(characters);
    }
}
