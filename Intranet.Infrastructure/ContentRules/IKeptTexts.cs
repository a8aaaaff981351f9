using Intranet.Domain.ContentRules;

namespace Intranet.Infrastructure.ContentRules;

/// <summary>One kind of text that is on the intranet already. Each feature says where its own are.</summary>
public interface IKeptTexts
{
    Surface Surface { get; }

    /// <summary>Not even administrators read along: of these only counts are shown.</summary>
    bool IsPrivate => false;

    /// <summary>Newest first.</summary>
    IAsyncEnumerable<KeptText> ReadAsync();

    /// <summary>Takes it out of sight, because a rule objects to it after all.</summary>
    /// <returns>Who wrote it; null when it is gone already, or cannot be hidden by itself.</returns>
    Task<Guid?> HideAsync(Guid id, CancellationToken cancel) => Task.FromResult<Guid?>(null);
}

/// <summary>A text and what it is the text of.</summary>
public sealed record KeptText(Guid Id, string Text);
