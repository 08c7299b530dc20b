using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Everlatch.Bench.Faults;

/// <summary>As much of an SMTP server (RFC 5321) as takes mails and remembers for whom they were.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly Task accepting;

    public MailSink()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndpoint;

    /// <summary>Whom each mail was for.</summary>
    public ConcurrentQueue<string> Recipients { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting;
        listener.Dispose();
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(ending.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Nobody sends any more.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                using var reader = new StreamReader(client.GetStream());
                await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
                await TalkAsync(reader, writer);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The sender gave up, which is what this is for.
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        var (recipient, inData) = ("", false);
        await writer.WriteLineAsync("220 bench");
        while (await reader.ReadLineAsync(ending.Token) is { } line)
        {
            if (inData && line != ".")
            {
                continue;
            }

            if (inData)
            {
                Recipients.Enqueue(recipient);
            }
            else if (line.StartsWith("RCPT TO:<", StringComparison.OrdinalIgnoreCase))
            {
                recipient = line["RCPT TO:<".Length..].Split('>')[0];
            }

            inData = !inData && line == "DATA";
            await writer.WriteLineAsync(inData ? "354 go on" : line == "QUIT" ? "221 bye" : "250 ok");
        }
    }
}
