using Intranet.Domain.Shared;
using Intranet.Web.Accounts;
using Intranet.Web.Chat;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intranet.Tests.Chat.Faults;

/// <summary>The third broken protocol: a server that remembers for ever who takes part, instead of asking again within a second.</summary>
public sealed class RemovalCheckTests
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1.2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_checker_catches_a_server_that_does_not_ask_again_who_takes_part(bool asksAgain)
    {
        var watch = new Watch();
        await using var app = new IntranetApp { Configure = watch.Wear };
        await app.InitializeAsync();
        await using var johan = await LivePage.OpenAsync(app, app.Cast.Johan);
        await using var fatima = await ClientAsync(app, app.Cast.Fatima);
        var chat = await johan.Hub.InvokeAsync<Guid>("StartInGroup", app.Cast.Council.Id);
        await johan.SendAsync(chat, "collega #1");
        await Wait.ForAsync(() => Task.FromResult(fatima.Views.GetValueOrDefault(chat) is { Rows.Count: > 0 } ? "" : null), "Fatima to hear it");

        // By another node: nobody tells this one.
        await app.WithDbAsync(db => db.Memberships.Where(m => m.GroupId == app.Cast.Council.Id && m.EmployeeId == app.Cast.Fatima.Id).ExecuteDeleteAsync());
        if (asksAgain) watch.Pass(Remembered);
        fatima.SentAway[chat] = (await johan.ChangesAsync(chat)).Head;
        var last = await johan.SendAsync(chat, "collega #2");
        while ((await johan.HearMessageAsync(chat)).Seq < last.Seq) { }

        if (!asksAgain) await Wait.ForAsync(() => Task.FromResult(fatima.Views[chat].Rows.ContainsKey(last.Seq) ? "" : null), "Fatima to hear what she should not");
        var wrong = await app.WithDbAsync(db => ChatChecker.CheckAsync(db, [fatima]));
        if (asksAgain) Assert.Empty(wrong);
        else Assert.Contains(wrong, found => found.StartsWith("I10", StringComparison.Ordinal));
    }

    /// <summary>The fault of the clock that is moved: what is remembered gets old all the same.</summary>
    [Fact]
    public async Task Who_was_sent_away_hears_nothing_after_the_clock_was_put_back()
    {
        var watch = new Watch();
        await using var app = new IntranetApp { Configure = watch.Wear };
        await app.InitializeAsync();
        await using var johan = await LivePage.OpenAsync(app, app.Cast.Johan);
        await using var fatima = await LivePage.OpenAsync(app, app.Cast.Fatima);
        var chat = await johan.Hub.InvokeAsync<Guid>("StartInGroup", app.Cast.Council.Id);
        var first = await johan.SendAsync(chat, "Voor de klok verzet wordt");
        await fatima.HearMessageAsync(chat);

        app.Clock.Advance(TimeSpan.FromHours(-1));
        watch.PutBack(TimeSpan.FromHours(1));
        await app.WithDbAsync(db => db.Memberships.Where(m => m.GroupId == app.Cast.Council.Id && m.EmployeeId == app.Cast.Fatima.Id).ExecuteDeleteAsync());
        watch.Pass(Remembered);
        var second = await johan.SendAsync(chat, "Een uur eerder, en toch later");
        app.Clock.Advance(TimeSpan.FromHours(2));
        var third = await johan.SendAsync(chat, "Een uur later");
        while ((await johan.HearMessageAsync(chat)).Seq < third.Seq) { }

        Assert.Empty(fatima.Overheard("Message"));
        Assert.Equal([first.Seq, second.Seq, third.Seq], (await johan.ChangesAsync(chat)).Rows.Select(row => row.Seq));
    }

    private static async Task<ChatClient> ClientAsync(IntranetApp app, Person person)
    {
        using var browser = await app.AsAsync(person);
        var client = new ChatClient(app.Address, person.Id, $"{app.Services.GetRequiredService<SessionCookie>().Name}={browser.Cookies.Values.First()}", new Manners(), 1);
        client.Start();
        return client;
    }

    /// <summary>What goes by for who remembers, apart from the clock on the wall. While nothing goes by, nothing gets old.</summary>
    private sealed class Watch : TimeProvider
    {
        private long passed;
        private long behind;

        public void Wear(WebApplicationBuilder builder) =>
            builder.Services.AddSingleton(services => new ConversationHearers(services.GetRequiredService<UnawaitedWork>(), services.GetRequiredService<IServiceScopeFactory>(), this));

        public void Pass(TimeSpan time) => Interlocked.Add(ref passed, time.Ticks);

        public void PutBack(TimeSpan time) => Interlocked.Add(ref behind, time.Ticks);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref passed);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(GetTimestamp() - Interlocked.Read(ref behind));
    }
}
