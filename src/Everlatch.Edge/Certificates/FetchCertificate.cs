using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Edge.Regions;

namespace Everlatch.Edge.Certificates;

/// <summary>Asks a host's home region for its certificate, and keeps what it is told.</summary>
internal sealed partial class FetchCertificate(
    AskRegion ask, KeptCertificates kept, EdgeKey key, CertificateMetrics metrics, ILogger<FetchCertificate> logger)
{
    // Of one region, so that one that is slow holds up no other's hosts.
    private const int AtOnce = 16;

    // Far more than any chain of certificates has.
    private const int MaxLength = 256 * 1024;
    private readonly ConcurrentDictionary<Region, SemaphoreSlim> doors = new();
    private readonly ConcurrentDictionary<Region, bool> silent = new();

    /// <summary>The certificate; null when the region has none or does not answer.</summary>
    public async Task<HeldCertificate?> RunAsync(HostName host, Region home, CancellationToken ct)
    {
        var door = doors.GetOrAdd(home, static _ => new SemaphoreSlim(AtOnce));
        try
        {
            await door.WaitAsync(ct);
            try
            {
                return await AskAsync(host, home, ct);
            }
            finally
            {
                door.Release();
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            metrics.CountFetch("failed");
            NoteFault(host, home, e is OperationCanceledException ? "there was no answer in time" : e.Message);
            return null;
        }
    }

    private async Task<HeldCertificate?> AskAsync(HostName host, Region home, CancellationToken ct)
    {
        var answer = await ask.GetAsync(home, CertificateFeed.Certificates + host, ReadAsync, ct);
        NoteAnswer(home);
        if (answer is null)
        {
            metrics.CountFetch("none");
            return null;
        }

        try
        {
            var made = HeldCertificate.Of(host, key.Open(host, answer));
            await kept.KeepAsync(host, answer, ct);
            metrics.CountFetch("fetched");
            return made;
        }
        catch (CryptographicException e)
        {
            metrics.CountFetch("refused");
            LogRefused(host.Value, home.Value, e.Message);
            return null;
        }
    }

    // Told once an outage, not once a host.
    private void NoteFault(HostName host, Region home, string reason)
    {
        if (silent.TryAdd(home, true))
        {
            LogFailed(home.Value, host.Value, reason);
        }
    }

    private void NoteAnswer(Region home)
    {
        if (silent.TryRemove(home, out _))
        {
            LogAnswers(home.Value);
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var bytes = new byte[MaxLength + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return length <= MaxLength
            ? bytes[..length]
            : throw new HttpRequestException($"The answer has more than {MaxLength} bytes.");
    }

    [LoggerMessage(
        6404, LogLevel.Warning, "Certificates cannot be fetched from {Region}, that of {Host} was the first: {Reason}")]
    private partial void LogFailed(string region, string host, string reason);

    [LoggerMessage(6407, LogLevel.Information, "Certificates are fetched from {Region} again")]
    private partial void LogAnswers(string region);

    [LoggerMessage(
        6403, LogLevel.Error, "What {Region} has for the certificate of {Host} is refused; is the edge key the same? {Reason}")]
    private partial void LogRefused(string host, string region, string reason);
}
