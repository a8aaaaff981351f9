using Intranet.Domain.Chat;
using Intranet.Domain.Shared;
using Intranet.Infrastructure.Data;
using Intranet.Web.Accounts;
using Intranet.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Intranet.Web.Chat;

/// <summary>The one live connection of a page. What it offers and what it says stands in README.md.</summary>
[Authorize]
public sealed class ChatHub(
    MessageSender sender, MessageEditor editor, ConversationHost host, OwnPlace place, ConversationList list, LiveConnections connections, ConversationHearers hearers, Presence presence,
    SessionStore sessions, ICourier courier, IntranetDb db, TimeProvider clock) : Hub<IChatClient>
{
    private const int MaxWatched = 200;
    private static readonly TimeSpan SeenAtMostEvery = TimeSpan.FromMinutes(1);

    /// <summary>Answers after the commit. The same client id gives the same answer, however often it is sent.</summary>
    public async Task<SendAnswer> Send(SendRequest? message)
    {
        if (message is null) throw new NotThereException();
        await CountAsActivityAsync();
        return await sender.SendAsync(Me, message, Context.ConnectionAborted);
    }

    public Task<SendAnswer> Edit(EditRequest? edit) => editor.EditAsync(Me, edit ?? throw new NotThereException(), Context.ConnectionAborted);

    public Task Delete(Guid conversationId, long seq) => editor.DeleteAsync(Me, conversationId, seq, Context.ConnectionAborted);

    public Task React(Guid conversationId, long seq, MessageReactionKind kind, bool on) =>
        editor.ReactAsync(Me, conversationId, seq, kind, on, Context.ConnectionAborted);

    /// <returns>How far it is read now: never less than before.</returns>
    public Task<long> Read(Guid conversationId, long seq) => place.ReadAsync(Me, conversationId, seq, Context.ConnectionAborted);

    public Task<long> MarkUnread(Guid conversationId, long seq) => place.MarkUnreadAsync(Me, conversationId, seq, Context.ConnectionAborted);

    /// <param name="until">UTC; null ends it.</param>
    public Task Mute(Guid conversationId, DateTime? until) => place.MuteAsync(Me, conversationId, until?.ToUniversalTime(), exceptMentions: false, Context.ConnectionAborted);

    /// <summary>As <see cref="Mute"/>, but what names this colleague still counts.</summary>
    public Task MuteExceptMentions(Guid conversationId, DateTime? until) => place.MuteAsync(Me, conversationId, until?.ToUniversalTime(), exceptMentions: true, Context.ConnectionAborted);

    /// <returns>Whether it was kept: not when the content rules object, nor what is empty or too long to send.</returns>
    public Task<bool> SaveDraft(Guid conversationId, string? text) => place.SaveDraftAsync(Me, conversationId, text, Context.ConnectionAborted);

    /// <returns>The conversation; null when a content rule objects to the title.</returns>
    public async Task<Guid?> Start(Guid[]? employeeIds, string? title) => (await host.AmongAsync(Me, employeeIds ?? [], title, confirmed: false, Context.ConnectionAborted)).ConversationId;

    /// <summary>The chat of a group that one is a member of.</summary>
    public Task<Guid> StartInGroup(Guid groupId) => host.OfGroupAsync(Me, groupId, Context.ConnectionAborted);

    public Task Add(Guid conversationId, Guid[]? employeeIds, bool withHistory) => host.AddAsync(Me, conversationId, employeeIds ?? [], withHistory, Context.ConnectionAborted);

    public Task Remove(Guid conversationId, Guid employeeId) => host.RemoveAsync(Me, conversationId, employeeId, Context.ConnectionAborted);

    /// <summary>Makes a colleague who takes part an admin of the conversation as well.</summary>
    public Task Appoint(Guid conversationId, Guid employeeId) => host.AppointAsync(Me, conversationId, employeeId, Context.ConnectionAborted);

    /// <returns>False when a content rule objects to the name: then it keeps the one it has.</returns>
    public async Task<bool> Rename(Guid conversationId, string? title) => (await host.RenameAsync(Me, conversationId, title, confirmed: false, Context.ConnectionAborted)).Count == 0;

    public Task Leave(Guid conversationId) => host.RemoveAsync(Me, conversationId, Me, Context.ConnectionAborted);

    /// <summary>Tells the others for six seconds.</summary>
    public async Task Typing(Guid conversationId)
    {
        if (!(await hearers.OfAsync(conversationId)).FromSeq.ContainsKey(Me)) throw new NotThereException();

        var name = await db.Employees.Where(e => e.Id == Me).Select(e => e.FirstName).OneAsync(Context.ConnectionAborted);
        courier.Bring(new SomebodyTypes(conversationId, Me, name));
    }

    /// <summary>Which conversation is on the screen, if any, and the language of the page: its events come with a fragment to show.</summary>
    public void Show(Guid? conversationId, string language) => Page.Show(conversationId, WebShell.Languages.Contains(language) ? language : WebShell.Languages[0]);

    /// <summary>Which colleagues are on the screen: their coming and going is told from now on.</summary>
    /// <returns>How they are now.</returns>
    public IReadOnlyList<PresenceNow> Watch(Guid[]? employeeIds)
    {
        var watched = (employeeIds ?? []).Take(MaxWatched).ToList();
        Page.Watch(watched);
        return [.. watched.Select(id => new PresenceNow(id, presence.Of(id)))];
    }

    /// <summary>The page came into sight, or went out of it.</summary>
    public Task Visible(bool visible)
    {
        Page.IsVisible = visible;
        return TellPresenceAsync();
    }

    /// <summary>Sums to compare with one's own, for a page that comes back into sight.</summary>
    public Task<Heads> Heads() => list.SumAsync(Me, Context.ConnectionAborted);

    // The connection was registered before this runs, so nothing is missed between the answer and what the page fetches next.
    public override async Task OnConnectedAsync()
    {
        await Clients.Caller.Ready(new Ready(Me, clock.UtcNow()));
        await TellPresenceAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        return TellPresenceAsync();
    }

    private Guid Me => Context.User!.EmployeeId();

    private LiveConnection Page => connections.Find(Context.ConnectionId) ?? throw new HubException("closing");

    private async Task TellPresenceAsync()
    {
        if (await presence.LookAsync(Me, CancellationToken.None) is { } moved) courier.Bring(moved);
    }

    // Sending counts as activity of the session, keep-alives do not. Once a minute is often enough.
    private async Task CountAsActivityAsync()
    {
        var now = clock.UtcNow();
        if (now - Page.SeenAt < SeenAtMostEvery) return;

        Page.SeenAt = now;
        await sessions.SeenAsync(Context.User!, Context.ConnectionAborted);
    }
}
