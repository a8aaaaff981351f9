using System.Globalization;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Chat;

/// <summary>A part of a conversation as it goes over HTTP: the rows, and for our own page each as a fragment.</summary>
/// <param name="Html">One fragment for each row, in their order; null unless asked for.</param>
public sealed record RowsAnswer(Guid ConversationId, int Epoch, long Head, bool More, bool HasNewer, bool Reset, IReadOnlyList<MessageRow> Rows, IReadOnlyList<string>? Html);

/// <param name="Unread">In all of them together, what is muted left out: the number in the menu.</param>
public sealed record ListAnswer(Heads Sums, int Unread, IReadOnlyList<ConversationRow> Conversations);

public sealed record UnreadAnswer(Heads Sums, int Unread);

/// <summary>The truth behind the live events, to be fetched after each <c>Ready</c>. Documented in README.md.</summary>
[Authorize]
[Route("chat")]
public sealed class ChatDataController(ConversationReader reader, ConversationList list, MessageFragments fragments) : ControllerBase
{
    private const int MaxCursors = 100;

    [HttpGet("conversations")]
    public async Task<IActionResult> Conversations(CancellationToken cancel)
    {
        // The sums first: what comes in between shows up as a difference at the next comparison, never the other way round.
        var sums = await list.SumAsync(User.EmployeeId(), cancel);
        var rows = await list.ReadAsync(User.EmployeeId(), including: null, cancel);
        return ChatJson.Answer(new ListAnswer(sums, rows.Sum(row => row.Counts), rows));
    }

    [HttpGet("conversations/{conversationId:guid}")]
    public async Task<IActionResult> Conversation(Guid conversationId, CancellationToken cancel) =>
        ChatJson.Answer(await list.OneAsync(User.EmployeeId(), conversationId, cancel));

    /// <summary>The number in the menu, and the sums that belong to it.</summary>
    [HttpGet("unread")]
    public async Task<IActionResult> Unread(CancellationToken cancel)
    {
        var sums = await list.SumAsync(User.EmployeeId(), cancel);
        return ChatJson.Answer(new UnreadAnswer(sums, await list.UnreadAsync(User.EmployeeId(), cancel)));
    }

    /// <summary>The newest lines; or those before a number, after it, around it, or around the beginning of a day. Oldest first.</summary>
    [HttpGet("conversations/{conversationId:guid}/messages")]
    public async Task<IActionResult> Messages(Guid conversationId, [FromQuery] Spot spot, bool html, CancellationToken cancel) =>
        !ModelState.IsValid ? BadRequest() : ChatJson.Answer(await WithHtmlAsync(await reader.PageAsync(User.EmployeeId(), conversationId, spot, cancel), html));

    [HttpGet("conversations/{conversationId:guid}/changes")]
    public async Task<IActionResult> Changes(Guid conversationId, long after, int? epoch, bool html, CancellationToken cancel) =>
        !ModelState.IsValid ? BadRequest() : ChatJson.Answer(await WithHtmlAsync(await reader.ChangesAsync(User.EmployeeId(), conversationId, after, epoch, cancel), html));

    /// <summary>Catching up for many conversations at once.</summary>
    /// <param name="after"><c>conversation:number</c> or <c>conversation:number:epoch</c>, separated by commas.</param>
    [HttpGet("changes")]
    public async Task<IActionResult> CatchUp(string? after, bool html, CancellationToken cancel)
    {
        var cursors = new List<(Guid, long, int?)>();
        foreach (var cursor in (after ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (cursors.Count == MaxCursors || !TryRead(cursor, out var read)) return BadRequest();
            cursors.Add(read);
        }

        var answers = new List<RowsAnswer>(cursors.Count);
        foreach (var rows in await reader.CatchUpAsync(User.EmployeeId(), cursors, cancel)) answers.Add(await WithHtmlAsync(rows, html));
        return ChatJson.Answer(answers);
    }

    private static bool TryRead(string cursor, out (Guid, long, int?) read)
    {
        read = default;
        if (cursor.Split(':') is not [var id, var number, .. { Length: <= 1 } rest]) return false;
        if (!Guid.TryParse(id, out var conversationId) || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var after)) return false;

        int? epoch = null;
        if (rest is [var typed])
        {
            if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var known)) return false;
            epoch = known;
        }

        read = (conversationId, after, epoch);
        return true;
    }

    private async Task<RowsAnswer> WithHtmlAsync(Rows rows, bool html)
    {
        List<string>? written = null;
        if (html)
        {
            var language = Language();
            written = new List<string>(rows.Lines.Count);
            foreach (var row in rows.Lines) written.Add(await fragments.RenderAsync(rows.ConversationId, row, language));
        }

        return new RowsAnswer(rows.ConversationId, rows.Epoch, rows.Head, rows.More, rows.HasNewer, rows.Reset, rows.Lines, written);
    }

    private static string Language() => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is var name && WebShell.Languages.Contains(name) ? name : WebShell.Languages[0];
}
