using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Intranet.Tests.Benchmarks;

/// <summary>A hub connection with as little around it as there can be, so that what is measured is the server.</summary>
internal sealed class ChatWire : IAsyncDisposable
{
    private const byte End = 0x1e;
    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> asked = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string>? heard;
    private int last;
    private Task? reading;

    private ChatWire(Action<string>? heard) => this.heard = heard;

    /// <param name="heard">Each event as it came over the line; called on the thread that reads.</param>
    public static async Task<ChatWire> OpenAsync(Uri hub, string? cookie, Action<string>? heard = null)
    {
        var wire = new ChatWire(heard);
        if (cookie is not null) wire.socket.Options.SetRequestHeader("Cookie", cookie);
        wire.socket.Options.SetRequestHeader("Origin", hub.GetLeftPart(UriPartial.Authority));
        wire.socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await wire.socket.ConnectAsync(new UriBuilder(hub) { Scheme = "ws" }.Uri, CancellationToken.None);
        await wire.WriteAsync("{\"protocol\":\"json\",\"version\":1}");
        wire.reading = wire.ReadAsync();
        await wire.ready.Task;
        return wire;
    }

    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> InvokeAsync(string method, object argument)
    {
        var id = Interlocked.Increment(ref last);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[id] = answer;
        var begun = Stopwatch.GetTimestamp();
        await WriteAsync(JsonSerializer.Serialize(new { type = 1, invocationId = $"{id}", target = method, arguments = new[] { argument } }, JsonSerializerOptions.Web));
        var completion = await answer.Task;
        if (completion.TryGetProperty("error", out var error)) throw new InvalidOperationException(error.GetString());
        return Stopwatch.GetElapsedTime(begun);
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        if (reading is not null) await reading;
        socket.Dispose();
        turn.Dispose();
    }

    private async Task WriteAsync(string message)
    {
        await turn.WaitAsync();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(message + (char)End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task ReadAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer.GetMemory(1_024), CancellationToken.None);
                if (read.MessageType == WebSocketMessageType.Close) return;
                buffer.Advance(read.Count);
                if (!read.EndOfMessage) continue;
                foreach (var part in Encoding.UTF8.GetString(buffer.WrittenSpan).Split((char)End, StringSplitOptions.RemoveEmptyEntries)) Take(part);
                buffer.ResetWrittenCount();
            }
        }
        catch (WebSocketException)
        {
            // Closed: by us at the end.
        }
        catch (OperationCanceledException)
        {
            // The same.
        }
    }

    private void Take(string part)
    {
        if (part.StartsWith("{\"type\":3", StringComparison.Ordinal))
        {
            var completion = JsonDocument.Parse(part).RootElement;
            if (asked.TryRemove(int.Parse(completion.GetProperty("invocationId").GetString()!, System.Globalization.CultureInfo.InvariantCulture), out var answer)) answer.TrySetResult(completion);
        }
        else if (part.StartsWith("{\"type\":1", StringComparison.Ordinal))
        {
            if (part.Contains("\"target\":\"Ready\"", StringComparison.Ordinal)) ready.TrySetResult();
            heard?.Invoke(part);
        }
    }
}
