namespace Everlatch.Release.Builds.Making;

/// <summary>What is built, and how.</summary>
public sealed record BuildOptions
{
    /// <summary>A folder of the checkout.</summary>
    public required string Source { get; init; }

    /// <summary>The folder to make: it must not exist, or be empty.</summary>
    public required string Out { get; init; }

    /// <summary>What it is to run on; null for this machine's kind.</summary>
    public string? Runtime { get; init; }

    /// <summary>Whether files that are changed and not committed may go into it. Default false.</summary>
    public bool AllowDirty { get; init; }

    /// <summary>
    /// Whether the code is compiled ahead of time. Default true: without it a build is made sooner and starts half as fast.
    /// </summary>
    public bool ReadyToRun { get; init; } = true;
}
