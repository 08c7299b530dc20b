using System.Data.Common;
using System.Globalization;
using Everlatch.Schema.Runner.Locks;
using Everlatch.Schema.Runner.Servers;
using Everlatch.Schema.Runner.Steps;

namespace Everlatch.Schema.Runner;

/// <summary>A run on PostgreSQL.</summary>
internal sealed class PostgresRunner : RunnerEngine
{
    // The server notices within half a second that a runner died during a long statement, and within
    // half a minute that its host did.
    private static readonly string[] Settings =
    [
        "set client_connection_check_interval = 500", "set tcp_keepalives_idle = 10", "set tcp_keepalives_interval = 5",
        "set tcp_keepalives_count = 3",
    ];

    // Whatever a role or database has for a default: who came while the transaction waited for its locks must be seen in it.
    public override string Begin => "begin isolation level read committed";

    public override string Now => "(extract(epoch from pg_catalog.clock_timestamp()) * 1000)::bigint";

    public override Task<DbConnection> OpenAsync(SchemaDatabase database, CancellationToken ct) =>
        database.With(new KeyValuePair<string, string>("Pooling", "false")).OpenAsync(ct);

    public override Task RequireDirectAsync(SchemaDatabase database, DbConnection connection, CancellationToken ct) =>
        PostgresDirect.RequireAsync(database.With(new KeyValuePair<string, string>("Pooling", "false")), connection, ct);

    public override async Task<IHeldLock?> TryLockAsync(DbConnection connection, LockOwner owner, CancellationToken ct) =>
        await PostgresLock.TryTakeAsync(connection, owner, ct);

    public override Task<LockOwner?> FindOwnerAsync(DbConnection connection, CancellationToken ct) =>
        PostgresLock.FindOwnerAsync(connection, ct);

    public override async Task RestoreAsync(DbConnection connection, LockOwner owner, CancellationToken ct)
    {
        try
        {
            await connection.SendAsync(string.Join("; ", ["reset all", .. Settings]), ct);
        }
        catch (DbException e) when (e.SqlState is "22023" or "42704" or "42501")
        {
            // A platform that cannot watch the connection notices a dead runner later.
            await connection.SendAsync("reset all", ct);
        }

        await PostgresLock.NameAsync(connection, owner, ct);
    }

    public override Task LimitAsync(DbConnection connection, StepLimits limits, bool inTransaction, CancellationToken ct)
    {
        var set = inTransaction ? "set local" : "set";
        return connection.SendAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{set} lock_timeout = {(long)limits.Lock.TotalMilliseconds}; "
                    + $"{set} statement_timeout = {(long)limits.Statement.TotalMilliseconds}"),
            ct);
    }

    // The caller's token ends a statement in order; the driver's own limit, which breaks the session, is behind it.
    public override KeyValuePair<string, string> Limit(TimeSpan patience) => new(
        "Command Timeout", ((int)patience.TotalSeconds + 5).ToString(CultureInfo.InvariantCulture));

    // None: the server counts the time. A client that gives up on its own leaves the server at work.
    public override int CommandSeconds(StepLimits limits) => 0;

    public override FaultKind Sort(DbException e) => PostgresFaults.Sort(e);

    public override Task<IReadOnlyList<Blocker>> FindLongHoldersAsync(
        DbConnection connection, IReadOnlyCollection<string> tables, TimeProvider clock, CancellationToken ct) =>
        PostgresHolders.FindLongAsync(connection, tables, clock, ct);

    public override Task<IReadOnlyList<Blocker>> FindLockersAsync(DbConnection connection, CancellationToken ct) =>
        PostgresHolders.FindExclusiveAsync(connection, ct);

    public override async Task<IBlockerWatch> WatchAsync(
        SchemaDatabase database, DbConnection connection, TimeProvider clock, CancellationToken ct) =>
        new PostgresBlockerWatch(
            token => OpenAsync(database, token), await PostgresLock.SessionAsync(connection, ct), clock);

    // The planner's estimate: counting ten million rows would take longer than some backfills.
    public override async Task<long?> EstimateRowsAsync(DbConnection connection, string table, CancellationToken ct) =>
        await connection.AskAsync<long>(
            "select reltuples::bigint from pg_catalog.pg_class where oid = pg_catalog.to_regclass(@table)",
            [("table", Quote(table))],
            ct) is var rows and > 0
            ? rows
            : null;

    public override bool WaitsAlone(string sql) => PostgresConcurrently.Is(sql);

    public override bool RunsAlone(string firstWord) => false;

    public override string DropBrokenIndex(string name) => $"drop index concurrently if exists {Quote(name)}";

    public override Task EnforceAsync(DbConnection connection, bool enforced, CancellationToken ct) => Task.CompletedTask;

    public override Task<IReadOnlyList<string>> FindViolationsAsync(DbConnection connection, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public override Task<IShownSign?> ShowAsync(SchemaDatabase database, ServerSign sign, CancellationToken ct) =>
        PostgresSign.ShowAsync(database, sign, ct);

    // A role without more rights sees who follows by name alone. PostgreSQL's own tools that take a copy or the log have theirs,
    // which no standby has; those of others count. Who takes rows and no log has a schema of its own.
    public override Task<long> CountStandbysAsync(DbConnection connection, CancellationToken ct) => connection.AskAsync<long>(
        """
        select count(*) from pg_catalog.pg_stat_replication r
        where r.state is distinct from 'backup' and coalesce(r.application_name, '') not in ('pg_basebackup', 'pg_receivewal')
            and not exists (
                select from pg_catalog.pg_replication_slots s where s.active_pid = r.pid and s.slot_type = 'logical')
        """,
        [],
        ct);

    public override Task<IReadOnlyList<ServerSign>> FindSignsAsync(DbConnection connection, CancellationToken ct) =>
        PostgresSign.FindAsync(connection, ct);
}
