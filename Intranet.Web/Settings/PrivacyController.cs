using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intranet.Web.Settings;

public sealed record PrivacyPage(OwnProfile Profile, OwnAmounts Amounts);

/// <summary>"Privacy en gegevens": what colleagues see, who reads what, and everything about oneself in one file.</summary>
[Authorize, ForGuests]
[Route("settings/privacy")]
public sealed class PrivacyController(OwnDataReader own, IntranetDb db, AuditTrail audit, TimeProvider clock) : Controller
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancel)
    {
        var id = User.EmployeeId();
        return View("Show", new PrivacyPage(await own.ProfileAsync(id, cancel), await own.CountAsync(id, cancel)));
    }

    /// <summary>Holds every chat message that somebody wrote, so it asks for proof of the last ten minutes.</summary>
    [HttpPost("download"), FreshProof]
    public async Task<IActionResult> Download(CancellationToken cancel)
    {
        audit.Add("own-data-downloaded", "employee", User.EmployeeId());
        await db.SaveChangesAsync(cancel);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(await own.ReadAsync(User.EmployeeId(), cancel), Readable);
        return File(bytes, "application/json", $"plein-{clock.UtcNow():yyyy-MM-dd}.json");
    }
}
