using Intranet.Domain.ContentRules;

namespace Intranet.Infrastructure.ContentRules;

/// <summary>One kind of text that is on the intranet already: where it is, and how it goes out of sight. <see cref="KeptPlaces"/> has them all.</summary>
public interface IKeptTexts
{
    /// <summary>Table and column, such as <c>poll_options.text</c>: what was found remembers where.</summary>
    string Name { get; }

    Surface Surface { get; }

    /// <summary>Not even administrators read along: of these only counts are shown.</summary>
    bool IsPrivate => false;

    /// <summary>How many are looked at before others have their turn: not more than a minute's work.</summary>
    int AtOnce => 200;

    /// <summary>All that people can see, in no order. Ids rise with time.</summary>
    IQueryable<KeptText> Texts { get; }

    /// <summary>Every objection of every rule to one of them.</summary>
    Task<IReadOnlyList<Finding>> FindAsync(ContentRuleSet rules, KeptText text, CancellationToken cancel) => Task.FromResult(rules.Find(text.Text));

    /// <summary>What else the same words are, or were, the text of: what was judged to be fine there is not brought up again here.</summary>
    Task<IReadOnlyList<Guid>> ElsewhereAsync(Guid id, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Guid>>([]);

    /// <summary>Takes it out of sight, because a rule objects to it after all. Nothing is lost by it.</summary>
    /// <param name="covered">The same without the spots that rules object to, for where that is enough.</param>
    /// <returns>What <see cref="ShowAsync"/> needs to show it again; null when it is gone or changed meanwhile.</returns>
    Task<string?> HideAsync(KeptText text, CheckedText covered, CancellationToken cancel);

    /// <summary>Shows again what was hidden, unless somebody changed it since.</summary>
    Task ShowAsync(Guid id, string withheld, CancellationToken cancel);

    /// <summary>What was hidden goes for good, in every version that is kept.</summary>
    Task PurgeAsync(Guid id, CancellationToken cancel);
}

/// <summary>A text and what it is the text of.</summary>
public sealed record KeptText
{
    /// <summary>Of some several have the same, each of another author.</summary>
    public Guid Id { get; init; }

    /// <summary>Null when nobody alone wrote it.</summary>
    public Guid? AuthorId { get; init; }
    public string Text { get; init; } = "";
}
