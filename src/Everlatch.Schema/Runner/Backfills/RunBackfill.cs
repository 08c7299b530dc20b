using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner.Steps;

namespace Everlatch.Schema.Runner.Backfills;

/// <summary>Walks a table by its key, batch after batch; each batch and how far it got are committed together.</summary>
internal sealed class RunBackfill(ApplyRun run, Migration migration)
{
    private readonly BackfillOptions walk = migration.Options.Backfill!;

    /// <summary>Goes on after the last batch that is recorded, until there are no rows left.</summary>
    /// <param name="begun">Its row.</param>
    /// <param name="ct">Asks it to stop after the batch that is under way.</param>
    /// <exception cref="SchemaException">
    /// It failed, or somebody changed its table meanwhile; the batches before are recorded.
    /// </exception>
    /// <exception cref="OperationCanceledException">It stopped; so they are.</exception>
    public async Task<LedgerEntry> RunAsync(LedgerEntry begun, CancellationToken ct)
    {
        var catalog = await run.Engine.ReadCatalogAsync(run.Connection, ct);
        var batches = await BatchesAsync(catalog, ct);
        begun = begun with
        {
            Rows = begun.Rows ?? 0,
            Walked = begun.Walked ?? 0,
            DigestBefore = begun.DigestBefore ?? catalog.Digest,
        };
        await run.RecordAsync(begun, ct);

        var pace = new Pace(run.Clock, await run.Rules.EstimateRowsAsync(run.Connection, walk.Table, ct));
        var throttle = new Throttle(walk.Rest);
        await run.Rules.EnforceAsync(run.Connection, true, ct);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var began = run.Clock.GetTimestamp();
            if (await batches.NextAsync(begun, pace, CancellationToken.None) is not { } next)
            {
                break;
            }

            begun = next;
            run.Progress.Report(new ApplyEvent.BatchDone(
                migration.Step, begun.Rows!.Value, begun.Walked!.Value, pace.Total, pace.Rate, pace.Left(begun.Walked.Value)));
            await Task.Delay(throttle.After(run.Clock.GetElapsedTime(began)), run.Clock, ct);
        }

        // Hours may have passed: what was walked is only done where the table is still what it was.
        var after = await run.Engine.ReadCatalogAsync(run.Connection, CancellationToken.None);
        StepCheck.Require(run, migration, catalog, after);
        var done = begun with { State = LedgerState.Done, FinishedAt = run.Clock.GetUtcNow(), DigestAfter = after.Digest };
        await run.RecordAsync(done, CancellationToken.None);
        return done;
    }

    private async Task<Batches> BatchesAsync(Catalogs.Catalog catalog, CancellationToken ct)
    {
        var column = catalog.Column(walk.Table, walk.Key)
            ?? throw RunFaults.Backfill(migration, $"there is no column {walk.Table}.{walk.Key}");
        var key = BackfillKey.Of(column)
            ?? throw RunFaults.Backfill(
                migration, $"a key is text, bigint or uuid, and {walk.Table}.{walk.Key} is {column.Type}");
        var batches = new Batches(run, migration, key);
        return await batches.HasLowestAsync(ct)
            ? throw RunFaults.Backfill(
                migration, $"a row of {walk.Table} has the lowest {walk.Key} that there is, and no batch begins before it")
            : batches;
    }
}
