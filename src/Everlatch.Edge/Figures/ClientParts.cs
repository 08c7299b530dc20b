using System.Net;
using System.Net.Sockets;

namespace Everlatch.Edge.Figures;

/// <summary>Sorts clients into 64 parts by their address.</summary>
internal static class ClientParts
{
    /// <summary>How many there are.</summary>
    public const int Count = 64;

    // A household or a rented server has the rest of an IPv6 address (RFC 6177).
    private const int V6PrefixBytes = 8;
    private const ulong Mix = 0x9E3779B97F4A7C15;

    /// <summary>The part of a client; it has nothing to do with the slot that the client is sent to.</summary>
    public static int Of(IPAddress? client)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (client is null || !client.TryWriteBytes(bytes, out var length))
        {
            return 0;
        }

        bytes = client.IsIPv4MappedToIPv6 ? bytes[12..]
            : client.AddressFamily == AddressFamily.InterNetworkV6 ? bytes[..V6PrefixBytes] : bytes[..length];
        var value = 0UL;
        foreach (var next in bytes)
        {
            value = (value << 8) | next;
        }

        // Multiplied twice, so that every bit of the address reaches the first six.
        value = unchecked((value ^ (value >> 32)) * Mix);
        return (int)(unchecked((value ^ (value >> 29)) * Mix) >> 58);
    }
}
