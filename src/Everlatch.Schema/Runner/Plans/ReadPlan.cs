using System.Data.Common;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner.Ledgers;

namespace Everlatch.Schema.Runner.Plans;

/// <summary>
/// Finds out what is to be done: the files against the ledger, and against the catalog where there is no ledger.
/// </summary>
internal static class ReadPlan
{
    /// <summary>What is to be done.</summary>
    /// <exception cref="SchemaException">
    /// The contract is of other files, a file was edited, the histories have parted, or the catalog is nobody's.
    /// </exception>
    public static async Task<FullPlan> RunAsync(
        SchemaSource source, SchemaEngine engine, DbConnection connection, ApplyOptions options, CancellationToken ct)
    {
        var migrations = source.MigrationsOf(engine);
        var history = await LedgerTable.ReadAsync(engine, connection, ct);
        return history.Count > 0
            ? FromLedger(migrations, history, options)
            : await FromCatalogAsync(migrations, BuildContract.Of(source, engine), engine, connection, options, ct);
    }

    private static FullPlan FromLedger(
        IReadOnlyList<Migration> migrations, IReadOnlyList<LedgerEntry> history, ApplyOptions options)
    {
        var entries = history.ToDictionary(entry => entry.Step, StringComparer.Ordinal);
        RequireUnedited(migrations, entries);
        var pending = migrations
            .Where(m => entries.GetValueOrDefault(m.Step) is not { IsDone: true })
            .Select(m => new PlannedStep(m, Why(entries.GetValueOrDefault(m.Step))))
            .ToList();
        var plan = new FullPlan(
            new SchemaPlan
            {
                Steps = [.. pending.Where(Runs)],
                Deferred = [.. pending.Where(step => !Runs(step))],
                Ahead = [.. history.Select(entry => entry.Step).Except(migrations.Select(m => m.Step), StringComparer.Ordinal)],
            },
            history);
        RequireOneHistory(plan.Public);
        return plan;

        bool Runs(PlannedStep step) => options.Contract || step.Migration.Phase != MigrationPhase.Contract
            || entries.GetValueOrDefault(step.Step) is { Planned: true };
    }

    private static async Task<FullPlan> FromCatalogAsync(
        IReadOnlyList<Migration> migrations,
        SchemaContract contract,
        SchemaEngine engine,
        DbConnection connection,
        ApplyOptions options,
        CancellationToken ct)
    {
        var live = await engine.ReadCatalogAsync(connection, ct);
        var predecessor = await Predecessor.RecordedAsync(engine, connection, ct);

        // A runner that began after the ledger was read explains a catalog that fits nothing.
        if (await LedgerTable.ReadAsync(engine, connection, ct) is { Count: > 0 } history)
        {
            return FromLedger(migrations, history, options);
        }

        var adopted = FindAdopted.Run(contract, live, predecessor);
        var isFirst = adopted.Count == 0;
        var pending = migrations.Where(m => !adopted.Contains(m.Step)).Select(m => new PlannedStep(m, "not recorded")).ToList();
        return new FullPlan(
            new SchemaPlan
            {
                Steps = [.. pending.Where(Runs)], Deferred = [.. pending.Where(step => !Runs(step))], Adopted = [.. adopted],
            },
            [])
        {
            IsFirst = isFirst,
        };

        // Of an empty database nobody can need an older shape.
        bool Runs(PlannedStep step) => isFirst || options.Contract || step.Migration.Phase != MigrationPhase.Contract;
    }

    // A step that is not done may be mended.
    private static void RequireUnedited(IReadOnlyList<Migration> migrations, Dictionary<string, LedgerEntry> entries)
    {
        foreach (var migration in migrations)
        {
            if (entries.TryGetValue(migration.Step, out var entry) && entry.IsDone && entry.Sha256 != migration.Sha256)
            {
                throw RunFaults.Edited(migration, entry);
            }
        }
    }

    private static void RequireOneHistory(SchemaPlan plan)
    {
        var additions =
            plan.Steps.Where(step => step.Migration.Phase != MigrationPhase.Contract).Select(step => step.Step).ToList();
        if (plan.Ahead.Count > 0 && additions.Count > 0)
        {
            throw RunFaults.Parted(plan.Ahead, additions);
        }
    }

    private static string Why(LedgerEntry? entry) => entry switch
    {
        null => "not recorded",
        { State: LedgerState.Planned } => "not begun yet",
        { State: LedgerState.Failed } => $"it failed: {entry.Error}",
        { Walked: { } walked } => $"begun, and {walked} rows far",
        _ => "begun, and not finished",
    };
}
