using Everlatch.Release.Drill.Traffic;

namespace Everlatch.Release.Drill;

/// <summary>What a drill came to.</summary>
public sealed record DrillReport
{
    /// <summary>How it was played.</summary>
    public required DrillPlan Plan { get; init; }

    /// <summary>The release that served before.</summary>
    public required string Current { get; init; }

    /// <summary>The bad one.</summary>
    public required string Next { get; init; }

    /// <summary>The regions.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>When traffic began.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset Ended { get; init; }

    /// <summary>What happened.</summary>
    public required IReadOnlyList<DrillMoment> Moments { get; init; }

    /// <summary>What was asked and answered.</summary>
    public required IReadOnlyList<DrillRequest> Requests { get; init; }

    /// <summary>What was to be reached, and what was.</summary>
    public required IReadOnlyList<DrillGoal> Goals { get; init; }

    /// <summary>Whether every goal was met.</summary>
    public bool IsMet => Goals.All(goal => goal.IsMet);
}
