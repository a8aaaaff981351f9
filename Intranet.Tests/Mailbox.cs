using Intranet.Infrastructure.Notifications.Mail;

namespace Intranet.Tests;

/// <summary>Sees every mail go by. Mail is sent by jobs, after the answer to the page, so stories wait for it here.</summary>
public sealed class Mailbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Lock hold = new();
    private readonly List<OutgoingMail> received = [];
    private readonly List<(Func<OutgoingMail, bool> Fits, TaskCompletionSource<OutgoingMail> Found)> waiting = [];

    public IReadOnlyList<OutgoingMail> To(Person person)
    {
        lock (hold) return [.. received.Where(mail => mail.ToAddress == person.Email)];
    }

    /// <summary>The first mail to this address whose subject holds these words: one that is here, or the next that comes.</summary>
    public Task<OutgoingMail> ArrivedAsync(string address, string subject)
    {
        bool Fits(OutgoingMail mail) => mail.ToAddress == address && mail.Subject.Contains(subject, StringComparison.OrdinalIgnoreCase);
        lock (hold)
        {
            if (received.Find(Fits) is { } here) return Task.FromResult(here);

            var found = new TaskCompletionSource<OutgoingMail>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((Fits, found));
            return found.Task.WaitAsync(Patience);
        }
    }

    /// <summary>Takes away what came so far.</summary>
    public void Empty()
    {
        lock (hold) received.Clear();
    }

    internal IMailSender Before(IMailSender next) => new Passing(this, next);

    private void Receive(OutgoingMail mail)
    {
        lock (hold)
        {
            received.Add(mail);
            foreach (var (_, found) in waiting.Where(w => w.Fits(mail))) found.TrySetResult(mail);
        }
    }

    private sealed class Passing(Mailbox box, IMailSender next) : IMailSender
    {
        public async Task SendAsync(OutgoingMail mail, CancellationToken cancel)
        {
            await next.SendAsync(mail, cancel);
            box.Receive(mail);
        }
    }
}
