using System.Diagnostics.Metrics;
using Everlatch.Edge.Forwarding;

namespace Everlatch.Edge.Certificates;

/// <summary>What an edge counts of certificates that regions keep; docs/operations/metrics.md explains each.</summary>
internal sealed class CertificateMetrics
{
    private readonly Meter meter;
    private readonly Counter<long> fetches;
    private readonly Counter<long> missing;
    private readonly Counter<long> challenges;

    public CertificateMetrics(IMeterFactory meters)
    {
        meter = meters.Create(EdgeMetrics.Meter);
        fetches = meter.CreateCounter<long>(
            "everlatch.edge.certificates.fetches", "{question}", "Questions to regions for a certificate.");
        missing = meter.CreateCounter<long>(
            "everlatch.edge.certificates.missing", "{handshake}", "Handshakes refused because a certificate could not be had.");
        challenges = meter.CreateCounter<long>(
            "everlatch.edge.challenges", "{handshake}", "Handshakes of certificate authorities.");
    }

    /// <summary>A region was asked for a certificate.</summary>
    public void CountFetch(string result) => fetches.Add(1, new KeyValuePair<string, object?>("result", result));

    /// <summary>A handshake was refused although the host has a certificate.</summary>
    public void CountMissing() => missing.Add(1);

    /// <summary>A handshake asked for the answer to a challenge.</summary>
    public void CountChallenge(string result) => challenges.Add(1, new KeyValuePair<string, object?>("result", result));

    /// <summary>Shows how many are held.</summary>
    public void Watch(Func<int> held) => meter.CreateObservableGauge(
        "everlatch.edge.certificates.held", held, "{certificate}", "Certificates in memory.");
}
