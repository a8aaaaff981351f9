using Intranet.Domain.ContentRules;

namespace Intranet.Domain.Directory;

/// <summary>A colleague tells HR that something about somebody, mostly themselves, is not right. Gone once HR settled it.</summary>
public sealed class CorrectionRequest
{
    public const int MaxTextLength = 500;

    public Guid Id { get; private set; }

    /// <summary>About whom.</summary>
    public Guid EmployeeId { get; private set; }
    public Guid AskedById { get; private set; }
    public string Text { get; private set; } = "";
    public DateTime AskedAt { get; private set; }

    public static CorrectionRequest Ask(Guid employeeId, Guid askedById, CheckedText text, DateTime now) =>
        new() { Id = Guid.CreateVersion7(), EmployeeId = employeeId, AskedById = askedById, Text = text.Value, AskedAt = now };
}
