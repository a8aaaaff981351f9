using Intranet.Domain.Shared;
using Intranet.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Intranet.Web.Chat;

/// <summary>The one live connection of a page. What it offers and what it says stands in README.md.</summary>
[Authorize]
internal sealed class ChatHub(TimeProvider clock) : Hub<IChatClient>
{
    // The connection was registered before this runs, so nothing is missed between the answer and what the page fetches next.
    public override Task OnConnectedAsync() => Clients.Caller.Ready(new Ready(Context.User!.EmployeeId(), clock.UtcNow()));

    public override Task OnDisconnectedAsync(Exception? exception) => Task.CompletedTask;
}
