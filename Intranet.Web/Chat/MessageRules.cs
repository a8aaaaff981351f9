using System.Globalization;
using System.Text;
using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Shared;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>The content rules as chat asks them: a number may also come in pieces, over several messages in a row.</summary>
public sealed class MessageRules(IntranetDb db, RuleGate gate, ContentRuleSet ruleSet, TimeProvider clock)
{
    private static readonly TimeSpan InARow = TimeSpan.FromMinutes(2);
    private const int AtMost = 20;

    // Of all pages of one colleague: two pieces of a number, sent at once, must see each other.
    private static readonly KeyedTurns Turns = new();

    /// <summary>From before the rules are asked until what they allow is kept, what one colleague says goes one at a time.</summary>
    public static Task<IDisposable> TakeTurnAsync(Guid authorId, CancellationToken cancel) => Turns.TakeAsync(authorId, cancel);

    /// <param name="exceptClientId">The message itself, in case it was kept already and is only sent again.</param>
    /// <param name="saidAt">Of a message that is changed: it stands between those that were said then.</param>
    public async Task<RuleCheck> CheckAsync(Guid authorId, Guid conversationId, string? typed, bool confirmed, Guid exceptClientId, DateTime? saidAt, CancellationToken cancel)
    {
        var text = Readable(typed);
        // A draft is nobody's word yet: no confirmation is written down, and what a moderator allowed is kept for the message.
        var rules = exceptClientId == Guid.Empty ? gate.OfDraft(confirmed) : gate.Of(authorId, confirmed, cancel);
        if (!text.EnumerateRunes().Any(Rune.IsDigit) && !ruleSet.NamesCitizenNumber(text)) return await rules.CheckAsync(text, Surface.Message);

        var since = clock.UtcNow() - InARow;
        var own = db.Messages.AsNoTracking().Where(m => m.AuthorId == authorId && m.ConversationId == conversationId && m.ClientId != exceptClientId && m.Body != "");
        var before = await own.Where(m => m.SentAt >= since).OrderByDescending(m => m.SentAt).Take(AtMost).Select(m => m.Body).ToListAsync(cancel);
        before.Reverse();
        if (saidAt is not { } then) return await rules.CheckTogetherAsync(before, text, [], Surface.Message);

        // Who changes two lines after each other says something in pieces too, wherever they stand.
        var above = await own.Where(m => m.SentAt >= then - InARow && m.SentAt <= then && m.SentAt < since).OrderByDescending(m => m.SentAt).Take(AtMost).Select(m => m.Body).ToListAsync(cancel);
        var below = await own.Where(m => m.SentAt > then && m.SentAt <= then + InARow).OrderBy(m => m.SentAt).Take(AtMost).Select(m => m.Body).ToListAsync(cancel);
        above.Reverse();
        return await rules.CheckTogetherAsync([.. above, .. before], text, [.. below, .. before.Except(below)], Surface.Message);
    }

    /// <inheritdoc cref="RuleGate.AnswerForAsync"/>
    public Task<IReadOnlyList<Finding>> AnswerForAsync(Guid authorId, IReadOnlyList<Guid> fileIds, CancellationToken cancel) => gate.AnswerForAsync(authorId, fileIds, cancel);

    /// <summary>
    /// Control characters and halves of characters mean nothing to a reader, and a database may refuse them. A text of which
    /// nobody would see anything is no text.
    /// </summary>
    public static string Readable(string? typed)
    {
        if (typed is null || typed.EnumerateRunes().All(IsInvisible)) return "";

        var text = typed.ReplaceLineEndings("\n");
        if (!text.Any(unit => (char.IsControl(unit) && unit is not ('\n' or '\t')) || char.IsSurrogate(unit))) return text;

        var readable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t') readable.Append(rune.ToString());
        }

        return readable.ToString();
    }

    private static bool IsInvisible(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;
}
