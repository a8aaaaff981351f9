using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.ContentRules;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Infrastructure.Groups;

/// <summary>Names and descriptions of groups, for a rule that looks back. Some groups are secret: only counts. A group cannot do without its name, so who runs it changes it.</summary>
public sealed class GroupTexts(IntranetDb db) : IKeptTexts
{
    public Surface Surface => Surface.GroupDescription;

    public bool IsPrivate => true;

    public IQueryable<KeptText> Texts => db.Groups.AsNoTracking().Select(g => new KeptText { Id = g.Id, Text = g.Name + "\n" + g.Description });

    public Task<bool> PurgeAsync(Guid id, CancellationToken cancel) => Task.FromResult(false);
}
