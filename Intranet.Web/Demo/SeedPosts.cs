using Intranet.Domain.Groups;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Demo;

/// <summary>Any number of posts over the past year, with comments and reactions: busy groups get most, and a few posts get many answers.</summary>
internal sealed class SeedPosts(IntranetDb db, SeedTexts texts, Skew skew, DateTime now)
{
    private const int Batch = 20_000;

    public async Task WriteAsync(int count, IReadOnlyList<SeedGroup> groups, Action<int> progress, CancellationToken cancel)
    {
        if (groups.Count == 0) return;

        // In order of time, as they would have come; ids rise with it.
        var moments = Enumerable.Range(0, count).Select(_ => skew.Between(now.AddDays(-365), now.AddMinutes(-1))).Order().ToArray();
        var latest = new Dictionary<Guid, (DateTime Post, DateTime Activity)>();
        for (var done = 0; done < count; done += Batch)
        {
            var posts = new List<object?[]>();
            var comments = new List<object?[]>();
            var reactions = new List<object?[]>();
            foreach (var moment in moments.Skip(done).Take(Batch))
            {
                var group = groups[skew.FewOften(groups.Count)];
                var activity = Write(group, Whole(moment), posts, comments, reactions);
                var known = latest.GetValueOrDefault(group.Group.Id);
                latest[group.Group.Id] = (Whole(moment), activity > known.Activity ? activity : known.Activity);
            }

            await db.WriteAsync(async () =>
            {
                await Posts.AddAsync(posts, cancel);
                await Comments.AddAsync(comments, cancel);
                await Reactions.AddAsync(reactions, cancel);
            }, cancel);
            progress(Math.Min(count, done + Batch));
        }

        await db.WriteAsync(async () =>
        {
            foreach (var (groupId, (post, activity)) in latest)
            {
                await db.Groups.Where(g => g.Id == groupId).ExecuteUpdateAsync(
                    set => set.SetProperty(g => g.LastPostAt, post).SetProperty(g => g.LastActivityAt, activity), cancel);
            }
        }, cancel);
    }

    private BulkInsert<Post> Posts { get; } = new(
        db, nameof(Post.Id), nameof(Post.GroupId), nameof(Post.AuthorId), nameof(Post.Body), nameof(Post.BodyHtml), nameof(Post.PublishedAt),
        nameof(Post.LastActivityAt), nameof(Post.CommentCount));

    private BulkInsert<Comment> Comments { get; } = new(
        db, nameof(Comment.Id), nameof(Comment.PostId), nameof(Comment.AuthorId), nameof(Comment.Body), nameof(Comment.BodyHtml), nameof(Comment.PublishedAt));

    private BulkInsert<Reaction> Reactions { get; } = new(
        db, nameof(Reaction.SubjectId), nameof(Reaction.Kind), nameof(Reaction.EmployeeId), nameof(Reaction.At));

    /// <returns>When something last happened with it.</returns>
    private DateTime Write(SeedGroup group, DateTime at, List<object?[]> posts, List<object?[]> comments, List<object?[]> reactions)
    {
        var id = Guid.CreateVersion7(at);
        var last = at;
        var answers = Math.Min(200, skew.Some(1.2));
        for (var n = 0; n < answers; n++)
        {
            var then = Whole(at.AddMinutes(3 + skew.Below(300) * (n + 1)));
            if (then >= now) then = Whole(now).AddMilliseconds(-1);
            if (then > last) last = then;
            var answer = texts.Answer();
            comments.Add([Guid.CreateVersion7(then), id, Active(group), answer.Markdown, answer.Html, then]);
        }

        foreach (var person in skew.Different(group.Members, Math.Min(group.Members.Count / 2, skew.Some(2.2))))
        {
            reactions.Add([id, (ReactionKind)skew.FewOften(4), person, Whole(at.AddMinutes(1))]);
        }

        var (markdown, html) = texts.Body();
        posts.Add([id, group.Group.Id, Active(group), markdown, html, at, last, answers]);
        return last;
    }

    private Guid Active(SeedGroup group) => group.Members[skew.FewOften(group.Members.Count)];

    private static DateTime Whole(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
}
