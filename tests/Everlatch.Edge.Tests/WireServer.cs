using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Everlatch.Edge.Tests;

/// <summary>A server behind the edge that sees what arrives together. It knows just enough HTTP/1.1.</summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Task accepting;

    public WireServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Its address in a slots file.</summary>
    public string Address => $"http://{listener.LocalEndpoint}";

    /// <summary>The first piece of every request that is not about health.</summary>
    public ConcurrentQueue<string> Firsts { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptSocketAsync(stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                while (await ReadAsync(socket))
                {
                    await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), stop.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The test is over.
            }
        }
    }

    private async Task<bool> ReadAsync(Socket socket)
    {
        var buffer = new byte[128 * 1024];
        var read = await socket.ReceiveAsync(buffer, stop.Token);
        if (read == 0)
        {
            return false;
        }

        var first = Encoding.ASCII.GetString(buffer, 0, read);
        if (!first.StartsWith("GET /health", StringComparison.Ordinal))
        {
            Firsts.Enqueue(first);
        }

        for (var text = first; !IsWhole(text); text = Encoding.ASCII.GetString(buffer, 0, read))
        {
            read += await socket.ReceiveAsync(buffer.AsMemory(read), stop.Token);
        }

        return true;
    }

    private static bool IsWhole(string request)
    {
        var parts = request.Split("\r\n\r\n", 2);
        return parts is [var head, var body] && body.Length >= LengthIn(head);
    }

    private static int LengthIn(string head)
    {
        const string Name = "Content-Length: ";
        var line = head.Split("\r\n").FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line.AsSpan(Name.Length), CultureInfo.InvariantCulture);
    }
}
