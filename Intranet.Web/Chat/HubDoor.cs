using System.Collections.Concurrent;
using System.Net;
using Intranet.Web.Accounts;
using Microsoft.Extensions.Options;

namespace Intranet.Web.Chat;

/// <summary>
/// Stands before the hub: a page of another site that borrows a colleague's cookie is refused (browsers send cookies with
/// WebSockets to anywhere), and so is who opens more connections than pages can need.
/// </summary>
public sealed class HubDoor(RequestDelegate next, LiveConnections connections, HalfOpen halfOpen, IOptions<ChatOptions> options, IConfiguration configuration)
{
    private readonly string? publicOrigin = Uri.TryCreate(configuration["PublicUrl"], UriKind.Absolute, out var url) ? url.GetLeftPart(UriPartial.Authority) : null;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!IsOurs(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var opens = context.WebSockets.IsWebSocketRequest || HttpMethods.IsPost(context.Request.Method);
        if (opens && context.User.Identity?.IsAuthenticated == true && connections.IsFull(context.User.EmployeeId()))
        {
            Refuse(context.Response);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            await next(context);
            return;
        }

        using var handshake = halfOpen.Enter(context.Connection.RemoteIpAddress, options.Value.MaxHalfOpenPerAddress);
        if (handshake is null)
        {
            Refuse(context.Response);
            return;
        }

        context.Features.Set(handshake);
        await next(context);
    }

    // A same-origin poll (GET) carries no Origin; its connection id came from a negotiation that did.
    private bool IsOurs(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            ? origin.Equals(publicOrigin ?? $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            : HttpMethods.IsGet(request.Method) && !request.HttpContext.WebSockets.IsWebSocketRequest && request.Query.ContainsKey("id");
    }

    private static void Refuse(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = "30";
    }
}

/// <summary>Sockets that are open but have not shaken hands, counted per network address.</summary>
public sealed class HalfOpen
{
    private readonly ConcurrentDictionary<IPAddress, int> byAddress = new();

    /// <returns>Null when the address has as many as it may have.</returns>
    public Handshake? Enter(IPAddress? address, int atMost)
    {
        address ??= IPAddress.None;
        if (byAddress.AddOrUpdate(address, 1, (_, count) => count + 1) <= atMost) return new Handshake(this, address);

        Leave(address);
        return null;
    }

    private void Leave(IPAddress address)
    {
        if (byAddress.AddOrUpdate(address, 0, (_, count) => count - 1) <= 0) byAddress.TryRemove(KeyValuePair.Create(address, 0));
    }

    /// <summary>One that is counted until the hands are shaken or the socket closes, whichever comes first.</summary>
    public sealed class Handshake(HalfOpen all, IPAddress address) : IDisposable
    {
        private int done;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref done, 1) == 0) all.Leave(address);
        }
    }
}
