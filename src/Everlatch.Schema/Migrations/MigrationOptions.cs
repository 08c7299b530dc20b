namespace Everlatch.Schema.Migrations;

/// <summary>What the header of a file says: lines <c>-- schema: option value</c> before its first statement.</summary>
public sealed record MigrationOptions
{
    /// <summary><c>no-transaction</c> turns it off, for statements that the engine refuses in one. Default true.</summary>
    public bool InTransaction { get; init; } = true;

    /// <summary>
    /// <c>lock-timeout 2s</c>: how long a statement waits for a lock before the step is tried again. Default 2 s.
    /// </summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary><c>statement-timeout 10min</c>: how long one statement may take. Default 10 minutes.</summary>
    public TimeSpan StatementTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary><c>table</c>, <c>key</c>, <c>batch</c> and <c>rest</c> of a backfill; null in other phases.</summary>
    public BackfillOptions? Backfill { get; init; }

    /// <summary><c>allow RULE because REASON</c>, any number.</summary>
    public IReadOnlyList<LintException> Exceptions { get; init; } = [];
}
