using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Intranet.Domain.Accounts;
using Intranet.Domain.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Intranet.Web.Chat;

public sealed record ChatSettingsForm
{
    public bool AllowsPresence { get; init; }
    public bool AllowsReadReceipts { get; init; }

    /// <summary>In days; empty is for ever.</summary>
    [Range(ChatSettings.MinKeepsDays, ChatSettings.MaxKeepsDays)]
    public int? DirectKeepsDays { get; init; }

    /// <inheritdoc cref="DirectKeepsDays"/>
    [Range(ChatSettings.MinKeepsDays, ChatSettings.MaxKeepsDays)]
    public int? SmallKeepsDays { get; init; }

    /// <inheritdoc cref="DirectKeepsDays"/>
    [Range(ChatSettings.MinKeepsDays, ChatSettings.MaxKeepsDays)]
    public int? GroupKeepsDays { get; init; }
}

/// <summary>What the organisation allows in chat, and how long it keeps what is said.</summary>
[Only(Role.Administrator), Route("admin/chat")]
public sealed class ChatSettingsController(IntranetDb db, ChatChoices choices, AuditTrail audit, IStringLocalizer<SharedTexts> shared) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancel)
    {
        var settings = await db.ChatSettings.AsNoTracking().SingleOrDefaultAsync(cancel) ?? new ChatSettings();
        return View(new ChatSettingsForm
        {
            AllowsPresence = settings.AllowsPresence, AllowsReadReceipts = settings.AllowsReadReceipts,
            DirectKeepsDays = settings.DirectKeepsDays, SmallKeepsDays = settings.SmallKeepsDays, GroupKeepsDays = settings.GroupKeepsDays,
        });
    }

    [HttpPost("")]
    public async Task<IActionResult> Update(ChatSettingsForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return this.TryAgain(nameof(Edit), form);

        var settings = await db.ChatSettings.SingleOrDefaultAsync(cancel);
        if (settings is null) db.Add(settings = new ChatSettings());
        settings.Allow(form.AllowsPresence, form.AllowsReadReceipts);
        settings.Keep(form.DirectKeepsDays, form.SmallKeepsDays, form.GroupKeepsDays);
        audit.Add("chat-settings-changed", details: string.Create(
            CultureInfo.InvariantCulture, $"presence={form.AllowsPresence} receipts={form.AllowsReadReceipts} direct={form.DirectKeepsDays} small={form.SmallKeepsDays} group={form.GroupKeepsDays}"));
        await db.SaveChangesAsync(cancel);
        choices.Forget();
        this.Toast(shared["saved"]);
        return RedirectToAction(nameof(Edit));
    }
}
