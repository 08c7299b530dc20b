using System.Net.Sockets;

namespace Everlatch.Hosting;

/// <summary>Connects to whoever listens at a Unix socket of this machine.</summary>
public static class UnixSocketStream
{
    /// <summary>A new connection, which the stream owns.</summary>
    /// <param name="path">The socket's path.</param>
    /// <param name="ct">Cancels the waiting.</param>
    /// <exception cref="SocketException">Nobody listens there, or it may not be opened.</exception>
    public static async ValueTask<Stream> ConnectAsync(string path, CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
