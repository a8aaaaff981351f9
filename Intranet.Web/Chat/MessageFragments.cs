using System.Collections.Frozen;
using System.Globalization;
using Intranet.Web.Shared;

namespace Intranet.Web.Chat;

/// <summary>A line as our own page shows it.</summary>
/// <param name="IsFirst">Of what its author said in a row: it shows face and name. The script says so itself of lines that come later.</param>
/// <param name="IsLast">Of what its author said in a row: it shows the time.</param>
/// <param name="IsOwn">Only known where the page of one reader is written; events look the same for all.</param>
public sealed record MessageView(Guid ConversationId, MessageRow Row, bool IsFirst = true, bool IsLast = true, bool IsOwn = false);

/// <summary>The same fragment for live events as for pages: written once for all who get it.</summary>
public sealed class MessageFragments(Partials partials)
{
    private static readonly FrozenDictionary<string, CultureInfo> Languages = WebShell.Languages.ToFrozenDictionary(name => name, CultureInfo.GetCultureInfo);

    public Task<string> RenderAsync(Guid conversationId, MessageRow row, string language) =>
        partials.RenderAsync("/Chat/Views/_Message.cshtml", new MessageView(conversationId, row), Languages[language]);
}
