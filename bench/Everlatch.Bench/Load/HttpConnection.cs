using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Everlatch.Bench.Load;

/// <summary>
/// One kept-alive connection that posts forms and waits for each answer. It blocks its thread, which costs the machine least, and knows
/// just enough HTTP/1.1.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[16 * 1024];
    private readonly string head;

    public HttpConnection(int port, string path)
    {
        head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
        socket.Connect(IPAddress.Loopback, port);
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Posts a form of ASCII; the answer's body lives until the next one.</summary>
    public ReadOnlySpan<byte> Post(string form)
    {
        var length = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head}{form.Length}\r\n\r\n{form}"), buffer);
        socket.Send(buffer.AsSpan(0, length));
        var (read, begin, end) = (0, 0, int.MaxValue);
        while (read < end)
        {
            var more = socket.Receive(buffer.AsSpan(read));
            read += more > 0 ? more : throw new IOException("The server closed a connection.");
            if (begin == 0 && buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8) is >= 0 and var blank)
            {
                begin = blank + 4;
                end = begin + LengthOf(Encoding.ASCII.GetString(buffer, 0, begin));
            }
        }

        return buffer.AsSpan(begin..end);
    }

    private static int LengthOf(string head)
    {
        const string Name = "Content-Length: ";
        return head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)
            ? int.Parse(head[(head.IndexOf(Name, StringComparison.OrdinalIgnoreCase) + Name.Length)..].Split('\r')[0], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"A 200 was expected: {head}");
    }
}
