using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Intranet.Tests;

/// <summary>Counts the commands that requests sent to one database, leaving out those of background work.</summary>
internal sealed class QueryCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> subscriptions = [];
    private readonly List<string> commands = [];
    private readonly HttpContextAccessor request = new();
    private readonly string connection;

    /// <param name="connection">The connection string of the application that is asked: others run at the same time.</param>
    public QueryCounter(string connection)
    {
        this.connection = connection;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public int Count => Commands.Count;

    public IReadOnlyList<string> Commands
    {
        get { lock (commands) return [.. commands]; }
    }

    public void StartOver()
    {
        lock (commands) commands.Clear();
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name) subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData command) return;

        if (command.Context?.Database.GetConnectionString() != connection) return;

        // Job runner, sweeps and pulses look by themselves, outside any request.
        if (request.HttpContext is null) return;

        lock (commands) commands.Add(command.Command.CommandText);
    }

    public void Dispose()
    {
        foreach (var subscription in subscriptions) subscription.Dispose();
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }
}
