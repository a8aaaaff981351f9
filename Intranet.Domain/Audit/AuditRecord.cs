namespace Intranet.Domain.Audit;

/// <summary>One security event: who, what, target, when, from where, result. Append-only; holds no text that people wrote.</summary>
public sealed class AuditRecord
{
    public Guid Id { get; private set; }
    public DateTime At { get; private set; }

    /// <summary>Null for the command line, the set-up link and people who are not signed in.</summary>
    public Guid? ActorId { get; private set; }

    /// <summary>A name in resources, such as <c>role-given</c>.</summary>
    public string Action { get; private set; } = "";

    /// <summary>The kind of thing, such as <c>employee</c> or <c>group</c>; empty when there is none.</summary>
    public string TargetKind { get; private set; } = "";
    public Guid? TargetId { get; private set; }

    /// <summary>The network address it came from; empty for the command line.</summary>
    public string Address { get; private set; } = "";

    /// <summary><c>done</c>, <c>refused</c> or <c>failed</c>.</summary>
    public string Result { get; private set; } = "";

    /// <summary>Counts and names of settings as <c>key=value</c> pairs, never what people wrote.</summary>
    public string Details { get; private set; } = "";

    public static AuditRecord Of(
        string action, DateTime now, Guid? actorId, string targetKind = "", Guid? targetId = null, string address = "", string result = "done", string details = "") =>
        new()
        {
            Id = Guid.CreateVersion7(), At = now, ActorId = actorId, Action = action, TargetKind = targetKind, TargetId = targetId,
            Address = address, Result = result, Details = details,
        };
}
