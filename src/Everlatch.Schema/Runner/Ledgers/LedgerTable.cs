using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Runner.Ledgers;

/// <summary>The statements of the ledger: the same on every engine.</summary>
internal static class LedgerTable
{
    /// <summary>Makes it where it is not; the caller holds the lock.</summary>
    public const string Create =
        $"""
        create table if not exists {OwnTables.Ledger} (
            step text primary key, sha256 text not null, phase text not null, release text not null,
            who text not null, host text not null, pid bigint not null,
            started_at bigint not null, finished_at bigint,
            state text not null check (state in ('planned', 'running', 'done', 'failed', 'adopted')),
            digest_before text, digest_after text, rows bigint, walked bigint, rate bigint, cursor text, error text,
            planned bigint not null default 0)
        """;

    private const string Columns =
        "step, sha256, phase, release, who, host, pid, started_at, finished_at, state, "
        + "digest_before, digest_after, rows, walked, rate, cursor, error, planned";

    private const string Select = $"select {Columns} from {OwnTables.Ledger} order by started_at, step";

    private const string Upsert =
        $"""
        insert into {OwnTables.Ledger} ({Columns})
        values (@step, @sha256, @phase, @release, @who, @host, @pid, @started_at, @finished_at, @state,
            @digest_before, @digest_after, @rows, @walked, @rate, @cursor, @error, @planned)
        on conflict (step) do update set sha256 = excluded.sha256, phase = excluded.phase, release = excluded.release,
            who = excluded.who, host = excluded.host, pid = excluded.pid, started_at = excluded.started_at,
            finished_at = excluded.finished_at, state = excluded.state, digest_before = excluded.digest_before,
            digest_after = excluded.digest_after, rows = excluded.rows, walked = excluded.walked, rate = excluded.rate,
            cursor = excluded.cursor, error = excluded.error, planned = excluded.planned
        """;

    /// <summary>All rows in the order in which they were begun; empty when there is no ledger.</summary>
    public static async Task<IReadOnlyList<LedgerEntry>> ReadAsync(
        SchemaEngine engine, DbConnection connection, CancellationToken ct)
    {
        try
        {
            return await connection.ListAsync(Select, [], Read, ct);
        }
        catch (DbException e) when (engine.Runner.Sort(e) == FaultKind.Absent)
        {
            return [];
        }
    }

    /// <summary>Writes a row, over the one of the same step.</summary>
    public static Task WriteAsync(
        DbConnection connection, LedgerEntry entry, CancellationToken ct, int? seconds = null) =>
        connection.SendAsync(
            Upsert,
            [
                ("step", entry.Step), ("sha256", entry.Sha256), ("phase", entry.Phase), ("release", entry.Release),
                ("who", entry.Who), ("host", entry.Host), ("pid", entry.Pid),
                ("started_at", entry.StartedAt.ToUnixTimeMilliseconds()),
                ("finished_at", entry.FinishedAt?.ToUnixTimeMilliseconds()),
                ("state", entry.State.ToString().ToLowerInvariant()),
                ("digest_before", entry.DigestBefore), ("digest_after", entry.DigestAfter),
                ("rows", entry.Rows), ("walked", entry.Walked), ("rate", entry.Rate),
                ("cursor", entry.Cursor), ("error", entry.Error),
                ("planned", entry.Planned ? 1L : 0L),
            ],
            ct,
            seconds);

    private static LedgerEntry Read(DbDataReader row) => new()
    {
        Step = row.GetString(0),
        Sha256 = row.GetString(1),
        Phase = row.GetString(2),
        Release = row.GetString(3),
        Who = row.GetString(4),
        Host = row.GetString(5),
        Pid = row.GetInt64(6),
        StartedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)),
        FinishedAt = Number(row, 8) is { } finished ? DateTimeOffset.FromUnixTimeMilliseconds(finished) : null,
        State = Enum.Parse<LedgerState>(row.GetString(9), ignoreCase: true),
        DigestBefore = Text(row, 10),
        DigestAfter = Text(row, 11),
        Rows = Number(row, 12),
        Walked = Number(row, 13),
        Rate = Number(row, 14),
        Cursor = Text(row, 15),
        Error = Text(row, 16),
        Planned = row.GetInt64(17) != 0,
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
