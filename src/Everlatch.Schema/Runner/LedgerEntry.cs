namespace Everlatch.Schema.Runner;

/// <summary>One row of the ledger.</summary>
public sealed record LedgerEntry
{
    /// <summary>The step: <c>0007_user_locale.expand</c>.</summary>
    public required string Step { get; init; }

    /// <summary>Hash of its file as it was applied.</summary>
    public required string Sha256 { get; init; }

    /// <summary><c>expand</c>, <c>backfill</c> or <c>contract</c>.</summary>
    public required string Phase { get; init; }

    /// <summary>Version of the build that ran it.</summary>
    public required string Release { get; init; }

    /// <summary>The operating system's user that ran it.</summary>
    public required string Who { get; init; }

    /// <summary>The host that it was run on.</summary>
    public required string Host { get; init; }

    /// <summary>The process there.</summary>
    public required long Pid { get; init; }

    /// <summary>When it was first begun.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was done or failed; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required LedgerState State { get; init; }

    /// <summary>Digest of the catalog before it.</summary>
    public string? DigestBefore { get; init; }

    /// <summary>Digest of the catalog after it.</summary>
    public string? DigestAfter { get; init; }

    /// <summary>Rows that it changed so far; null where they are not counted.</summary>
    public long? Rows { get; init; }

    /// <summary>Rows that a backfill went through so far; null for other phases.</summary>
    public long? Walked { get; init; }

    /// <summary>Rows a second, of the run that last moved it; null for other phases.</summary>
    public long? Rate { get; init; }

    /// <summary>How far it got: a backfill's last key, the number of statements of a step without a transaction.</summary>
    public string? Cursor { get; init; }

    /// <summary>Why it failed; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Whether it is a contract step that was meant from the beginning, of a database that was empty.</summary>
    public bool Planned { get; init; }

    /// <summary>Whether nothing is left to be done.</summary>
    public bool IsDone => State is LedgerState.Done or LedgerState.Adopted;
}
