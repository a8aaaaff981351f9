using Intranet.Infrastructure.Accounts;
using Intranet.Infrastructure.Data;
using Intranet.Web.Branding;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Accounts;

/// <summary>What an authenticator app needs: a picture to scan, a link to open, or a key to type.</summary>
/// <param name="TypedKey">In groups of four.</param>
/// <param name="Address"><c>otpauth:</c>, which opens the app on the phone that shows it.</param>
public sealed record AppSetup(string TypedKey, string Address, QrCode Qr);

/// <summary>Shows the key that is waiting to be scanned.</summary>
public sealed class AppSetups(IntranetDb db, SecondFactor secondFactor, OrganisationCache organisations)
{
    public async Task<AppSetup> ShowAsync(Guid employeeId, CancellationToken cancel)
    {
        var key = await secondFactor.PendingKeyAsync(employeeId, cancel);
        var email = await db.Employees.Where(e => e.Id == employeeId).Select(e => e.Email).OneAsync(cancel);
        var site = Uri.EscapeDataString((await organisations.GetAsync(cancel)).SiteName);
        var address = $"otpauth://totp/{site}:{Uri.EscapeDataString(email)}?secret={key}&issuer={site}&algorithm=SHA1&digits=6&period=30";
        return new AppSetup(string.Join(' ', key.Chunk(4).Select(four => new string(four))), address, QrCode.Of(address));
    }
}
