using System.Data.Common;
using System.Globalization;
using Everlatch.Schema.Runner.Locks;
using Everlatch.Schema.Runner.Servers;
using Everlatch.Schema.Runner.Steps;

namespace Everlatch.Schema.Runner;

/// <summary>A run on SQLite.</summary>
internal sealed class SqliteRunner : RunnerEngine
{
    public override string Begin => "begin immediate";

    public override string Now => "cast(round((julianday('now') - 2440587.5) * 86400000) as integer)";

    public override async Task<DbConnection> OpenAsync(SchemaDatabase database, CancellationToken ct)
    {
        var connection = await database.With(new KeyValuePair<string, string>("Pooling", "false")).OpenAsync(ct);

        await EnforceAsync(connection, false, ct);
        return connection;
    }

    public override Task RequireDirectAsync(SchemaDatabase database, DbConnection connection, CancellationToken ct) =>
        Task.CompletedTask;

    public override Task<IHeldLock?> TryLockAsync(DbConnection connection, LockOwner owner, CancellationToken ct) =>
        Task.FromResult<IHeldLock?>(SqliteLock.TryTake(connection.DataSource, owner));

    public override Task<LockOwner?> FindOwnerAsync(DbConnection connection, CancellationToken ct) =>
        Task.FromResult(SqliteLock.FindOwner(connection.DataSource));

    public override Task RestoreAsync(DbConnection connection, LockOwner owner, CancellationToken ct) =>
        EnforceAsync(connection, false, ct);

    public override Task LimitAsync(DbConnection connection, StepLimits limits, bool inTransaction, CancellationToken ct) =>
        Task.CompletedTask;

    // The driver waits in its thread and hears no token. 0 would be for ever.
    public override KeyValuePair<string, string> Limit(TimeSpan patience) => new(
        "Default Timeout", Math.Max(1, (int)Math.Ceiling(patience.TotalSeconds)).ToString(CultureInfo.InvariantCulture));

    // How long the driver tries while others write; 0 would be for ever. SQLite itself knows no limit for a statement.
    public override int CommandSeconds(StepLimits limits) => Math.Max(1, (int)Math.Ceiling(limits.Lock.TotalSeconds));

    public override FaultKind Sort(DbException e) => SqliteFaults.Sort(e);

    public override Task<IReadOnlyList<Blocker>> FindLongHoldersAsync(
        DbConnection connection, IReadOnlyCollection<string> tables, TimeProvider clock, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Blocker>>([]);

    public override Task<IReadOnlyList<Blocker>> FindLockersAsync(DbConnection connection, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Blocker>>([]);

    public override Task<IBlockerWatch> WatchAsync(
        SchemaDatabase database, DbConnection connection, TimeProvider clock, CancellationToken ct) =>
        Task.FromResult<IBlockerWatch>(new Nobody());

    public override async Task<long?> EstimateRowsAsync(DbConnection connection, string table, CancellationToken ct) =>
        await connection.AskAsync<long>($"select count(*) from {Quote(table)}", [], ct);

    public override bool WaitsAlone(string sql) => false;

    // Some settings are passed over in silence there; the others are refused with a code that says nothing.
    public override bool RunsAlone(string firstWord) => firstWord is "pragma" or "vacuum" or "attach" or "detach";

    public override string DropBrokenIndex(string name) => $"drop index if exists {Quote(name)}";

    // Off for what changes tables: one that is made anew under its old name would take the rows with it that point to it.
    public override Task EnforceAsync(DbConnection connection, bool enforced, CancellationToken ct) =>
        connection.SendAsync($"pragma foreign_keys = {(enforced ? "on" : "off")}", ct);

    public override Task<IReadOnlyList<string>> FindViolationsAsync(DbConnection connection, CancellationToken ct) =>
        connection.ListAsync(
            "pragma foreign_key_check", [],
            row => $"a row of {row.GetString(0)} points to a row of {row.GetString(2)} that is not there", ct);

    public override async Task<IShownSign?> ShowAsync(SchemaDatabase database, ServerSign sign, CancellationToken ct) =>
        await SqliteSign.ShowAsync(database, sign, ct);

    public override Task<long> CountStandbysAsync(DbConnection connection, CancellationToken ct) => Task.FromResult(0L);

    public override Task<IReadOnlyList<ServerSign>> FindSignsAsync(DbConnection connection, CancellationToken ct) =>
        Task.FromResult(SqliteSign.Find(connection.DataSource));

    // SQLite does not say who holds its one lock.
    private sealed class Nobody : IBlockerWatch
    {
        public IReadOnlyList<Blocker> Seen => [];

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
