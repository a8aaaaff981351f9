using System.Net;
using Intranet.Domain.Chat;
using Intranet.Infrastructure.Accounts;
using Intranet.Tests.Accounts;
using Intranet.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Security;

/// <summary>A backup of last night is put back. S91.</summary>
public sealed class AfterRestoreTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task Sessions_and_links_of_the_backup_are_dead_and_chat_begins_a_new_count()
    {
        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.PostAsync($"/chat/with/{app.Cast.Fatima.Id}", await johan.SeeAsync("/settings/language"));
        var invited = await app.NewcomerAsync("Iris", Domain.Directory.EmployeeState.Invited);
        var link = "";
        await app.WithScopeAsync(async services => link = await services.GetRequiredService<EntryLinks>().MakeAsync(invited.Id, EntryPurpose.Invitation, CancellationToken.None));
        Assert.True(await johan.IsInAsync());
        var before = await EpochAsync();

        await app.WithScopeAsync(services => services.GetRequiredService<AfterRestore>().RunAsync(CancellationToken.None));
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(await johan.IsInAsync());
        using var iris = app.Outsider();
        Assert.NotEqual(HttpStatusCode.OK, (await iris.GetAsync($"/claim/{link}")).StatusCode);
        Assert.Equal(before + 1, await EpochAsync());
    }

    private Task<int> EpochAsync() => app.WithDbAsync(db => db.Conversations.Where(c => c.Kind == ConversationKind.Direct).Select(c => c.Epoch).FirstAsync());
}
