using Intranet.Domain.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Chat;

public sealed record ChatPreferencesForm
{
    public bool ShowsPresence { get; init; }
    public bool ShowsReading { get; init; }
    public bool MailsUnread { get; init; }
    public bool EnterSends { get; init; }

    /// <summary>What the organisation does not allow is not offered.</summary>
    public bool MayShowPresence { get; internal init; }

    /// <inheritdoc cref="MayShowPresence"/>
    public bool MayShowReading { get; internal init; }
}

/// <summary>How one colleague likes to chat, and what others see of them.</summary>
[Authorize]
[Route("settings/chat")]
public sealed class ChatPreferencesController(IntranetDb db, IStringLocalizer<SharedTexts> shared) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var mine = await db.ChatPreferences.AsNoTracking().FirstOrDefaultAsync(p => p.EmployeeId == me, cancel) ?? ChatPreferences.Of(me);
        var settings = await db.ChatSettings.AsNoTracking().SingleOrDefaultAsync(cancel) ?? new ChatSettings();
        return View(new ChatPreferencesForm
        {
            ShowsPresence = mine.ShowsPresence, ShowsReading = mine.ShowsReading, MailsUnread = mine.MailsUnread, EnterSends = mine.EnterSends,
            MayShowPresence = settings.AllowsPresence, MayShowReading = settings.AllowsReadReceipts,
        });
    }

    [HttpPost("")]
    public async Task<IActionResult> Update(ChatPreferencesForm form, CancellationToken cancel)
    {
        var me = User.EmployeeId();
        var mine = await db.ChatPreferences.FirstOrDefaultAsync(p => p.EmployeeId == me, cancel);
        if (mine is null) db.Add(mine = ChatPreferences.Of(me));
        mine.Choose(form.ShowsPresence, form.ShowsReading, form.MailsUnread, form.EnterSends);
        await db.SaveChangesAsync(cancel);
        this.Toast(shared["saved"]);
        return RedirectToAction(nameof(Edit));
    }
}
