using System.Text.Json.Serialization;

namespace Everlatch.Core.Figures;

/// <summary>What was answered of one class of routes.</summary>
public sealed record RouteFigures
{
    /// <summary><c>tokens</c>, <c>pages</c> or <c>admin</c>.</summary>
    public required string Class { get; init; }

    /// <summary>How the answers began, of each part of the clients that had one.</summary>
    public required IReadOnlyList<ClientPart> Parts { get; init; }

    /// <summary>How long answers took; buckets without an answer are left out.</summary>
    public required IReadOnlyList<LatencyBucket> Latency { get; init; }

    /// <summary>How the answers began, of all clients.</summary>
    [JsonIgnore]
    public StatusCounts Status => Parts.Aggregate(default(StatusCounts), (sum, part) => sum + part.Status);
}
