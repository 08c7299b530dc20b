using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Everlatch.Testing;

/// <summary>Stands between a client and a TCP server; a test takes the server away, makes it silent, and gives it back.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> open = new();
    private readonly CancellationTokenSource ending = new();
    private readonly IPEndPoint target;
    private readonly Task accepting;
    private volatile TaskCompletionSource passing = Passed();
    private volatile bool cut;
    private long delay;
    private int accepted;

    /// <summary>Begins to listen and to pass everything on.</summary>
    public FaultProxy(IPEndPoint target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections up to now.</summary>
    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>Closes every connection, and every new one at once: the server is gone.</summary>
    public void Cut()
    {
        cut = true;
        foreach (var client in open.Keys)
        {
            client.Close();
        }
    }

    /// <summary>Keeps connections and passes nothing on: the server hangs.</summary>
    public void Stall() => passing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Passes everything on later, in either direction: the server is slow, or far away.</summary>
    public void Slow(TimeSpan by) => Interlocked.Exchange(ref delay, by.Ticks);

    /// <summary>Passes everything on again, at once.</summary>
    public void Mend()
    {
        cut = false;
        Slow(TimeSpan.Zero);
        var waiting = passing;
        passing = Passed();
        waiting.TrySetResult();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        Cut();
        await accepting;
        ending.Dispose();
        listener.Dispose();
    }

    private static TaskCompletionSource Passed()
    {
        var passed = new TaskCompletionSource();
        passed.SetResult();
        return passed;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!ending.IsCancellationRequested)
            {
                var client = await listener.AcceptTcpClientAsync(ending.Token);
                Interlocked.Increment(ref accepted);
                _ = PassAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            open[client] = true;
            try
            {
                if (!cut)
                {
                    await server.ConnectAsync(target, ending.Token);
                    await Task.WhenAny(
                        CopyAsync(client.GetStream(), server.GetStream()), CopyAsync(server.GetStream(), client.GetStream()));
                }
            }
            catch (Exception e) when (IsEndOfConnection(e))
            {
                // Either side went away, which is what this proxy is for.
            }
            finally
            {
                open.TryRemove(client, out _);
            }
        }
    }

    private static bool IsEndOfConnection(Exception e) =>
        e is OperationCanceledException or SocketException or IOException or InvalidOperationException;

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, ending.Token) is var count and > 0)
        {
            await passing.Task.WaitAsync(ending.Token);
            if (TimeSpan.FromTicks(Interlocked.Read(ref delay)) is var by && by > TimeSpan.Zero)
            {
                await Task.Delay(by, TimeProvider.System, ending.Token);
            }

            await to.WriteAsync(buffer.AsMemory(0, count), ending.Token);
        }
    }
}
