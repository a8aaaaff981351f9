using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace Intranet.Tests.Timeline;

/// <summary>Open pages hear that something happened, if they may read it, and nothing of what it says.</summary>
public sealed class LiveHintTests(IntranetApp app) : IClassFixture<IntranetApp>
{
    [Fact]
    public async Task What_happens_in_a_closed_group_is_hinted_to_its_members_and_to_nobody_else()
    {
        await using var fatima = await ListenAsync(app.Cast.Fatima);
        await using var sanne = await ListenAsync(app.Cast.Sanne);

        var secret = await app.PostAsync(app.Cast.Johan, app.Cast.Council, "Het zwembad gaat dicht");
        await fatima.HearAsync("post", secret);
        var comment = await app.CommentAsync(app.Cast.Johan, secret, "Dat blijft onder ons");
        await fatima.HearAsync("comment", comment);
        using var johan = await app.AsAsync(app.Cast.Johan);
        await johan.PostAsync($"/posts/{secret}/reactions/like", await johan.SeeAsync("/"), ("on", "true"));
        await fatima.HearAsync("post-changed", secret);

        await johan.SubmitToAsync(await johan.SeeAsync($"/posts/{secret}/edit"), $"/posts/{secret}", ("Body", "Het zwembad gaat open"));
        await fatima.HearAsync("\"isReworded\":true", secret);
        await johan.PostAsync($"/comments/{comment}/trash", await johan.SeeAsync("/"));
        await fatima.HearAsync("post-changed", comment);

        // Sanne is there: what she may read she hears, and nothing came before it.
        var open = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "Iedereen mag mee");
        await sanne.HearAsync("post", open);
        Assert.DoesNotContain(sanne.Heard, hint => hint.Contains(secret.ToString(), StringComparison.OrdinalIgnoreCase) || hint.Contains(app.Cast.Council.Id.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(fatima.Heard, hint => hint.Contains("zwembad", StringComparison.Ordinal) || hint.Contains("onder ons", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_named_hears_of_the_bell_and_others_do_not()
    {
        await using var fatima = await ListenAsync(app.Cast.Fatima);
        await using var sanne = await ListenAsync(app.Cast.Sanne);
        await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "@Fatima Zahra, kijk eens");
        await fatima.HearAsync("notices", null);
        var after = await app.PostAsync(app.Cast.Johan, app.Cast.Cycling, "En door");
        await sanne.HearAsync("post", after);
        Assert.DoesNotContain(sanne.Heard, hint => hint.Contains("\"notices\"", StringComparison.Ordinal));
    }

    private async Task<Listener> ListenAsync(Person person)
    {
        using var browser = await app.AsAsync(person);
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(app.Address, "/hubs/chat"), options =>
            {
                options.Headers["Cookie"] = browser.CookieHeader;
                options.Headers["Origin"] = app.Address.ToString().TrimEnd('/');
            }).Build();
        var listener = new Listener(connection);
        await listener.StartAsync();
        return listener;
    }

    private sealed class Listener : IAsyncDisposable
    {
        private readonly HubConnection connection;
        private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Listener(HubConnection connection)
        {
            this.connection = connection;
            connection.On<JsonElement>("Hint", hint => Heard.Enqueue(hint.GetRawText()));
            connection.On<JsonElement>("Ready", _ => ready.TrySetResult());
        }

        public ConcurrentQueue<string> Heard { get; } = [];

        public async Task StartAsync()
        {
            await connection.StartAsync();
            await ready.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }

        public async Task HearAsync(string kind, Guid? id)
        {
            for (var tries = 0; tries < 400; tries++)
            {
                if (Heard.Any(hint => hint.Contains(kind.Contains('"', StringComparison.Ordinal) ? kind : $"\"{kind}\"", StringComparison.Ordinal) && (id is null || hint.Contains(id.Value.ToString(), StringComparison.OrdinalIgnoreCase)))) return;
                await Task.Delay(50);
            }

            Assert.Fail($"No hint {kind} {id}; heard {string.Join(", ", Heard)}");
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
