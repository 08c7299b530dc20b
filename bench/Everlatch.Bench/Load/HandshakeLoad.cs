using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Everlatch.Bench.Load;

/// <summary>Clients that connect, finish a full handshake, and go: nothing of one helps the next.</summary>
internal sealed class HandshakeLoad(int port, X509Certificate2 root)
{
    private const int Clients = 8;

    // How long a chain takes to verify is the client's business, and the same for all.
    private readonly X509ChainPolicy trust = new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { root },
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };

    /// <summary>One handshake for each of these hosts; how many a second.</summary>
    public async Task<double> EachAsync(IEnumerable<string> hosts)
    {
        var (begin, count) = (Stopwatch.GetTimestamp(), 0);
        await Parallel.ForEachAsync(
            hosts,
            new ParallelOptions { MaxDegreeOfParallelism = Clients },
            async (host, _) =>
            {
                await ShakeAsync(host);
                Interlocked.Increment(ref count);
            });
        return count / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <summary>Handshakes for hosts of these in an order that nobody foresees, for a time; how many there were.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> hosts, TimeSpan time)
    {
        var begin = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
        {
            var count = 0;
            await Task.Yield();
            while (Stopwatch.GetElapsedTime(begin) < time)
            {
                // A stride that is prime to every number of hosts.
                await ShakeAsync(hosts[(int)(((client * 1009L) + (count * 7919L)) % hosts.Count)]);
                count++;
            }

            return count;
        }));
        return counts.Sum();
    }

    private async Task ShakeAsync(string host)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

        // No port of this machine waits for what ended.
        socket.LingerState = new LingerOption(true, 0);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = host, AllowTlsResume = false, CertificateChainPolicy = trust.Clone(),
        });
    }
}
