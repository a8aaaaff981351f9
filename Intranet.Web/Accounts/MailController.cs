using Intranet.Domain.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Notifications.Mail;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Accounts;

/// <summary>Mail that waits in the folder because no mail server is configured: so that a first evaluation needs none.</summary>
[Route("admin/mail"), Only(Role.Administrator)]
public sealed class MailController(MailFolder folder, AuditTrail audit, IntranetDb db) : Controller
{
    private const int AtMost = 200;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel) => View("Index", await folder.ListAsync(AtMost, cancel));

    /// <summary>A mail may hold a link that lets its reader in as its receiver: who reads one is in the audit log.</summary>
    [HttpGet("{name}")]
    public async Task<IActionResult> Show(string name, CancellationToken cancel)
    {
        if (await folder.ReadAsync(name, cancel) is not { } mail) return NotFound();

        audit.Add("mail-read", details: $"mail={mail.Name}");
        await db.SaveChangesAsync(cancel);
        return View("Show", mail);
    }
}
