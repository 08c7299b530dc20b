using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Everlatch.Edge.Hosts;
using Everlatch.Hosting;

namespace Everlatch.Edge.Slots;

/// <summary>Makes the connections to identity servers, and knows what both sides prove.</summary>
/// <remarks>
/// TLS is made here and not by the handler, which would choose the server's name, and keep connections apart, by the Host header:
/// the customer's host. A failure in here also means one thing only: nothing of a request was sent.
/// </remarks>
internal sealed class ConnectServer(ServerTrust trust, TimeSpan patience)
{
    // Shorter than the 130 s after which Kestrel closes an idle connection: a request must not meet that moment.
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(60);

    /// <summary>A client that connects to this server whatever address it is asked for.</summary>
    /// <param name="server">The server.</param>
    /// <param name="connections">Connections at most.</param>
    public HttpMessageInvoker ClientOf(ServerAddress server, int connections = int.MaxValue) => new(
        new SendOnce(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = connections,
            PooledConnectionIdleTimeout = IdleTimeout,
            ConnectCallback = (_, ct) => ConnectAsync(server, ct),
        }));

    private async ValueTask<Stream> ConnectAsync(ServerAddress server, CancellationToken ct)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(ct);
        bound.CancelAfter(patience);
        try
        {
            return await OpenAsync(server, bound.Token);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            // Not as a cancellation: that would look like a request that was given up after it was sent.
            throw new IOException($"{server} did not accept a connection within {patience.TotalMilliseconds:F0} ms.", e);
        }
    }

    private async ValueTask<Stream> OpenAsync(ServerAddress server, CancellationToken ct)
    {
        if (server.SocketPath is { } path)
        {
            return await UnixSocketStream.ConnectAsync(path, ct);
        }

        var stream = await ConnectAsync(server.EndPoint!, ct);
        return server.IsTls ? await SecureAsync(stream, server.EndPoint!.Host, ct) : stream;
    }

    private static async Task<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Stream> SecureAsync(Stream stream, string host, CancellationToken ct)
    {
        var tls = new SslStream(stream);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = host,
                    EnabledSslProtocols = TlsVersions.Allowed,
                    ClientCertificateContext = trust.Shown,
                    CertificateChainPolicy = trust.Authorities,
                },
                ct);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }
}
