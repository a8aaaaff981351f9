using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;

namespace Intranet.Tests.Shared;

/// <summary>A search that finds nothing proves nothing unless it finds what is there.</summary>
public sealed class CanaryTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task What_is_kept_in_a_table_or_a_file_is_found()
    {
        const string text = "kanarie-4711";
        Assert.Empty(await Canary.FindAsync(app, text));

        await app.WithDbAsync(async db =>
        {
            db.Add(Notice.Tell(app.Cast.Sanne.Id, NoticeKind.ContentRemoved, null, Guid.CreateVersion7(), null, TimeProvider.System.UtcNow(), text));
            await db.SaveChangesAsync();
        });
        await File.WriteAllTextAsync(Path.Combine(app.Data, "note.txt"), text);

        var places = await Canary.FindAsync(app, text);
        Assert.Contains("table notices.reason", places);
        Assert.Contains("file note.txt", places);
    }
}
