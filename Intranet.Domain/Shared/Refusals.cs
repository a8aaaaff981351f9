namespace Intranet.Domain.Shared;

/// <summary>Something was asked that the page should not have offered. One filter answers for pages and hubs alike.</summary>
/// <param name="rule">The rule's name in resources, such as <c>group-archived</c>.</param>
public sealed class RuleBrokenException(string rule) : Exception(rule)
{
    public string Rule => Message;
}

/// <summary>It does not exist, or the asker may not know that it does: the two look alike on purpose (404).</summary>
public sealed class NotThereException() : Exception("not-there");
