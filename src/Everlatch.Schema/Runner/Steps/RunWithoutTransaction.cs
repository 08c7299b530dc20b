using System.Data.Common;
using System.Globalization;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner.Servers;

namespace Everlatch.Schema.Runner.Steps;

/// <summary>
/// Runs a step statement by statement, for what an engine refuses in a transaction. The ledger counts the statements that are
/// done, each in one transaction with its count where the engine lets it run in one. Of a statement that it does not, and that
/// was under way when a runner died, the catalog tells what became.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="migration">The step.</param>
/// <param name="question">Who must not need what it takes away; null when nobody is asked.</param>
internal sealed class RunWithoutTransaction(ApplyRun run, Migration migration, ContractQuestion? question)
{
    private static readonly string[] Definitions = ["create", "alter", "drop"];

    private readonly ContractStep made = run.Made(migration);

    /// <summary>Runs what is left of it.</summary>
    /// <param name="begun">Its row.</param>
    /// <param name="ct">Cancels the statement that is under way.</param>
    /// <exception cref="SchemaException">It failed; what is done is recorded.</exception>
    public async Task<LedgerEntry> RunAsync(LedgerEntry begun, CancellationToken ct)
    {
        var before = await run.Engine.ReadCatalogAsync(run.Connection, ct);
        begun = begun with { DigestBefore = begun.DigestBefore ?? before.Digest, Cursor = begun.Cursor ?? "0" };
        await RecordAsync(begun, ct);

        // Even where all of it is there: of a statement that moves rows the catalog tells nothing.
        var isPartly = StepCheck.IsPartlyThere(made, before) || begun.Cursor != "0";
        for (var i = int.Parse(begun.Cursor, CultureInfo.InvariantCulture); i < migration.Statements.Count; i++)
        {
            question?.Done = i;
            begun = begun with { Cursor = (i + 1).ToString(CultureInfo.InvariantCulture) };
            await DoAsync(migration.Statements[i], begun, isPartly, ct);
        }

        var after = await run.Engine.ReadCatalogAsync(run.Connection, ct);
        StepCheck.Require(run, migration, before, after);
        var done = begun with { State = LedgerState.Done, FinishedAt = run.Clock.GetUtcNow(), DigestAfter = after.Digest };
        await RecordAsync(done, ct);
        return done;
    }

    // SQLite has one lock for all writers, the ledger's too.
    private Task<bool> RecordAsync(LedgerEntry entry, CancellationToken ct) =>
        TryAsync(limits => run.RecordAsync(entry, ct, run.Rules.CommandSeconds(limits)), ct);

    private async Task DoAsync(SqlText statement, LedgerEntry counted, bool isPartly, CancellationToken ct)
    {
        // What is there already was made by a runner that died before it could record it, or by a person ahead of it. The check
        // at the end sees what came of definitions, and of nothing else: no other statement's fault is passed over.
        var first = SqlWords.Of(statement, migration.File, run.Engine).First();
        FaultKind[] minded = isPartly && Definitions.Contains(first) ? [FaultKind.Exists, FaultKind.Absent] : [];
        try
        {
            if (!run.Rules.WaitsAlone(statement.Sql) && !run.Rules.RunsAlone(first)
                && await WithItsCountAsync(statement, counted, minded, ct))
            {
                return;
            }

            await TryAsync(limits => AloneAsync(statement, limits, minded, ct), ct);
        }
        catch (DbException e) when (minded.Contains(run.Rules.Sort(e)))
        {
            // That check decides whether it is what the step makes.
        }
        catch (SchemaException)
        {
            await TryDropBrokenAsync();
            throw;
        }

        await RecordAsync(counted, ct);
    }

    // False when the engine does not run it in a transaction: then nothing of it is left.
    private async Task<bool> WithItsCountAsync(
        SqlText statement, LedgerEntry counted, FaultKind[] minded, CancellationToken ct)
    {
        try
        {
            await TryAsync(limits => TogetherAsync(statement, counted, limits, [.. minded, FaultKind.NoTransaction], ct), ct);
            return true;
        }
        catch (DbException e) when (run.Rules.Sort(e) == FaultKind.NoTransaction)
        {
            return false;
        }
    }

    private async Task TogetherAsync(
        SqlText statement, LedgerEntry counted, StepLimits limits, FaultKind[] minded, CancellationToken ct)
    {
        await ReadyAsync(ct);
        await run.Connection.SendAsync(run.Rules.Begin, [], ct, run.Rules.CommandSeconds(limits));
        try
        {
            await run.Rules.LimitAsync(run.Connection, limits, true, ct);
            await StepStatement.SendAsync(run, migration, statement, limits, ct, minded);
            await run.RecordAsync(counted, ct);
            await StepStatement.CommitAsync(run, migration, limits);
        }
        catch
        {
            await RollBack.QuietlyAsync(run.Connection);
            throw;
        }
    }

    private async Task AloneAsync(SqlText statement, StepLimits limits, FaultKind[] minded, CancellationToken ct)
    {
        await ReadyAsync(ct);
        limits = run.Rules.WaitsAlone(statement.Sql) ? limits with { Lock = TimeSpan.Zero } : limits;
        await run.Rules.LimitAsync(run.Connection, limits, false, ct);
        await StepStatement.SendAsync(run, migration, statement, limits, ct, minded);
    }

    private async Task ReadyAsync(CancellationToken ct)
    {
        await (question?.AskAgainAsync(ct) ?? Task.CompletedTask);
        await DropBrokenAsync(ct);
    }

    private Task<bool> TryAsync(Func<StepLimits, Task> attempt, CancellationToken ct) =>
        new Attempts(run, migration).RunAsync(
            async limits =>
            {
                await attempt(limits);
                return true;
            },
            ct);

    // An index whose building failed is kept up with every write and serves no read; it is built anew.
    private async Task DropBrokenAsync(CancellationToken ct)
    {
        var limits = StepLimits.Of(migration);
        var live = await run.Engine.ReadCatalogAsync(run.Connection, ct);
        var broken = live.Of<CatalogIndex>().Where(i => !i.Valid && !live.Building.Contains(i.Name) && Makes(i));
        foreach (var index in broken)
        {
            await run.Rules.LimitAsync(run.Connection, limits, false, ct);
            await run.Connection.SendAsync(run.Rules.DropBrokenIndex(index.Name), [], ct, run.Rules.CommandSeconds(limits));
        }
    }

    private async Task TryDropBrokenAsync()
    {
        try
        {
            await DropBrokenAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or SchemaException or InvalidOperationException)
        {
            // The next run finds it.
        }
    }

    private bool Makes(CatalogIndex index) =>
        made.Changes.Any(change => change is not CatalogChange.Removed && change.Subject.Key == index.Key);
}
