using System.ComponentModel.DataAnnotations;

namespace Everlatch.Release.Canary;

/// <summary>How much worse a canary may be, and how much has to be seen of it. Section <c>Everlatch:Canary</c>.</summary>
public sealed record CanaryLimits
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Canary";

    /// <summary>
    /// Requests that canary and baseline must each have answered. Default 200; 0 where nobody else comes: then the probes decide.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MinRequests { get; set; } = 200;

    /// <summary>Runs of each probe at canary and baseline. Default 20.</summary>
    [Range(2, 100_000)]
    public int MinRuns { get; set; } = 20;

    /// <summary>
    /// How probable a difference may be between two equal releases at most, so that it counts. Default 0.0001: a release is
    /// looked at often, and in many ways.
    /// </summary>
    [Range(1e-12, 0.05)]
    public double Probability { get; set; } = 0.0001;

    /// <summary>Sixths of the time watched in which a difference must be seen. Default 3: a burst is no release.</summary>
    [Range(1, 6)]
    public int Turns { get; set; } = 3;

    /// <summary>Percentage points of 5xx above the baseline's. Default 0.5.</summary>
    [Range(0.01, 100)]
    public double FaultPoints { get; set; } = 0.5;

    /// <summary>Percentage points of 401, of 404, and of all other 4xx above the baseline's. Default 2.</summary>
    [Range(0.01, 100)]
    public double RefusalPoints { get; set; } = 2;

    /// <summary>Failures of one host that are looked at. Default 20.</summary>
    [Range(1, 100_000)]
    public int MinHostFailures { get; set; } = 20;

    /// <summary>Per cent that a probe may take longer. Default 10.</summary>
    [Range(1, 1000)]
    public double SlowerPercent { get; set; } = 10;

    /// <summary>Milliseconds that a probe may take longer; both must be exceeded. Default 2.</summary>
    [Range(0.1, 60_000)]
    public double SlowerMilliseconds { get; set; } = 2;

    /// <summary>
    /// Per cent that everybody's requests may take longer. Default 25: they are not the same requests at both, as probes are.
    /// </summary>
    [Range(1, 10_000)]
    public double TrafficSlowerPercent { get; set; } = 25;

    /// <summary>Milliseconds that they may take longer; both must be exceeded. Default 5.</summary>
    [Range(0.1, 60_000)]
    public double TrafficSlowerMilliseconds { get; set; } = 5;

    /// <summary>Per cent of its memory that a canary may grow more than its baseline while it is watched. Default 10.</summary>
    [Range(1, 1000)]
    public double LeakPercent { get; set; } = 10;

    /// <summary>Mebibytes that it may grow more; both must be exceeded. Default 32.</summary>
    [Range(1, 100_000)]
    public double LeakMebibytes { get; set; } = 32;

    /// <summary>Threads, or open files and sockets, that it may grow more. Default 64.</summary>
    [Range(1, 100_000)]
    public double LeakHandles { get; set; } = 64;

    /// <summary>
    /// How many times the baseline's processor time a request may cost. Default 2; above it the release pauses.
    /// </summary>
    [Range(1.1, 100)]
    public double ProcessorFactor { get; set; } = 2;

    /// <summary>Seconds between two failures of canary and baseline that have one cause. Default 5.</summary>
    [Range(0, 600)]
    public double NearSeconds { get; set; } = 5;
}
