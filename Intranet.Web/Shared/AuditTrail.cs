using Intranet.Domain.Audit;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;

namespace Intranet.Web.Shared;

/// <summary>Adds audit records to what is about to be saved: the act and its record are committed together.</summary>
public sealed class AuditTrail(IntranetDb db, IHttpContextAccessor http, TimeProvider clock)
{
    /// <param name="action">A name in resources, such as <c>role-given</c>.</param>
    /// <param name="actorId">Null takes who is signed in, if anybody is.</param>
    /// <param name="details">Counts and names of settings as key=value; never what people wrote.</param>
    public AuditRecord Add(string action, string targetKind = "", Guid? targetId = null, string result = "done", string details = "", Guid? actorId = null)
    {
        var context = http.HttpContext;
        var asker = context?.User.Identity?.IsAuthenticated == true ? context.User.EmployeeId() : (Guid?)null;
        var address = context?.Connection.RemoteIpAddress?.ToString() ?? "";
        var record = AuditRecord.Of(action, clock.UtcNow(), actorId ?? asker, targetKind, targetId, address, result, details);
        db.Add(record);
        return record;
    }
}
