using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Everlatch.Bench.Load;

/// <summary>
/// Sends a request over and over on some kept-alive connections, or several in turn, for a bounded time. Knows just enough
/// HTTP/1.1.
/// </summary>
internal sealed class HttpLoad(int port, IReadOnlyList<byte[]> requests)
{
    private int sent = -1;

    /// <summary>A load of one form.</summary>
    public HttpLoad(int port, string path, string form)
        : this(port, [Post($"127.0.0.1:{port}", path, form)])
    {
    }

    /// <summary>A request that posts a form.</summary>
    public static byte[] Post(string host, string path, string form) => Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(form)}\r\n\r\n{form}");

    /// <summary>A request that reads.</summary>
    public static byte[] Get(string host, string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");

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
            var request = requests[(int)((uint)Interlocked.Increment(ref sent) % requests.Count)];
            var begun = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            await ReadResponseAsync(socket, buffer);
            latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
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
        if (text.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
        {
            // The last chunk is empty (RFC 9112 §7.1); nothing follows it, for the next request was not sent yet.
            return response.EndsWith("\r\n0\r\n\r\n"u8) ? response.Length : -1;
        }

        var at = text.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        var line = text.AsSpan(at + Name.Length);
        var stop = line.IndexOf('\r');
        return head + 4 + int.Parse(stop < 0 ? line : line[..stop], System.Globalization.CultureInfo.InvariantCulture);
    }
}
