using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Directory;

/// <summary>What colleagues wrote about themselves, for a rule that looks back.</summary>
public sealed class ProfileTexts(IntranetDb db) : IKeptTexts
{
    public Surface Surface => Surface.Profile;

    public IQueryable<KeptText> Texts => db.Employees.AsNoTracking().Where(e => e.About != "" || e.AskMeAbout != "")
        .Select(e => new KeptText { Id = e.Id, AuthorId = e.Id, Text = e.About + "\n" + e.AskMeAbout });

    public async Task<bool> PurgeAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Employees.FirstOrDefaultAsync(e => e.Id == id, cancel) is not { } person) return false;
        person.TellAboutSelf(CheckedText.Empty, CheckedText.Empty, person.WorkingDays);
        await db.SaveChangesAsync(cancel);
        return true;
    }
}
