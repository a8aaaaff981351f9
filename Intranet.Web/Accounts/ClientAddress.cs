using System.Net;
using System.Net.Sockets;

namespace Intranet.Web.Accounts;

public static class ClientAddress
{
    /// <summary>
    /// Where a request comes from, for counting tries. Of IPv6 the first 64 bits: one household or office owns the rest.
    /// Forwarded headers count only from the configured proxy; that is settled before anything reads this.
    /// </summary>
    public static string ForCounting(this HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
