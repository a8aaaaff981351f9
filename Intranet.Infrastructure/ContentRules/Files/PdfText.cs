using System.Text;

namespace Intranet.Infrastructure.ContentRules.Files;

/// <summary>Reads the operators of a page: which font, which string, and whether the next one stands on the same line.</summary>
internal sealed class PdfText(PdfObjects objects, PdfDictionary resources, StringBuilder text)
{
    private const int MostForms = 5;
    private const double WordGap = -150;

    private readonly Dictionary<string, PdfFont> fonts = [];
    private PdfFont font = PdfFont.Unknown;
    private double baseline;
    private double shownAt;
    private bool hasMoved;

    /// <summary>A string was shown whose characters cannot be told.</summary>
    public bool IsUncertain { get; private set; }

    public bool HasPicture { get; private set; }

    public void Read(byte[] content, int depth = 0)
    {
        var lexer = new PdfLexer(content, 0);
        List<object?> operands = [];
        while (lexer.Next() is { } token)
        {
            if (token is not PdfWord { Text: var name })
            {
                operands.Add(token is PdfPunctuation ? lexer.ReadFrom(token) : token);
                if (operands.Count > 100) operands.Clear();
                continue;
            }
            Obey(name, operands, lexer, depth);
            operands.Clear();
        }
    }

    private void Obey(string name, List<object?> operands, PdfLexer lexer, int depth)
    {
        switch (name)
        {
            case "Tf" when operands is [PdfName { Text: var fontName }, ..]:
                font = FontOf(fontName);
                break;
            case "Tj" or "'" or "\"" when operands.Count > 0 && operands[^1] is byte[] shown:
                if (name != "Tj") text.Append('\n');
                Show(shown);
                break;
            case "TJ" when operands is [List<object?> pieces]:
                foreach (var piece in pieces)
                {
                    if (piece is byte[] part) Show(part);
                    else if (piece is double gap && gap < WordGap) Space();
                }
                break;
            case "Td" or "TD" when operands is [double, double down]:
                (baseline, hasMoved) = (baseline + down, true);
                break;
            case "Tm" when operands is [.., double up]:
                (baseline, hasMoved) = (up, true);
                break;
            case "BT":
                (baseline, hasMoved) = (0, true);
                break;
            case "T*":
                text.Append('\n');
                break;
            case "BI":
                HasPicture = true;
                lexer.SkipPicture();
                break;
            case "Do" when operands is [PdfName { Text: var formName }]:
                Draw(formName, depth);
                break;
        }
    }

    private void Space()
    {
        if (text.Length > 0 && !char.IsWhiteSpace(text[^1])) text.Append(' ');
    }

    /// <summary>On the same height as what was shown last it is the same line, however many pieces it comes in.</summary>
    private void Show(byte[] shown)
    {
        if (hasMoved && Math.Abs(baseline - shownAt) > 1) text.Append('\n');
        else if (hasMoved) Space();
        (shownAt, hasMoved) = (baseline, false);
        if (!font.Read(shown, text)) IsUncertain = true;
    }

    private PdfFont FontOf(string name)
    {
        if (fonts.TryGetValue(name, out var known)) return known;
        var dictionary = objects.Dictionary(objects.Dictionary(resources.Get("Font"))?.Get(name));
        return fonts[name] = dictionary is null ? PdfFont.Unknown : PdfFont.Of(objects, dictionary);
    }

    private void Draw(string name, int depth)
    {
        if (objects.Resolve(objects.Dictionary(resources.Get("XObject"))?.Get(name)) is not PdfStream drawn) return;
        if (drawn.Dictionary.Get("Subtype") is PdfName { Text: "Image" }) HasPicture = true;
        else if (depth < MostForms && objects.Unpack(drawn) is { } content)
        {
            var form = new PdfText(objects, objects.Dictionary(drawn.Dictionary.Get("Resources")) ?? resources, text);
            form.Read(content, depth + 1);
            IsUncertain |= form.IsUncertain;
            HasPicture |= form.HasPicture;
        }
    }
}
