using Intranet.Domain.ContentRules;
using Intranet.Domain.Files;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.ContentRules.Files;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Files;

/// <summary>What is in files that were taken in before a rule became stricter. One that a rule refuses now is read by nobody.</summary>
public sealed class KeptFiles(IntranetDb db, IFileStore store, FileReader reader, FileKeeper keeper) : IKeptTexts
{
    public string Name => "files";

    public Surface Surface => Surface.FileName;

    public bool IsPrivate => true;

    /// <summary>Reading one may take half a minute.</summary>
    public int AtOnce => 3;

    /// <summary>The text is their name alone; what is in them is read when it is their turn. A picture holds none.</summary>
    public IQueryable<KeptText> Texts => db.Files.AsNoTracking().Where(f => f.Width == 0 && f.Place != FilePlace.Withheld)
        .Select(f => new KeptText { Id = f.Id, AuthorId = f.UploadedById, Text = f.Name });

    public async Task<IReadOnlyList<Finding>> FindAsync(ContentRuleSet rules, KeptText text, CancellationToken cancel)
    {
        var hash = await db.Files.Where(f => f.Id == text.Id).Select(f => f.Hash).FirstOrDefaultAsync(cancel);
        await using var content = hash is null ? null : store.Open(hash);
        if (content is null) return [];

        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, cancel);
        List<Finding> findings = [];
        await reader.ReadAsync(bytes, text.Text, part => findings.AddRange(rules.Find(part.Text, part.FileName)), cancel);

        // Their places mean nothing in its name.
        return [.. findings.DistinctBy(finding => (finding.Rule, finding.Verdict)).Select(finding => finding with { Start = 0, Length = 0 })];
    }

    public Task<string?> HideAsync(KeptText text, CheckedText covered, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var file = await db.Files.AsTracking().FirstOrDefaultAsync(f => f.Id == text.Id && f.Place != FilePlace.Withheld, cancel);
        var place = file?.Withhold();
        await db.SaveChangesAsync(cancel);
        return place;
    }, cancel);

    public Task ShowAsync(Guid id, string withheld, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        (await db.Files.AsTracking().FirstOrDefaultAsync(f => f.Id == id, cancel))?.GiveBack(withheld);
        await db.SaveChangesAsync(cancel);
    }, cancel);

    public async Task PurgeAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Files.Where(f => f.Id == id && f.Place == FilePlace.Withheld).Select(f => f.Hash).FirstOrDefaultAsync(cancel) is { } hash) await keeper.ForgetAsync(id, hash, cancel);
    }
}
