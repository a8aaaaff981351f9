namespace Intranet.Tests.Chat.Faults;

/// <summary>
/// Two of the three broken protocols that the checker must catch: those of clients (that of the server is in <see cref="RemovalCheckTests"/>).
/// Dropped connections are enough for that. It looks at what came out and not at the database that kept it, so one database is enough too.
/// </summary>
public sealed class CheckerTests
{
    private const int Kinds = 3;

    [Fact]
    public async Task The_checker_catches_clients_that_send_again_under_a_new_id_and_clients_that_do_not_catch_up_and_no_others()
    {
        await using var run = await FaultRun.PrepareAsync(clients: 24, conversations: 4, messagesEach: 6, manners: number =>
            new Manners(SameIdOnRetry: number % Kinds != 1, CatchesUp: number % Kinds != 2));
        await run.PlayAsync(kills: 0);

        var wrong = await run.CheckAsync();
        var doubled = wrong.Where(w => w.StartsWith("I1, I7", StringComparison.Ordinal)).ToList();
        var behind = wrong.Where(w => w.StartsWith("I4", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(doubled);
        Assert.All(doubled, w => Assert.Contains(Of(1), who => w.Contains($"\"client {who} #", StringComparison.Ordinal)));
        Assert.NotEmpty(behind);
        Assert.All(behind, w => Assert.Contains(Of(2), who => w.Contains(run.Clients[who].EmployeeId.ToString(), StringComparison.Ordinal)));

        IEnumerable<int> Of(int kind) => Enumerable.Range(0, run.Clients.Count).Where(number => number % Kinds == kind);
    }
}
