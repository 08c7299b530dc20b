using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using Everlatch.Core;
using Everlatch.Edge.Hosts;
using Everlatch.Edge.Regions;

namespace Everlatch.Edge.Certificates;

/// <summary>Answers TLS-ALPN-01 for a known host whose home region says that it is being ordered for.</summary>
/// <remarks>
/// Anybody can ask, for any host: a host is asked for once at a time, and few at once. An answer is not remembered, so that
/// nobody can have "none" remembered at the moment when an authority comes.
/// </remarks>
internal sealed partial class AnswerTlsAlpn(
    IHostRoutes routes, AskRegion ask, CertificateMetrics metrics, TimeProvider clock, ILogger<AnswerTlsAlpn> logger)
{
    // Of one region, so that one that is silent keeps no other's hosts from their answers.
    private const int AtOnce = 4;
    private const int MaxLength = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Region, SemaphoreSlim> doors = new();
    private readonly ConcurrentDictionary<HostName, Lazy<Task<SslStreamCertificateContext?>>> asking = new();

    /// <summary>The certificate to show; null when nobody orders one for the host, or that cannot be said.</summary>
    public async Task<SslStreamCertificateContext?> FindAsync(HostName host, CancellationToken ct)
    {
        if (routes.Find(host)?.Home is not { } home)
        {
            return null;
        }

        return await asking.GetOrAdd(
            host, host => new Lazy<Task<SslStreamCertificateContext?>>(() => AskAsync(host, home))).Value.WaitAsync(ct);
    }

    private async Task<SslStreamCertificateContext?> AskAsync(HostName host, Region home)
    {
        await Task.Yield();
        using var patience = new CancellationTokenSource(Patience, clock);
        var door = doors.GetOrAdd(home, static _ => new SemaphoreSlim(AtOnce));
        try
        {
            await door.WaitAsync(patience.Token);
            try
            {
                return Answer(host, await ask.GetAsync(home, CertificateFeed.Challenges + host, ReadAsync, patience.Token));
            }
            finally
            {
                door.Release();
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            metrics.CountChallenge("failed");
            LogFailed(host.Value, home.Value, e.Message);
            return null;
        }
        finally
        {
            asking.TryRemove(host, out _);
        }
    }

    private SslStreamCertificateContext? Answer(HostName host, string? authorization)
    {
        metrics.CountChallenge(authorization is null ? "none" : "answered");
        if (authorization is null)
        {
            return null;
        }

        var shown = TlsAlpnCertificate.Make(host, authorization, clock.GetUtcNow());
        return SslStreamCertificateContext.Create(shown, null, offline: true);
    }

    private static async Task<string?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        await response.Content.LoadIntoBufferAsync(MaxLength, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    // Anybody can cause it; the metric counts it.
    [LoggerMessage(6406, LogLevel.Debug, "Whether a certificate is ordered for {Host} cannot be asked of {Region}: {Reason}")]
    private partial void LogFailed(string host, string region, string reason);
}
