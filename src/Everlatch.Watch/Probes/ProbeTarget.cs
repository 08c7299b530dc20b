using System.Net;
using System.Net.Sockets;
using Everlatch.Hosting;

namespace Everlatch.Watch.Probes;

/// <summary>Where probes go: a server behind its Unix socket, or an edge.</summary>
public sealed class ProbeTarget : IDisposable
{
    // The port that a request's address names is nobody's: the client knows where it connects to, and Host is the issuer's.
    private static readonly Uri Server = new("http://server");
    private readonly HttpMessageInvoker client;

    private ProbeTarget(string name, Uri issuer, Uri address, bool isServer, HttpMessageInvoker client)
    {
        (Name, Issuer, Address, IsServer, this.client) = (name, issuer, address, isServer, client);
    }

    /// <summary>What reports call it.</summary>
    public string Name { get; }

    /// <summary>The issuer, whose host is asked for.</summary>
    public Uri Issuer { get; }

    /// <summary>Whether an edge's part has to be played: the server believes what an edge says of a caller.</summary>
    internal bool IsServer { get; }

    /// <summary>Scheme, host and port that requests are sent to.</summary>
    internal Uri Address { get; }

    /// <summary>A server that listens on a Unix socket and believes whoever can open it.</summary>
    public static ProbeTarget OfSocket(string path, Uri issuer) => new(
        path, issuer, Server, isServer: true,
        new HttpMessageInvoker(Handler((_, ct) => UnixSocketStream.ConnectAsync(path, ct))));

    /// <summary>An edge, or whatever else people reach.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="issuer">The issuer, whose host is asked for.</param>
    /// <param name="from">The address of this machine that probes come from; null for any.</param>
    public static ProbeTarget OfEdge(Uri address, Uri issuer, IPAddress? from = null) => new(
        address.Authority, issuer, address, isServer: false,
        new HttpMessageInvoker(Handler(
            from is null ? null : async (context, ct) => await ConnectAsync(from, context.DnsEndPoint, ct))));

    /// <summary>Anything that takes requests; it is disposed with the target.</summary>
    public static ProbeTarget Of(string name, Uri issuer, HttpMessageInvoker client) =>
        new(name, issuer, Server, isServer: true, client);

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    /// <summary>Sends a request; the answer's body may still be on its way.</summary>
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) =>
        client.SendAsync(request, ct);

    private static SocketsHttpHandler Handler(
        Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect) =>
        new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectCallback = connect,
        };

    private static async ValueTask<Stream> ConnectAsync(IPAddress from, DnsEndPoint to, CancellationToken ct)
    {
        var socket = new Socket(from.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(to, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
