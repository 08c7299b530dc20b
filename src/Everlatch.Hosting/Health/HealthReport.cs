namespace Everlatch.Hosting.Health;

/// <summary>What the health endpoints say.</summary>
public sealed record HealthReport
{
    /// <summary><c>live</c>, <c>ready</c> or <c>not_ready</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What is missing, one sentence each.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>What of the database answers: <c>primary</c>, <c>standby</c>, or nothing: <c>copy</c>.</summary>
    public string? Rung { get; init; }

    /// <summary>What this server did in an outage that is not in the database yet; null when it keeps no journal.</summary>
    public int? JournalEntries { get; init; }

    /// <summary>Seconds since the directory was last known to be the newest.</summary>
    public long? DirectoryAgeSeconds { get; init; }

    /// <summary>Digest of the ids of all signing keys that are published; said at <c>/health/keys</c> alone.</summary>
    public string? Keys { get; init; }

    /// <summary>Version of this build.</summary>
    public string? Version { get; init; }

    /// <summary>Digest of the release that it runs from; null when it does not run from a release folder.</summary>
    public string? Build { get; init; } = ThisRelease.Digest;
}
