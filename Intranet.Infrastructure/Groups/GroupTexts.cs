using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Groups;

/// <summary>Names and descriptions of groups, for a rule that looks back. Some groups are secret: only counts.</summary>
public sealed class GroupTexts(IntranetDb db) : IKeptTexts
{
    public Surface Surface => Surface.GroupDescription;

    public bool IsPrivate => true;

    public IAsyncEnumerable<KeptText> ReadAsync() => db.Groups.AsNoTracking()
        .OrderByDescending(g => g.LastActivityAt).Select(g => new KeptText(g.Id, g.Name + "\n" + g.Description)).AsAsyncEnumerable();
}
