using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;
using Intranet.Infrastructure.Chat;
using Intranet.Infrastructure.Data;
using Intranet.Infrastructure.Jobs;

namespace Intranet.Web.Demo;

/// <summary>Puts down what was said in chat, with some of it still to be read.</summary>
internal sealed class DemoChats(TalkWriter writer, IntranetDb db, JobQueue jobs)
{
    public async Task FillAsync(DemoStage stage, CancellationToken cancel)
    {
        await writer.AddAsync([.. stage.Week.Conversations.Select(told => Hold(stage, told))], cancel);

        // Written around the one who keeps the index of words.
        jobs.Later(new LearnMessages(Guid.Empty));
        await db.SaveChangesAsync(cancel);
    }

    private static Talk Hold(DemoStage stage, DemoConversation told)
    {
        var lines = new List<Line>();
        DateTime? before = null;
        foreach (var message in told.Messages)
        {
            before = stage.Time.Read(message.At, before);
            lines.Add(new Line(stage.People[message.From].Id, stage.Checked(message.Text, Surface.Message).Value, before.Value));
        }

        var starter = stage.People[told.Messages[0].From].Id;
        var others = told.Members.Select(m => stage.People[m].Id).Where(id => id != starter).ToList();
        var begun = lines[0].At.AddSeconds(-20);
        var talk = told.Title is null
            ? new Talk(Conversation.Between(starter, others[0], begun), null, lines)
            : Among(stage, starter, others, told.Title, begun, lines);
        foreach (var member in told.Members)
        {
            var unread = told.Unread?.GetValueOrDefault(member) ?? 0;
            talk.Conversation.Participants.Single(p => p.EmployeeId == stage.People[member].Id).ReadTo(talk.LastSeq - unread);
        }

        return talk;
    }

    private static Talk Among(DemoStage stage, Guid starter, List<Guid> others, string title, DateTime begun, List<Line> lines)
    {
        var (conversation, started) = Conversation.Among(starter, others, stage.Checked(title, Surface.GroupName), begun);
        return new Talk(conversation, started, lines);
    }
}
