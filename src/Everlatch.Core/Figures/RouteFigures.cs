namespace Everlatch.Core.Figures;

/// <summary>What was answered of one class of routes.</summary>
public sealed record RouteFigures
{
    /// <summary><c>tokens</c>, <c>pages</c> or <c>admin</c>.</summary>
    public required string Class { get; init; }

    /// <summary>How the answers began.</summary>
    public required StatusCounts Status { get; init; }

    /// <summary>About how many network addresses saw each kind of failure in the last minutes, up to 64; never too many.</summary>
    public StatusCounts Clients { get; init; }

    /// <summary>How long answers took; buckets without an answer are left out.</summary>
    public required IReadOnlyList<LatencyBucket> Latency { get; init; }
}
