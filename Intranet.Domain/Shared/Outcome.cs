using System.Diagnostics.CodeAnalysis;
using Intranet.Domain.ContentRules;

namespace Intranet.Domain.Shared;

/// <summary>What a doer answers when the page may have to explain a refusal: the thing that was made, or why not.</summary>
/// <param name="Value">Null when it was refused.</param>
/// <param name="Findings">What the content rules object to; may hold confirmed warnings when it was accepted.</param>
public sealed record Outcome<T>(T? Value, IReadOnlyList<Finding> Findings)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Accepted => Value is not null;
}
