using System.Net;
using System.Net.Sockets;

namespace Everlatch.Core;

/// <summary>The part of a network address that belongs to one party: what is counted where strangers are counted.</summary>
public static class NetworkParty
{
    /// <summary>Bytes of the longest address.</summary>
    public const int BufferSize = 16;

    // RFC 4291, 2.5.5.2: the IPv4 address stands at the end.
    private const int V4MappedPrefixBytes = 12;

    // A household or a rented server has the whole of it (RFC 6177).
    private const int V6PrefixBytes = 8;

    /// <summary>An IPv4 address, or the first 64 bits of an IPv6 address; text that is no address stands for itself.</summary>
    public static string Of(string address) => IPAddress.TryParse(address, out var ip) ? Of(ip) : address;

    /// <summary>An IPv4 address, or the first 64 bits of an IPv6 address.</summary>
    public static string Of(IPAddress address)
    {
        var bytes = BytesOf(address, stackalloc byte[BufferSize]);
        return bytes.Length == V6PrefixBytes ? Convert.ToHexStringLower(bytes) : new IPAddress(bytes).ToString();
    }

    /// <summary>The same in bytes: the 4 of an IPv4 address, or the first 8 of an IPv6 address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="buffer">Takes them: <see cref="BufferSize" /> bytes.</param>
    public static ReadOnlySpan<byte> BytesOf(IPAddress address, Span<byte> buffer)
    {
        if (!address.TryWriteBytes(buffer, out var length))
        {
            throw new ArgumentException($"A buffer of {BufferSize} bytes is needed.", nameof(buffer));
        }

        return address.IsIPv4MappedToIPv6 ? buffer[V4MappedPrefixBytes..length]
            : address.AddressFamily == AddressFamily.InterNetworkV6 ? buffer[..V6PrefixBytes]
            : buffer[..length];
    }
}
