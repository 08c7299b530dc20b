using System.Data.Common;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner.Steps;

namespace Everlatch.Schema.Runner.Backfills;

/// <summary>The batches of a backfill, one transaction each.</summary>
internal sealed class Batches(ApplyRun run, Migration migration, BackfillKey key)
{
    private readonly BackfillOptions walk = migration.Options.Backfill!;

    private string Table => RunnerEngine.Quote(walk.Table);

    private string Key => RunnerEngine.Quote(walk.Key);

    /// <summary>Whether a row has the key that everything begins after.</summary>
    public async Task<bool> HasLowestAsync(CancellationToken ct) =>
        (await run.Connection.ListAsync(
            $"select 1 from {Table} where {Key} <= @lowest limit 1", [("lowest", key.Lowest)], _ => true, ct)).Count > 0;

    /// <summary>Does the next one.</summary>
    /// <param name="begun">The row of the ledger with how far it got.</param>
    /// <param name="pace">Counts its rows.</param>
    /// <param name="ct">Undoes it.</param>
    /// <returns>The row with how far it got then, as it is recorded; null when no rows are left.</returns>
    public Task<LedgerEntry?> NextAsync(LedgerEntry begun, Pace pace, CancellationToken ct) =>
        new Attempts(run, migration).RunAsync(limits => TryAsync(begun, pace, limits, ct), ct);

    private async Task<LedgerEntry?> TryAsync(LedgerEntry begun, Pace pace, StepLimits limits, CancellationToken ct)
    {
        await run.Connection.SendAsync(run.Rules.Begin, [], ct, run.Rules.CommandSeconds(limits));
        try
        {
            await run.Rules.LimitAsync(run.Connection, limits, true, ct);
            var after = key.Read(begun.Cursor);
            if (await EndAsync(after, ct) is not ({ } upto, var walked))
            {
                await run.Connection.SendAsync("rollback", ct);
                return null;
            }

            var changed = await ChangeAsync(after, upto, limits, ct);
            var next = begun with
            {
                Cursor = BackfillKey.Write(upto),
                Rows = begun.Rows + changed,
                Walked = begun.Walked + walked,
                Rate = (long)pace.RateWith(walked),
            };
            await run.RecordAsync(next, ct);
            await run.Connection.SendAsync("commit", [], CancellationToken.None, run.Rules.CommandSeconds(limits));
            pace.Count(walked);
            return next;
        }
        catch
        {
            await RollBack.QuietlyAsync(run.Connection);
            throw;
        }
    }

    // The last key of the batch and how many rows it has; without max(), which not every type has.
    private async Task<(object? Upto, long Count)> EndAsync(object after, CancellationToken ct) =>
        (await run.Connection.ListAsync(
            $"""
            select k, n from (
                select {Key} as k, row_number() over (order by {Key}) as n
                from {Table} where {Key} > @after order by {Key} limit {walk.BatchSize}
            ) as batch order by n desc limit 1
            """,
            [("after", after)],
            row => (row.GetValue(0), row.GetInt64(1)),
            ct)) is [var last] ? last : default;

    private async Task<int> ChangeAsync(object after, object upto, StepLimits limits, CancellationToken ct)
    {
        var statement = migration.Statements[0];
        try
        {
            return await run.Connection.SendAsync(
                statement.Sql, [("after", after), ("upto", upto)], ct, run.Rules.CommandSeconds(limits));
        }
        catch (DbException e) when (run.Rules.Sort(e) is var kind && kind != FaultKind.Locked)
        {
            throw RunFaults.Of(kind, e, migration, statement);
        }
    }
}
