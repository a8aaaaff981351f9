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
        var record = Of(action, targetKind, targetId, result, details, actorId);
        db.Add(record);
        return record;
    }

    /// <summary>The same that happened to many at once, such as thousands whom a rule brings into a group. Only inside <see cref="IntranetDb.WriteAsync{T}"/>.</summary>
    /// <inheritdoc cref="Add"/>
    public Task AddManyAsync(string action, string targetKind, IEnumerable<(Guid TargetId, string Details)> events, CancellationToken cancel) =>
        new BulkInsert<AuditRecord>(db).AddAsync([.. events.Select(e => Of(action, targetKind, e.TargetId, "done", e.Details, actorId: null))], cancel);

    private AuditRecord Of(string action, string targetKind, Guid? targetId, string result, string details, Guid? actorId)
    {
        var context = http.HttpContext;
        var asker = context?.User.Identity?.IsAuthenticated == true ? context.User.EmployeeId() : (Guid?)null;
        var address = context?.Connection.RemoteIpAddress?.ToString() ?? "";
        return AuditRecord.Of(action, clock.UtcNow(), actorId ?? asker, targetKind, targetId, address, result, details);
    }
}
