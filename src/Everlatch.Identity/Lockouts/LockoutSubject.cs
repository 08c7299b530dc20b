using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;

namespace Everlatch.Identity.Lockouts;

/// <summary>Names what is counted, as a keyed digest: the table tells nobody who tried to sign in, or from where.</summary>
public sealed class LockoutSubject(MasterKey master)
{
    // A household or a rented server has the whole of it (RFC 6177).
    private const int V6PrefixBytes = 8;

    /// <summary>The digest of a rule's subject in one environment.</summary>
    internal string Of(EnvironmentId environment, LockoutRule rule, string subject)
    {
        var key = master.Derive($"lockouts:{environment}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{rule.Name}:{subject}")));
    }

    /// <summary>
    /// The part of a network address that belongs to one party: an IPv4 address, or the first 64 bits of an IPv6 address.
    /// </summary>
    internal static string PartyOf(string address)
    {
        if (!IPAddress.TryParse(address, out var ip))
        {
            return address;
        }

        if (ip.IsIPv4MappedToIPv6)
        {
            return ip.MapToIPv4().ToString();
        }

        return ip.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(ip.GetAddressBytes().AsSpan(0, V6PrefixBytes))
            : ip.ToString();
    }
}
