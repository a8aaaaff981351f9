using Intranet.Web.Chat;

namespace Intranet.Tests.Chat;

public sealed class UnawaitedWorkTests
{
    [Fact]
    public async Task The_application_ends_after_what_still_ran_and_after_what_that_began()
    {
        var work = new UnawaitedWork();
        var (go, begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        work.Start(async () =>
        {
            await go.Task;
            work.Start(async () =>
            {
                begun.SetResult();
                await goOn.Task;
            });
            throw new InvalidOperationException("ends this work and nothing else");
        });

        var end = work.DisposeAsync().AsTask();
        Assert.False(end.IsCompleted);
        go.SetResult();
        await begun.Task;
        Assert.False(end.IsCompleted);
        goOn.SetResult();
        await end;
    }
}
