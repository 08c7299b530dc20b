using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Everlatch.Bench.Load;

/// <summary>
/// Sends one request over and over on some kept-alive connections, for a bounded time. Knows just enough HTTP/1.1.
/// </summary>
internal sealed class HttpLoad(int port, string path, string form)
{
    private readonly byte[] request = Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(form)}\r\n\r\n{form}");

    /// <summary>Runs the load, with a pause after each request where one is given.</summary>
    public async Task<LoadResult> RunAsync(int connections, TimeSpan duration, TimeSpan pause = default)
    {
        var begin = Stopwatch.GetTimestamp();
        var runs = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => Task.Run(() => ConnectAndRunAsync(begin, duration, pause))));
        var latencies = runs.SelectMany(run => run).ToArray();
        Array.Sort(latencies);
        return new LoadResult(latencies.Length, Stopwatch.GetElapsedTime(begin), latencies);
    }

    private async Task<List<double>> ConnectAndRunAsync(long begin, TimeSpan duration, TimeSpan pause)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var latencies = new List<double>(8192);
        var buffer = new byte[16 * 1024];
        while (Stopwatch.GetElapsedTime(begin) < duration)
        {
            var sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            await ReadResponseAsync(socket, buffer);
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, TimeProvider.System);
            }
        }

        return latencies;
    }

    private static async Task ReadResponseAsync(Socket socket, byte[] buffer)
    {
        var (length, end) = (0, -1);
        while (end < 0 || length < end)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                throw new IOException("The server closed a connection.");
            }

            length += read;
            if (end < 0)
            {
                end = EndOf(buffer.AsSpan(0, length));
            }
        }
    }

    // Where the response ends; -1 while its head is incomplete.
    private static int EndOf(ReadOnlySpan<byte> response)
    {
        var head = response.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return -1;
        }

        var text = Encoding.ASCII.GetString(response[..head]);
        if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"A 200 was expected: {Encoding.UTF8.GetString(response)}");
        }

        const string Name = "Content-Length: ";
        var at = text.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        var line = text.AsSpan(at + Name.Length);
        var stop = line.IndexOf('\r');
        return head + 4 + int.Parse(stop < 0 ? line : line[..stop], System.Globalization.CultureInfo.InvariantCulture);
    }
}
