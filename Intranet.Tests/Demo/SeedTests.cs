using Intranet.Domain.Chat;
using Intranet.Web.Demo;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Tests.Demo;

public sealed class SeedTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task What_was_asked_for_is_there_and_every_derived_number_is_true()
    {
        await SeedCommand.FillAsync(app.Services, people: 60, groups: 12, posts: 400, messages: 300, _ => { }, CancellationToken.None);
        await app.WithDbAsync(async db =>
        {
            Assert.Equal(60, await db.Employees.CountAsync(e => e.Email.EndsWith("@seed.example") && e.State == Domain.Directory.EmployeeState.Active));
            Assert.Equal(12, await db.Groups.CountAsync(g => g.Description.StartsWith("Alles over ")));
            Assert.Equal(400, await db.Posts.CountAsync());
            Assert.Equal(300, await db.Messages.CountAsync(m => m.Kind == MessageKind.Said));
            Assert.True(await db.Comments.AnyAsync());
            Assert.True(await db.Reactions.AnyAsync());

            Assert.False(await db.Posts.AnyAsync(p => p.CommentCount != db.Comments.Count(c => c.PostId == p.Id)));
            Assert.False(await db.Posts.AnyAsync(p => p.LastActivityAt < p.PublishedAt || db.Comments.Any(c => c.PostId == p.Id && c.PublishedAt > p.LastActivityAt)));
            Assert.False(await db.Groups.AnyAsync(g => db.Posts.Any(p => p.GroupId == g.Id && (g.LastPostAt == null || p.PublishedAt > g.LastPostAt || p.LastActivityAt > g.LastActivityAt))));
            Assert.False(await db.Posts.AnyAsync(p => !db.Memberships.Any(m => m.GroupId == p.GroupId && m.EmployeeId == p.AuthorId)));

            Assert.False(await db.Conversations.AnyAsync(c => c.LastSeq != db.Messages.Count(m => m.ConversationId == c.Id)));
            Assert.False(await db.Conversations.AnyAsync(c => c.LastSaidSeq != c.LastSeq || c.Participants.Any(p => p.LastReadSeq > c.LastSeq)));
            Assert.False(await db.Messages.AnyAsync(m => !db.Conversations.Any(c => c.Id == m.ConversationId && c.Participants.Any(p => p.EmployeeId == m.AuthorId))));
        });
    }

    [Fact]
    public async Task Groups_come_in_every_size()
    {
        await using var empty = new IntranetApp();
        await empty.InitializeAsync();
        await SeedCommand.FillAsync(empty.Services, people: 100, groups: 20, posts: 0, messages: 0, _ => { }, CancellationToken.None);
        var sizes = await empty.WithDbAsync(db => db.Groups.Where(g => g.Description.StartsWith("Alles over ")).Select(g => g.Memberships.Count).ToListAsync());
        Assert.Contains(sizes, size => size >= 100);
        Assert.Contains(sizes, size => size < 20);
        Assert.All(sizes, size => Assert.True(size >= 3));
    }
}
