using Intranet.Domain.Chat;
using Intranet.Domain.ContentRules;

namespace Intranet.Web.Demo;

/// <summary>Any number of chat messages: mostly between two, and a tenth of everything in one long conversation.</summary>
internal sealed class SeedMessages(TalkWriter writer, SeedTexts texts, Skew skew, DateTime now)
{
    private const int MeanLength = 60;
    private const int Batch = 200;

    public async Task WriteAsync(int count, IReadOnlyList<Guid> people, Action<int> progress, CancellationToken cancel)
    {
        if (people.Count < 3) return;

        var pairs = new HashSet<string>();
        for (var done = 0; done < count;)
        {
            var talks = new List<Talk>();
            while (talks.Count < Batch && done < count)
            {
                var length = done == 0 ? Math.Max(1, count / 10) : Math.Clamp(skew.Some(MeanLength), 1, count - done);
                if (Hold(people, length, pairs) is not { } talk) continue;
                talks.Add(talk);
                done += length;
                if (length > 20_000) break;
            }

            await writer.AddAsync(talks, cancel);
            progress(done);
        }
    }

    /// <summary>Null when the two talk already.</summary>
    private Talk? Hold(IReadOnlyList<Guid> people, int length, HashSet<string> pairs)
    {
        var direct = skew.Chance(0.8) && pairs.Count < (long)people.Count * (people.Count - 1) / 4;
        var members = skew.Different(people, direct ? 2 : 3 + skew.FewOften(Math.Min(20, people.Count - 2))).ToList();
        if (direct && !pairs.Add(Conversation.PairOf(members[0], members[1]))) return null;

        var begun = skew.Between(now.AddDays(-300), now.AddDays(-1));
        var step = (now - begun) / (length + 1);
        var lines = Enumerable.Range(1, length)
            .Select(n => Whole(begun + step * n)).Select(at => new Line(skew.One(members), skew.One(texts.Messages), at)).ToList();
        Talk talk;
        if (direct)
        {
            talk = new Talk(Conversation.Between(members[0], members[1], Whole(begun)), null, lines);
        }
        else
        {
            var (conversation, started) = Conversation.Among(members[0], members.Skip(1), CheckedText.Empty, Whole(begun));
            talk = new Talk(conversation, started, lines);
        }

        foreach (var participant in talk.Conversation.Participants) participant.ReadTo(talk.LastSeq - (skew.Chance(0.1) ? skew.Below(5) : 0));
        return talk;
    }

    private static DateTime Whole(DateTime at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
}
