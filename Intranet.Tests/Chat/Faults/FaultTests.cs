using System.Globalization;
using System.Text.RegularExpressions;

namespace Intranet.Tests.Chat.Faults;

/// <summary>
/// The invariants of chat-protocol.md under the faults that break naive chats: the server killed in the middle of its work or
/// standing still, its database gone for a moment, single connections dropped, answers that come too late.
/// </summary>
public sealed partial class FaultTests
{
    /// <summary>
    /// For as long as one wants, each round with 100 clients, twelve kills and other dice: <c>INTRANET_CHAT_ROUNDS=20</c>. Without it one
    /// short round.
    /// </summary>
    [Fact]
    public async Task Nothing_is_lost_doubled_misplaced_or_shown_to_the_wrong_person()
    {
        var isLong = int.TryParse(Environment.GetEnvironmentVariable("INTRANET_CHAT_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds);
        var (clients, messages, kills) = isLong ? (100, 60, 12) : (50, 10, 5);
        for (var round = 1; round <= Math.Max(1, rounds); round++)
        {
            await using var run = await FaultRun.PrepareAsync(clients, conversations: 8, messages, seed: round);
            await run.PlayAsync(kills);

            Assert.Equal((kills, 1), (run.Server.Kills, run.Server.Pauses));
            Assert.True(run.Clients.Sum(c => c.Drops) > 50, "Too few connections were dropped to prove anything.");
            Assert.True(run.Clients.Sum(c => c.Retries) > 50, "Too few messages were sent again to prove anything.");
            Assert.Equal(clients * messages, run.Clients.Sum(c => c.Acked.Count + c.Refused + c.Blocked));
            await MustHoldAsync(run);
        }
    }

    private static async Task MustHoldAsync(FaultRun run)
    {
        Assert.Equal("", string.Join('\n', await run.CheckAsync(never: FaultRun.Number)));
        Assert.False(Words().IsMatch(run.Server.Log), "I15: a log holds what somebody said.");
    }

    [GeneratedRegex(@"client \d+ #\d+")]
    private static partial Regex Words();
}
