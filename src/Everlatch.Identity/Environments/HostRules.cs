using System.Net;
using System.Text;
using Everlatch.Core;

namespace Everlatch.Identity.Environments;

/// <summary>The issuer of a host: what tokens name, so it is the host itself and nothing more.</summary>
internal static class HostRules
{
    /// <summary>Most hosts of one environment beside its custom domains.</summary>
    public const int MaxHosts = 100;

    /// <summary>The issuer; null when it is none for this host. Without one given, it is https at the standard port.</summary>
    public static string? IssuerOf(HostName host, string? issuer)
    {
        if (issuer is null)
        {
            return "https://" + Authority(host);
        }

        // Exactly what a browser would send, so that one issuer has one
        // spelling: in ASCII, a name of other letters as RFC 5891 writes it.
        return Ascii.IsValid(issuer)
            && Uri.TryCreate(issuer, UriKind.Absolute, out var uri)
            && issuer == $"{uri.Scheme}://{uri.Authority}"
            && HostName.TryParse(uri.Host.Trim('[', ']'), out var named)
            && named == host
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsLoopback(host)))
            ? issuer
            : null;
    }

    private static string Authority(HostName host) =>
        IPAddress.TryParse(host.Value, out var address)
            && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? $"[{host.Value}]"
            : host.Value;

    /// <summary>Whether a name leads to this very machine.</summary>
    public static bool IsLoopback(HostName host) =>
        host.Value == "localhost"
        || host.Value.EndsWith(".localhost", StringComparison.Ordinal)
        || (IPAddress.TryParse(host.Value, out var address) && IPAddress.IsLoopback(address));
}
