using System.Globalization;
using System.Text.Encodings.Web;
using Intranet.Domain.Chat;
using Intranet.Domain.Shared;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Chat;

/// <summary>Writes a conversation down as one page that needs nothing else: what its reader may see, from one day to another.</summary>
public sealed class ConversationExport(ConversationReader reader, IStringLocalizer<ChatTexts> texts, TimeProvider clock)
{
    private const string Style = """
        body{font:16px/24px system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#121f24;background:#fff}
        h1{font-size:1.5rem;line-height:2rem}h2{font-size:1rem;margin:2rem 0 .5rem;border-bottom:1px solid #dae1e4}
        p{margin:.5rem 0;white-space:pre-wrap;overflow-wrap:anywhere}time,small,blockquote{color:#556369}
        blockquote{margin:.25rem 0;padding-left:.75rem;border-left:2px solid #dae1e4}ul{margin:.25rem 0}
        """;

    /// <param name="from">The first day; null from the beginning.</param>
    /// <param name="to">The last day; null to the end.</param>
    public async Task WriteAsync(TextWriter page, Guid readerId, ConversationRow conversation, IReadOnlyList<Face> others, DateOnly? from, DateOnly? to, CancellationToken cancel)
    {
        await page.WriteAsync($"<!DOCTYPE html>\n<html lang=\"{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}\"><head><meta charset=\"utf-8\"><title>{Html(conversation.Title)}</title><style>{Style}</style></head>\n<body>\n<h1>{Html(conversation.Title)}</h1>\n");
        if (others.Count > 0) await page.WriteAsync($"<p><small>{Html(texts["export-people", string.Join(", ", others.Select(o => o.Name))])}</small></p>\n");
        await page.WriteAsync($"<p><small>{Html(texts["export-made", Moment(clock.UtcNow())])}</small></p>\n");

        DateOnly? day = null;
        var spot = from is { } first ? new Spot(On: first) : new Spot(After: 0);
        for (var isFirst = true; ; isFirst = false)
        {
            var rows = await reader.PageAsync(readerId, conversation.Id, spot, cancel);
            foreach (var row in rows.Lines)
            {
                var said = Town.DayOf(row.SentAt);
                if (said < from && isFirst) continue;
                if (said > to) goto end;
                if (said != day) await page.WriteAsync($"<h2>{Html(said.ToString("D", CultureInfo.CurrentCulture))}</h2>\n");
                day = said;
                await page.WriteAsync(Line(row));
            }

            if (!rows.HasNewer || rows.Lines.Count == 0) break;
            spot = new Spot(After: rows.Lines[^1].Seq);
        }

        end:
        await page.WriteAsync("</body></html>\n");
    }

    private string Line(MessageRow row)
    {
        var time = $"<time datetime=\"{row.SentAt:O}\">{Html(Town.Of(row.SentAt).ToString("t", CultureInfo.CurrentCulture))}</time>";
        if (row.Kind != MessageKind.Said) return $"<p><small>{time} {Html(MessageText.Note(row, texts))}</small></p>\n";

        var quote = row.ReplyTo is { } answered ? $"<blockquote>{Html(answered.AuthorName)}: {Html(answered.Excerpt)}</blockquote>" : "";
        var files = row.Files.Count == 0 ? "" : $"<ul>{string.Concat(row.Files.Select(f => $"<li>{Html(f.Name.Length > 0 ? f.Name : texts["picture"])}</li>"))}</ul>";
        var words = row.IsDeleted ? $"<small>{Html(texts["deleted"])}</small>" : Html(row.Body);
        return $"<p>{time} <strong>{Html(row.AuthorName)}</strong>{(row.EditedAt is not null && !row.IsDeleted ? $" <small>({Html(texts["edited"])})</small>" : "")}</p>\n{quote}<p>{words}</p>{files}\n";
    }

    private static string Moment(DateTime utc) => Town.Of(utc).ToString("f", CultureInfo.CurrentCulture);

    private static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
