using Everlatch.Core.Figures;

namespace Everlatch.Release.Canary.Rules;

/// <summary>One of the ways in which an answer can be a failure.</summary>
internal sealed record FailureKind(
    string Name, Func<StatusCounts, long> Of, Func<HostFailures, long> OfHost, Func<HostFailures, long> OfOne)
{
    /// <summary>401.</summary>
    public static readonly FailureKind Unauthorized =
        new("401", counts => counts.Unauthorized, host => host.Unauthorized, Refusals);

    /// <summary>5xx.</summary>
    public static readonly FailureKind Fault = new("5xx", counts => counts.Fault, host => host.Fault, host => host.FaultsOfOne);

    /// <summary>All of them.</summary>
    public static readonly FailureKind[] All =
    [
        Fault,
        Unauthorized,
        new("404", counts => counts.NotFound, host => host.NotFound, Refusals),
        new("another 4xx", counts => counts.Refused, host => host.Refused, Refusals),
    ];

    private static long Refusals(HostFailures host) => host.RefusalsOfOne;
}
