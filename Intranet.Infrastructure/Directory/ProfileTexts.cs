using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Directory;

/// <summary>What colleagues wrote about themselves, for a rule that looks back.</summary>
public sealed class ProfileTexts(IntranetDb db) : IKeptTexts
{
    public Surface Surface => Surface.Profile;

    public IAsyncEnumerable<KeptText> ReadAsync() => db.Employees.AsNoTracking().Where(e => e.About != "" || e.AskMeAbout != "")
        .OrderBy(e => e.Id).Select(e => new KeptText(e.Id, e.About + "\n" + e.AskMeAbout)).AsAsyncEnumerable();
}
