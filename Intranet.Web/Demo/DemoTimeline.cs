using Intranet.Domain.ContentRules;
using Intranet.Domain.Directory;
using Intranet.Domain.Files;
using Intranet.Domain.Groups;
using Intranet.Domain.Moderation;
using Intranet.Domain.Notifications;
using Intranet.Domain.Shared;
using Intranet.Domain.Timeline;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Timeline;

namespace Intranet.Web.Demo;

/// <summary>Tells the week in posts, comments and reactions, in the order in which they happened.</summary>
internal sealed class DemoTimeline(IntranetDb db, ProseRenderer prose, MentionFinder mentions, DemoPictures pictures)
{
    private int seed = 20_000;

    public async Task FillAsync(DemoStage stage, CancellationToken cancel)
    {
        // An earlier comment can answer a post that is told further on, so everything is put in order first.
        var happenings = new PriorityQueue<Func<Task>, DateTime>();
        foreach (var told in stage.Week.Posts)
        {
            var at = stage.Time.Read(told.At);
            Post? post = null;
            happenings.Enqueue(async () => post = await PublishAsync(stage, told, at, cancel), at);
            foreach (var answer in told.Comments)
            {
                var answeredAt = stage.Time.Read(answer.At, after: at);
                happenings.Enqueue(() => CommentAsync(stage, post!, answer, answeredAt, cancel), answeredAt);
            }
        }

        while (happenings.TryDequeue(out var happen, out _)) await happen();
        await db.SaveChangesAsync(cancel);
    }

    private async Task<Post> PublishAsync(DemoStage stage, DemoPost told, DateTime at, CancellationToken cancel)
    {
        var author = stage.People[told.Author];
        var group = stage.Groups[told.Group];
        var body = stage.Checked(told.Body, Surface.Post);
        var named = await mentions.FindAsync(body.Value, group.Id, at, [], cancel);
        var post = Post.Publish(author, group, stage.Checked(told.Title, Surface.Post), prose.Render(body, named), told.Images is not null || told.Files is not null, at);
        db.Add(post);
        Shape(stage, post, group, told, at);
        if (told.Pinned) post.Pin(author.Id, alreadyPinned: 0, at);
        if (told.ImportantDays is { } days) post.MarkImportant(author.Id, days, at);
        Remember(stage, post.Id, group, author, named, at);
        if (told.ImportantDays is not null) TellEverybody(stage, post, at);
        Acknowledge(stage, post, told.ReadBy, at);

        var position = 0;
        foreach (var image in told.Images ?? [])
        {
            var file = await pictures.TakeAsync($"scenes/{image.File}", author.Id, at, cancel);
            file.HangOn(FilePlace.Post, post.Id, position++, stage.Checked(image.Alt, Surface.AltText));
        }

        foreach (var name in told.Files ?? [])
        {
            var file = await pictures.TakeDocumentAsync(stage, name, author.Id, at, cancel);
            file.HangOn(FilePlace.Post, post.Id, position++, CheckedText.Empty);
        }

        React(stage, post.Id, group, author, told.Reactions, at);
        Report(stage, CaseKind.Post, post.Id, group, author, told.Reports ?? [], at);
        return post;
    }

    /// <summary>What makes it more than text, and how colleagues answered.</summary>
    private void Shape(DemoStage stage, Post post, Group group, DemoPost told, DateTime at)
    {
        var others = stage.People.Values.Where(e => e.MaySignIn && e.Id != post.AuthorId && group.Has(e.Id) && stage.ReadUntil(e.Id) >= at).ToList();
        if (told.Question) post.AskQuestion();
        if (told.Poll is { } poll)
        {
            post.AskPoll([.. poll.Select(option => stage.Checked(option.Text, Surface.PollOption))], isMultiple: false, isAnonymous: true, hidesResults: false, closesAt: null);
            var voters = new Queue<Employee>(DemoStage.Draw(others, seed++));
            foreach (var (option, votes) in post.Poll!.Options.Zip(poll, (option, choice) => (option, choice.Votes)))
            {
                for (var i = 0; i < votes && voters.TryDequeue(out var voter); i++) db.AddRange(post.Poll.Vote(voter.Id, [option.Id], at));
            }
        }

        if (told.Event is { } planned)
        {
            var day = stage.Time.WorkingDay(planned.Day);
            post.Plan(GatheringTime.At(day.Add(planned.From.ToTimeSpan()), day.Add(planned.Until.ToTimeSpan()), DemoTime.Town, isAllDay: false), stage.Checked(planned.Location, Surface.Post), max: null);
            var invited = DemoStage.Draw(others, seed++).Take(planned.Coming + planned.Maybe).ToList();
            db.AddRange(invited.Select((e, i) => post.Gathering!.Answer(e.Id, i < planned.Coming ? GatheringAnswer.Coming : GatheringAnswer.Maybe, i, at)));
        }
    }

    private async Task CommentAsync(DemoStage stage, Post post, DemoComment told, DateTime at, CancellationToken cancel)
    {
        var author = stage.People[told.Author];
        var body = stage.Checked(told.Body, Surface.Comment);
        var named = await mentions.FindAsync(body.Value, post.GroupId, post.PublishedAt, [], cancel);
        var comment = Comment.Say(author, post, replyTo: null, prose.Render(body, named), at);
        db.Add(comment);
        Remember(stage, comment.Id, post.Group, author, named, at);
        var isToldAlready = named.Any(m => m.Id == post.AuthorId);
        if (post.AuthorId != author.Id && !isToldAlready) db.Add(stage.Tell(post.AuthorId, NoticeKind.CommentOnYourPost, author, comment.Id, post.GroupId, at));
        if (told.Answer) post.Accept(post.AuthorId, comment);
        React(stage, comment.Id, post.Group, author, told.Reactions ?? new Dictionary<ReactionKind, int>(), at);
        Report(stage, CaseKind.Comment, comment.Id, post.Group, author, told.Reports ?? [], at);
    }

    private void Remember(DemoStage stage, Guid subjectId, Group group, Employee author, IReadOnlyList<Mention> named, DateTime at)
    {
        foreach (var mention in named)
        {
            db.Add(MentionRecord.Of(subjectId, mention));
            if (!mention.IsGroup && mention.Id != author.Id) db.Add(stage.Tell(mention.Id, NoticeKind.Mention, author, subjectId, group.Id, at));
        }
    }

    private void TellEverybody(DemoStage stage, Post post, DateTime at)
    {
        foreach (var reader in stage.People.Values.Where(e => e.Id != post.AuthorId && e.MaySignIn))
        {
            db.Add(stage.Tell(reader.Id, NoticeKind.ImportantPost, post.Author, post.Id, post.GroupId, at));
        }
    }

    /// <summary>Not by those who are behind: the accounts to try find it on top.</summary>
    private void Acknowledge(DemoStage stage, Post post, int count, DateTime at)
    {
        var readers = stage.People.Where(p => p.Value.MaySignIn && p.Value.Id != post.AuthorId && !stage.Week.ReadUntil.ContainsKey(p.Key)).Select(p => p.Value).ToList();
        foreach (var reader in DemoStage.Draw(readers, seed++).Take(count)) db.Add(Acknowledgement.Of(post.Id, reader.Id, at.AddHours(1)));
    }

    private void Report(DemoStage stage, CaseKind kind, Guid subjectId, Group group, Employee author, IReadOnlyList<DemoReport> reports, DateTime at)
    {
        if (reports.Count == 0) return;

        var matter = Case.Open(kind, subjectId, author.Id, group.Id, stage.Time.Read(reports[0].At, after: at));
        foreach (var told in reports) matter.Report(stage.People[told.Person].Id, told.Reason, stage.Checked(told.Words, Surface.Reason), stage.Time.Read(told.At, after: at));
        db.Add(matter);
    }

    /// <summary>Those who may read it and did not write it, spread over the hour after.</summary>
    private void React(DemoStage stage, Guid subjectId, Group group, Employee author, IReadOnlyDictionary<ReactionKind, int> counts, DateTime at)
    {
        var readers = stage.People.Values.Where(e => e.MaySignIn && e.Id != author.Id && group.Has(e.Id)).ToList();
        foreach (var (kind, count) in counts.OrderBy(c => c.Key))
        {
            var minutes = 1;
            foreach (var person in DemoStage.Draw(readers, seed++).Take(count))
            {
                var then = at.AddMinutes(minutes++);
                db.Add(Reaction.Give(subjectId, kind, person.Id, then < stage.Now ? then : stage.Now));
            }
        }
    }
}
