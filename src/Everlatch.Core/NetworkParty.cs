using System.Net;
using System.Net.Sockets;

namespace Everlatch.Core;

/// <summary>The part of a network address that belongs to one party: what is counted where strangers are counted.</summary>
public static class NetworkParty
{
    // A household or a rented server has the whole of it (RFC 6177).
    private const int V6PrefixBytes = 8;

    /// <summary>An IPv4 address, or the first 64 bits of an IPv6 address; text that is no address stands for itself.</summary>
    public static string Of(string address) => IPAddress.TryParse(address, out var ip) ? Of(ip) : address;

    /// <summary>An IPv4 address, or the first 64 bits of an IPv6 address.</summary>
    public static string Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4().ToString();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, V6PrefixBytes))
            : address.ToString();
    }
}
