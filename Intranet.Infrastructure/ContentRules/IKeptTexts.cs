using Intranet.Domain.ContentRules;

namespace Intranet.Infrastructure.ContentRules;

/// <summary>One kind of text that is on the intranet already. Each feature says where its own are, and how they go out of sight.</summary>
public interface IKeptTexts
{
    Surface Surface { get; }

    /// <summary>Not even administrators read along: of these only counts are shown.</summary>
    bool IsPrivate => false;

    /// <summary>All that people can see, in no order. Ids rise with time.</summary>
    IQueryable<KeptText> Texts { get; }

    /// <summary>Takes it out of sight, because a rule objects to it after all. Nothing is lost by it.</summary>
    /// <returns>False when it is gone already, or cannot be hidden by itself.</returns>
    Task<bool> HideAsync(Guid id, CancellationToken cancel) => Task.FromResult(false);

    /// <summary>Shows again what was hidden.</summary>
    Task ShowAsync(Guid id, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The words go for good, in every version that is kept.</summary>
    /// <returns>False when it is none of these, or only its owner can change it.</returns>
    Task<bool> PurgeAsync(Guid id, CancellationToken cancel);
}

/// <summary>A text and what it is the text of.</summary>
public sealed record KeptText
{
    public Guid Id { get; init; }

    /// <summary>Null when nobody alone wrote it.</summary>
    public Guid? AuthorId { get; init; }
    public string Text { get; init; } = "";
}
