namespace Everlatch.Release.Pipeline;

/// <summary>Whether a step would run now, and why.</summary>
public sealed record StepPlan
{
    /// <summary>Its name, such as <c>prove</c>.</summary>
    public required string Step { get; init; }

    /// <summary>Its region.</summary>
    public required string Region { get; init; }

    /// <summary>Whether it runs; else it is skipped.</summary>
    public required bool Runs { get; init; }

    /// <summary>Why, in a few words.</summary>
    public required string Because { get; init; }

    /// <summary>The hash of what it is and of all that it reads.</summary>
    public required string Key { get; init; }

    /// <summary>How long it took the last time; null when it never ran there.</summary>
    public double? ExpectedSeconds { get; init; }
}
