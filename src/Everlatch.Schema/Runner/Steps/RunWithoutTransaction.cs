using System.Data.Common;
using System.Globalization;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner.Servers;

namespace Everlatch.Schema.Runner.Steps;

/// <summary>
/// Runs a step statement by statement, for what an engine refuses in a transaction. The ledger counts the statements that are
/// done; what became of the one that was under way when a runner died, the catalog tells.
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
            await SendAsync(migration.Statements[i], isPartly, ct);
            begun = begun with { Cursor = (i + 1).ToString(CultureInfo.InvariantCulture) };
            await RecordAsync(begun, ct);
        }

        var after = await run.Engine.ReadCatalogAsync(run.Connection, ct);
        StepCheck.Require(run, migration, before, after);
        return await DoneAsync(begun, after, ct);
    }

    private async Task<LedgerEntry> DoneAsync(LedgerEntry begun, Catalog after, CancellationToken ct)
    {
        var done = begun with { State = LedgerState.Done, FinishedAt = run.Clock.GetUtcNow(), DigestAfter = after.Digest };
        await RecordAsync(done, ct);
        return done;
    }

    // SQLite has one lock for all writers, the ledger's too.
    private Task<bool> RecordAsync(LedgerEntry entry, CancellationToken ct) =>
        new Attempts(run, migration).RunAsync(
            async limits =>
            {
                await run.RecordAsync(entry, ct, run.Rules.CommandSeconds(limits));
                return true;
            },
            ct);

    private async Task SendAsync(SqlText statement, bool isPartly, CancellationToken ct)
    {
        // What is there already was made by a runner that died before it could record it, or by a person ahead of it. The check
        // at the end sees what came of definitions, and of nothing else: no other statement's fault is passed over.
        FaultKind[] minded = isPartly && IsDefinition(statement) ? [FaultKind.Exists, FaultKind.Absent] : [];
        try
        {
            await new Attempts(run, migration).RunAsync(
                async limits =>
                {
                    await (question?.AskAgainAsync(ct) ?? Task.CompletedTask);
                    await DropBrokenAsync(ct);
                    limits = run.Rules.WaitsAlone(statement.Sql) ? limits with { Lock = TimeSpan.Zero } : limits;
                    await run.Rules.LimitAsync(run.Connection, limits, false, ct);
                    await StepStatement.SendAsync(run, migration, statement, limits, ct, minded);
                    return true;
                },
                ct);
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
    }

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

    private bool IsDefinition(SqlText statement) =>
        Definitions.Contains(SqlWords.Of(statement, migration.File, run.Engine).First());

    private bool Makes(CatalogIndex index) =>
        made.Changes.Any(change => change is not CatalogChange.Removed && change.Subject.Key == index.Key);
}
