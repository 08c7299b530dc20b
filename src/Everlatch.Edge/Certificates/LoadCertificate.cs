using Everlatch.Core;

namespace Everlatch.Edge.Certificates;

/// <summary>
/// The newest certificate of a host that can be had: from this edge's disk when it is still the host's, else from the home
/// region. While that does not answer, an older one that has not ended is good enough.
/// </summary>
internal sealed class LoadCertificate(KeptCertificates kept, FetchCertificate fetch, EdgeOptions options, TimeProvider clock)
{
    // A handshake waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // A host whose certificate could not be had is not asked for again at once, however many clients come.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);
    private readonly RecentlyUsed<DateTimeOffset> resting = new(options.CertificatesHeld);

    /// <summary>Loads it; null when there is none that may be shown.</summary>
    /// <param name="host">The host.</param>
    /// <param name="tag">The certificate that it should be.</param>
    /// <param name="home">The host's home region.</param>
    /// <param name="known">What is held of the host already.</param>
    public async Task<HeldCertificate?> RunAsync(HostName host, long tag, Region home, HeldCertificate? known)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        var before = Good(known) ?? Good(await kept.FindAsync(host, patience.Token));
        if (before?.Tag == tag || Rests(host))
        {
            return before;
        }

        var fetched = Good(await fetch.RunAsync(host, home, patience.Token));
        if (fetched?.Tag != tag)
        {
            resting.Set(host, clock.GetUtcNow() + Rest);
        }

        return fetched ?? before;
    }

    private bool Rests(HostName host) => resting.TryFind(host, out var until) && clock.GetUtcNow() < until;

    private HeldCertificate? Good(HeldCertificate? certificate) =>
        certificate?.IsGoodAt(clock.GetUtcNow()) == true ? certificate : null;
}
