using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Core;
using Everlatch.Edge.Certificates;
using Everlatch.Testing;

namespace Everlatch.Edge.Tests.Certificates;

/// <summary>The certificates of a region, in memory, as its servers would find them in its database.</summary>
internal sealed class SampleCertificates : ICertificateSource
{
    private readonly ConcurrentDictionary<string, HostCertificate> certificates = new(StringComparer.Ordinal);

    /// <summary>Key authorizations of orders that run, by host.</summary>
    public ConcurrentDictionary<string, string> Orders { get; } = new(StringComparer.Ordinal);

    /// <summary>How often a host's certificate was asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>How often it was asked whether an order runs.</summary>
    public ConcurrentQueue<string> AskedForOrders { get; } = [];

    /// <summary>What an answer waits for.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    /// <summary>Makes a certificate for a host; its tag.</summary>
    public long Issue(TestAuthority authority, string host, string? subject = null)
    {
        var (certificate, key) = authority.Server(subject ?? host);
        using var leaf = X509Certificate2.CreateFromPem(certificate, key);
        using var pair = leaf.GetECDsaPrivateKey()!;
        var tag = BitConverter.ToInt64(SHA256.HashData(leaf.RawData)) & long.MaxValue;
        certificates[host] = new HostCertificate(tag, certificate, pair.ExportPkcs8PrivateKey());
        return tag;
    }

    public async Task<HostCertificate?> FindAsync(HostName host, CancellationToken ct)
    {
        Asked.Enqueue(host.Value);
        await Until.WaitAsync(ct);
        return certificates.GetValueOrDefault(host.Value);
    }

    public async Task<string?> FindTlsAlpnAnswerAsync(HostName host, CancellationToken ct)
    {
        AskedForOrders.Enqueue(host.Value);
        await Until.WaitAsync(ct);
        return Orders.GetValueOrDefault(host.Value);
    }
}
