using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Everlatch.Testing.Processes;

/// <summary>One of several custom domains, for clients that trust their authority and no other.</summary>
/// <param name="domains">Where it is served.</param>
/// <param name="host">The host.</param>
public sealed class CertifiedHost(CertifiedDomains domains, string host) : ILoadedEdge
{
    /// <summary>Its issuer.</summary>
    public string Issuer => $"https://{host}";

    /// <inheritdoc />
    public HttpClient Client(bool keepsAlive) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = keepsAlive ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
        ConnectCallback = async (_, ct) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, domains.Pebble.TlsPort, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { domains.Authority },
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            },
        },
    })
    {
        BaseAddress = new Uri(Issuer),
    };

    /// <inheritdoc />
    public Task<bool> IsReadyAsync() => domains.IsReadyAsync();
}
