using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Everlatch.Bench.Load;

/// <summary>One kept-alive connection that posts forms. It knows just enough HTTP/1.1, and costs the machine little.</summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly byte[] buffer = new byte[16 * 1024];
    private readonly string head;
    private int read;

    public HttpConnection(int port, string path)
    {
        head = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ";
        Socket.Connect(IPAddress.Loopback, port);
    }

    /// <summary>To wait on.</summary>
    public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public void Dispose() => Socket.Dispose();

    /// <summary>Posts a form of ASCII.</summary>
    public void Post(string form)
    {
        var request = string.Create(CultureInfo.InvariantCulture, $"{head}{form.Length}\r\n\r\n{form}");
        var length = Encoding.ASCII.GetBytes(request, buffer);
        Socket.Send(buffer.AsSpan(0, length));
        read = 0;
    }

    /// <summary>Takes what has arrived; true when that is all. The body lives until the next post.</summary>
    public bool TryTake(out ReadOnlySpan<byte> body)
    {
        var more = Socket.Receive(buffer.AsSpan(read));
        read += more > 0 ? more : throw new IOException("The server closed a connection.");
        var answer = buffer.AsSpan(0, read);
        var blank = answer.IndexOf("\r\n\r\n"u8);
        body = blank < 0 ? [] : answer[(blank + 4)..];
        return blank >= 0 && body.Length == LengthOf(answer[..blank]);
    }

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        var name = "Content-Length: "u8;
        return head.StartsWith("HTTP/1.1 200"u8)
            && Utf8Parser.TryParse(head[(head.IndexOf(name) + name.Length)..], out int length, out _)
            ? length
            : throw new InvalidOperationException($"A 200 was expected: {Encoding.ASCII.GetString(head)}");
    }
}
