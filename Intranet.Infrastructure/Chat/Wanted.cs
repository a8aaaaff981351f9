using Intranet.Domain.Shared;

namespace Intranet.Infrastructure.Chat;

/// <summary>Something to be written, and the promise of an answer after the commit.</summary>
internal abstract class Wanted
{
    public abstract void Done();

    public abstract void Fail(Exception why);
}

internal abstract class Wanted<T> : Wanted
{
    private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<T>? result;

    public Task<T> Answer => answer.Task;

    public override void Fail(Exception why) => answer.TrySetException(why);

    public override void Done()
    {
        try
        {
            answer.TrySetResult(result!());
        }
        catch (Exception refusal) when (refusal is NotThereException or RuleBrokenException)
        {
            answer.TrySetException(refusal);
        }
    }

    /// <summary>What will be answered once it is committed; thrown refusals included.</summary>
    protected void WillAnswer(Func<T> answerWith) => result = answerWith;
}
