using Intranet.Domain.ContentRules;
using Intranet.Domain.Shared;

namespace Intranet.Domain.Moderation;

/// <summary>What one moderator wants the others to know about a case. Only moderators read it.</summary>
public sealed class CaseNote
{
    public const int MaxLength = 1_000;

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public Guid AuthorId { get; private set; }
    public string Words { get; private set; } = "";
    public DateTime WrittenAt { get; private set; }

    /// <exception cref="RuleBrokenException">There are no words, or the case is about them.</exception>
    public static CaseNote Write(Case matter, Guid authorId, CheckedText words, DateTime now)
    {
        if (authorId == matter.AboutId) throw new RuleBrokenException("about-yourself");
        if (words.Value.Length is 0 or > MaxLength) throw new RuleBrokenException("note-empty");
        return new CaseNote { Id = Guid.CreateVersion7(), CaseId = matter.Id, AuthorId = authorId, Words = words.Value, WrittenAt = now };
    }
}
