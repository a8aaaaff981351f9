using System.Text.Json;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;

namespace Intranet.Infrastructure.Jobs;

/// <summary>Work that follows an act. It is saved with the act, so it happens if and only if the act did.</summary>
public sealed class Job
{
    /// <summary>After so many failures it is given up.</summary>
    public const int MaxAttempts = 10;

    public Guid Id { get; private set; }

    /// <summary>The name of the job's record type; its handler is found by it.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>JSON; ids only, never what people wrote.</summary>
    public string Payload { get; private set; } = "";
    public DateTime RunAt { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>A node that took the job holds it until then; after a crash another takes it over.</summary>
    public DateTime? TakenUntil { get; private set; }

    public static Job Of<T>(T job, DateTime runAt)
        where T : notnull => new()
        {
            Id = Guid.CreateVersion7(), Kind = job.GetType().Name, Payload = JsonSerializer.Serialize(job, job.GetType()), RunAt = runAt,
        };
}

/// <summary>Does one kind of job. At least once: it may be called again after a crash, so it must not do harm twice.</summary>
public interface IJobHandler<in T>
    where T : notnull
{
    Task RunAsync(T job, CancellationToken cancel);
}

/// <summary>Saves jobs together with what they follow from.</summary>
public sealed class JobQueue(IntranetDb db, TimeProvider clock)
{
    /// <summary>
    /// The payloads of this kind that are saved and not done, to ask for inside a query, so that who presses a button twice need
    /// not save them twice. One that waits for another try is among them; one that was given up is not.
    /// </summary>
    public IQueryable<string> Waiting<T>()
        where T : notnull => db.Jobs.Where(j => j.Kind == typeof(T).Name && j.Attempts < Job.MaxAttempts).Select(j => j.Payload);

    /// <summary>Runs soon after the next <c>SaveChangesAsync</c> is committed.</summary>
    /// <param name="after">Not before this much time has passed.</param>
    public void Later<T>(T job, TimeSpan after = default)
        where T : notnull => db.Add(Job.Of(job, clock.UtcNow() + after));
}
