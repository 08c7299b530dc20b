namespace Everlatch.Release.Drill;

/// <summary>How a drill is played.</summary>
public sealed record DrillPlan
{
    /// <summary>Whether the gates know what the release needs. Otherwise it comes through, and meets traffic.</summary>
    public required bool Gates { get; init; }

    /// <summary>People and machines in each region.</summary>
    public required int Clients { get; init; }

    /// <summary>How often each of them comes.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>How long nothing happens before the bad release, and after it.</summary>
    public required TimeSpan Rest { get; init; }

    /// <summary>How long a share of the traffic is watched before it grows.</summary>
    public required int HoldSeconds { get; init; }

    /// <summary>Runs of each probe, and requests, that a judge wants to have seen.</summary>
    public required int MinRuns { get; init; }

    /// <summary>The whole drill: below five minutes on two cores.</summary>
    public static DrillPlan Whole(bool gates) => new()
    {
        Gates = gates,
        Clients = 40,
        Every = TimeSpan.FromSeconds(10),
        Rest = TimeSpan.FromSeconds(40),
        HoldSeconds = 15,
        MinRuns = 10,
    };

    /// <summary>The same in about a minute, with fewer people and less of a look at them.</summary>
    public static DrillPlan Brief(bool gates) => new()
    {
        Gates = gates,
        Clients = 12,
        Every = TimeSpan.FromSeconds(6),
        Rest = TimeSpan.FromSeconds(4),
        HoldSeconds = 2,
        MinRuns = 2,
    };
}
