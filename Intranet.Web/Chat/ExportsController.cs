using System.Text;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Intranet.Web.Chat;

/// <summary>A participant takes their own conversation along: as far as they may read it, and no further.</summary>
[Authorize]
public sealed class ExportsController(IntranetDb db, ConversationList list, ConversationExport export, AuditTrail audit, TimeProvider clock) : Controller
{
    /// <summary>By a form, so that no other site can start it.</summary>
    [HttpPost("/chat/{conversationId:guid}/export")]
    public async Task<IActionResult> Create(Guid conversationId, DateOnly? from, DateOnly? to, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return BadRequest();
        var me = User.EmployeeId();
        await db.SeatAsync(conversationId, me, cancel);
        var row = await list.OneAsync(me, conversationId, cancel);
        var others = (await list.FacesAsync([conversationId], me, cancel))[conversationId].ToList();
        audit.Add("conversation-exported", "conversation", conversationId);
        await db.SaveChangesAsync(cancel);

        Response.ContentType = "text/html; charset=utf-8";
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = $"chat-{Town.DayOf(clock.UtcNow()):yyyy-MM-dd}.html" }.ToString();
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        await using var page = new StreamWriter(Response.Body, new UTF8Encoding(false), bufferSize: 16 * 1024, leaveOpen: true);
        await export.WriteAsync(page, me, row, others, from, to, cancel);
        return new EmptyResult();
    }
}
