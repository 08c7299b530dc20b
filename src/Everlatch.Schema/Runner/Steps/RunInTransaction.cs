using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner.Servers;

namespace Everlatch.Schema.Runner.Steps;

/// <summary>Runs a step in one transaction, which its row of the ledger belongs to: both are there or neither.</summary>
/// <param name="run">The run.</param>
/// <param name="migration">The step.</param>
/// <param name="question">Who must not need what it takes away; null when nobody is asked.</param>
internal sealed class RunInTransaction(ApplyRun run, Migration migration, ContractQuestion? question)
{
    /// <summary>Runs it until it gets its locks.</summary>
    /// <param name="begun">Its row.</param>
    /// <param name="ct">Undoes it.</param>
    /// <exception cref="SchemaException">It failed, and nothing of it is left.</exception>
    public async Task<LedgerEntry> RunAsync(LedgerEntry begun, CancellationToken ct)
    {
        var attempts = new Attempts(run, migration);
        while (true)
        {
            var before = await run.Engine.ReadCatalogAsync(run.Connection, ct);
            var holders = await run.Rules.FindLongHoldersAsync(run.Connection, TablesOf(before), run.Clock, ct);
            if (holders.Count == 0)
            {
                return await attempts.RunAsync(limits => TryAsync(begun, before, limits, ct), ct);
            }

            await attempts.PauseAsync(holders, ct);
        }
    }

    private async Task<LedgerEntry> TryAsync(LedgerEntry begun, Catalog before, StepLimits limits, CancellationToken ct)
    {
        await run.Connection.SendAsync(run.Rules.Begin, [], ct, run.Rules.CommandSeconds(limits));
        try
        {
            await run.Rules.LimitAsync(run.Connection, limits, true, ct);
            var broken = await run.Rules.FindViolationsAsync(run.Connection, ct);
            foreach (var statement in migration.Statements)
            {
                await StepStatement.SendAsync(run, migration, statement, limits, ct);
            }

            var after = await run.Engine.ReadCatalogAsync(run.Connection, ct);
            StepCheck.Require(run, migration, before, after);
            await RequireUnbrokenAsync(broken, ct);

            // Its locks are had and nobody sees anything of it yet: whoever came while it waited for them is asked now.
            await (question?.AskAgainAsync(before, after, ct) ?? Task.CompletedTask);
            var done = begun with
            {
                State = LedgerState.Done,
                FinishedAt = run.Clock.GetUtcNow(),
                DigestBefore = before.Digest,
                DigestAfter = after.Digest,
            };
            await run.RecordAsync(done, ct);
            await StepStatement.CommitAsync(run, migration, limits);
            return done;
        }
        catch
        {
            await RollBack.QuietlyAsync(run.Connection);
            throw;
        }
    }

    private async Task RequireUnbrokenAsync(IReadOnlyList<string> broken, CancellationToken ct)
    {
        var now = await run.Rules.FindViolationsAsync(run.Connection, ct);
        if (now.Count > broken.Count)
        {
            throw RunFaults.Broken(migration, [.. now.Except(broken)]);
        }
    }

    private HashSet<string> TablesOf(Catalog before) =>
    [
        .. run.Made(migration).Changes.Select(change => change.Subject.Table).OfType<string>()
            .Where(t => before.Table(t) is not null),
    ];
}
