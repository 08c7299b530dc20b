using System.Security.Authentication;

namespace Everlatch.Edge.Hosts;

/// <summary>What both of the edge's sides speak (RFC 9325 §3.1.1).</summary>
internal static class TlsVersions
{
    /// <summary>TLS 1.2 and 1.3.</summary>
    public const SslProtocols Allowed = SslProtocols.Tls12 | SslProtocols.Tls13;
}
