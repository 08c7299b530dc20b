using System.Data.Common;
using Everlatch.Schema.Runner.Locks;
using Everlatch.Schema.Runner.Servers;
using Everlatch.Schema.Runner.Steps;

namespace Everlatch.Schema.Runner;

/// <summary>What differs between engines for a run.</summary>
internal abstract class RunnerEngine
{
    /// <summary>Begins a transaction that writes.</summary>
    public abstract string Begin { get; }

    /// <summary>Now in Unix milliseconds, by the database's own clock.</summary>
    public abstract string Now { get; }

    /// <summary>Opens the session of a run.</summary>
    public abstract Task<DbConnection> OpenAsync(SchemaDatabase database, CancellationToken ct);

    /// <summary>Makes sure that a session is the database's own, by experiment.</summary>
    /// <exception cref="SchemaException">A pooler shares it between clients.</exception>
    public abstract Task RequireDirectAsync(SchemaDatabase database, DbConnection connection, CancellationToken ct);

    /// <summary>Takes the lock if it is free, without waiting; null when somebody else has it.</summary>
    public abstract Task<IHeldLock?> TryLockAsync(DbConnection connection, LockOwner owner, CancellationToken ct);

    /// <summary>Who holds the lock; null when nobody can be seen.</summary>
    public abstract Task<LockOwner?> FindOwnerAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Gives a session back the settings that it had, whatever a step did to them.</summary>
    public abstract Task RestoreAsync(DbConnection connection, LockOwner owner, CancellationToken ct);

    /// <summary>Limits the statements that follow, in this transaction or until the settings are restored.</summary>
    public abstract Task LimitAsync(DbConnection connection, StepLimits limits, bool inTransaction, CancellationToken ct);

    /// <summary>What an address says so that the driver does not cut in before, or hold out after, a caller's limit.</summary>
    public abstract KeyValuePair<string, string> Limit(TimeSpan patience);

    /// <summary>The driver's own limit for a statement under these.</summary>
    public abstract int CommandSeconds(StepLimits limits);

    /// <summary>What an engine's error means.</summary>
    public abstract FaultKind Sort(DbException e);

    /// <summary>
    /// Sessions that have held these tables for a while; a statement that waits for one would make everybody wait.
    /// </summary>
    public abstract Task<IReadOnlyList<Blocker>> FindLongHoldersAsync(
        DbConnection connection, IReadOnlyCollection<string> tables, TimeProvider clock, CancellationToken ct);

    /// <summary>Sessions that hold something of this database so that nobody may even look at it.</summary>
    public abstract Task<IReadOnlyList<Blocker>> FindLockersAsync(DbConnection connection, CancellationToken ct);

    /// <summary>Watches who makes this session wait, until it is disposed of.</summary>
    public abstract Task<IBlockerWatch> WatchAsync(
        SchemaDatabase database, DbConnection connection, TimeProvider clock, CancellationToken ct);

    /// <summary>Rows of a table, about; null when unknown.</summary>
    public abstract Task<long?> EstimateRowsAsync(DbConnection connection, string table, CancellationToken ct);

    /// <summary>Whether a statement waits without making others wait, so that it needs no short limit.</summary>
    public abstract bool WaitsAlone(string sql);

    /// <summary>
    /// Whether a statement that begins so means something else in a transaction, or nothing. What the engine refuses there it
    /// says itself (<see cref="FaultKind.NoTransaction" />).
    /// </summary>
    public abstract bool RunsAlone(string firstWord);

    /// <summary>Removes an index that its building left half way.</summary>
    public abstract string DropBrokenIndex(string name);

    /// <summary>
    /// Whether promises between tables are kept at every statement; where that is off they are checked after a step.
    /// </summary>
    public abstract Task EnforceAsync(DbConnection connection, bool enforced, CancellationToken ct);

    /// <summary>Rows that break a promise which is not kept at every statement; empty when all is well.</summary>
    public abstract Task<IReadOnlyList<string>> FindViolationsAsync(DbConnection connection, CancellationToken ct);

    /// <summary>
    /// Shows that a server lives which may not write the register; null where no contract step would see it.
    /// </summary>
    public abstract Task<IShownSign?> ShowAsync(SchemaDatabase database, ServerSign sign, CancellationToken ct);

    /// <summary>How many standbys follow the database: servers that reach only one of them can show nothing.</summary>
    public abstract Task<long> CountStandbysAsync(DbConnection connection, CancellationToken ct);

    /// <summary>All such signs, as they are at this moment, within a transaction too.</summary>
    public abstract Task<IReadOnlyList<ServerSign>> FindSignsAsync(DbConnection connection, CancellationToken ct);

    /// <summary>A name as an identifier.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
