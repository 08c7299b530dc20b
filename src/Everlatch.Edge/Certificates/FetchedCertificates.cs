using System.Collections.Concurrent;
using System.Net.Security;
using Everlatch.Core;
using Everlatch.Edge.Hosts;
using Everlatch.Edge.Regions;

namespace Everlatch.Edge.Certificates;

/// <summary>
/// Certificates that hosts' home regions keep, fetched when a client first asks for them. The routing directory says who has
/// one and when another one took its place, so that nothing is asked for anybody else.
/// </summary>
internal sealed class FetchedCertificates : IHostCertificates
{
    private const int RenewedAtOnce = 8;
    private readonly RecentlyUsed<HeldCertificate> held;
    private readonly ConcurrentDictionary<HostName, Lazy<Task<HeldCertificate?>>> loading = new();
    private readonly LiveRoutes routes;
    private readonly LoadCertificate load;
    private readonly CertificateMetrics metrics;
    private readonly TimeProvider clock;

    public FetchedCertificates(
        LiveRoutes routes, LoadCertificate load, EdgeOptions options, CertificateMetrics metrics, TimeProvider clock)
    {
        (this.routes, this.load, this.metrics, this.clock) = (routes, load, metrics, clock);
        held = new RecentlyUsed<HeldCertificate>(options.CertificatesHeld);
        metrics.Watch(() => held.Count);
    }

    /// <inheritdoc />
    public ValueTask<SslStreamCertificateContext?> FindAsync(HostName host, CancellationToken ct)
    {
        if (routes.Find(host.Value)?.Certificate is not { } tag)
        {
            return default;
        }

        var isGood = held.TryFind(host, out var known) && known.IsGoodAt(clock.GetUtcNow());
        if (isGood && known!.Tag == tag)
        {
            return ValueTask.FromResult<SslStreamCertificateContext?>(known.Context);
        }

        // Another one took its place: this client still gets the old one, and none waits.
        var newest = Load(host);
        return isGood ? ValueTask.FromResult<SslStreamCertificateContext?>(known!.Context) : WaitAsync(newest, ct);
    }

    /// <summary>Lets go of those that are no host's any more, and renews those that were replaced.</summary>
    public Task FollowAsync(List<(HostName Host, HeldCertificate Certificate)> scratch, CancellationToken ct)
    {
        scratch.Clear();
        held.CopyTo(scratch);
        List<HostName>? changed = null;
        foreach (var (host, certificate) in scratch)
        {
            var tag = routes.Find(host.Value)?.Certificate;
            if (tag is null)
            {
                held.Remove(host);
            }
            else if (tag != certificate.Tag)
            {
                (changed ??= []).Add(host);
            }
        }

        return changed is null
            ? Task.CompletedTask
            : Parallel.ForEachAsync(
                changed,
                new ParallelOptions { MaxDegreeOfParallelism = RenewedAtOnce, CancellationToken = ct },
                async (host, _) => await Load(host));
    }

    // One at a time for each host, and never on the thread of a handshake: the others of the host would stand in line for it.
    private Task<HeldCertificate?> Load(HostName host) => loading.GetOrAdd(
        host, static (host, self) => new Lazy<Task<HeldCertificate?>>(() => Task.Run(() => self.LoadAsync(host))), this).Value;

    private async Task<HeldCertificate?> LoadAsync(HostName host)
    {
        try
        {
            if (routes.Find(host.Value) is not { Certificate: { } tag } route)
            {
                return null;
            }

            held.TryFind(host, out var known);
            var newest = await load.RunAsync(host, tag, route.Environment.Route.Home, known);
            if (newest is not null && newest != known)
            {
                held.Set(host, newest);
            }

            return newest;
        }
        finally
        {
            loading.TryRemove(host, out _);
        }
    }

    private async ValueTask<SslStreamCertificateContext?> WaitAsync(Task<HeldCertificate?> newest, CancellationToken ct)
    {
        var certificate = await newest.WaitAsync(ct);
        if (certificate is null)
        {
            metrics.CountMissing();
        }

        return certificate?.Context;
    }
}
