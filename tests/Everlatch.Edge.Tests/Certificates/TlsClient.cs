using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Everlatch.Edge.Tests.Certificates;

/// <summary>Clients of an edge by https: they look at what it shows, and do not judge.</summary>
internal static class TlsClient
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Makes a connection for a host.</summary>
    public static async Task<SslStream> ConnectAsync(TestEdge edge, string host, params IEnumerable<string> protocols)
    {
        var tls = new SslStream(new NetworkStream(await SocketAsync(edge, Ct), ownsSocket: true));
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    ApplicationProtocols = [.. protocols.Select(name => new SslApplicationProtocol(name))],
                    RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
                },
                Ct);
            return tls;
        }
        catch (Exception)
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    /// <summary>The certificate that a host is served with.</summary>
    public static async Task<X509Certificate2> ShownAsync(TestEdge edge, string host)
    {
        await using var tls = await ConnectAsync(edge, host);
        return new X509Certificate2(tls.RemoteCertificate!);
    }

    /// <summary>Waits until a host is served with another certificate.</summary>
    public static Task UntilOtherAsync(TestEdge edge, string host, X509Certificate2 before) =>
        TestEdge.UntilAsync(async () => (await ShownAsync(edge, host)).Thumbprint != before.Thumbprint);

    /// <summary>Sees that a host gets no connection.</summary>
    public static async Task RefusedAsync(TestEdge edge, string host, params IEnumerable<string> protocols)
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(edge, host, protocols));
        Assert.True(refusal is IOException or AuthenticationException, refusal.ToString());
    }

    /// <summary>A client that keeps one connection by HTTP/2, and how often it connected.</summary>
    public static (HttpClient Http, Func<int> Connections) Http2(TestEdge edge)
    {
        var connections = 0;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) =>
            {
                Interlocked.Increment(ref connections);
                return new NetworkStream(await SocketAsync(edge, ct), ownsSocket: true);
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
            },
        };
        var http = new HttpClient(handler)
        {
            DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        return (http, () => Volatile.Read(ref connections));
    }

    private static async Task<Socket> SocketAsync(TestEdge edge, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, edge.TlsPort, ct);
        return socket;
    }
}
