using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Shadows;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>Runs the statements of one file and measures each.</summary>
internal sealed class PostgresStatement(DbConnection connection, IReadOnlySet<long> known, Migration migration)
{
    /// <summary>The session.</summary>
    public DbConnection Connection => connection;

    /// <summary>The file.</summary>
    public Migration Migration => migration;

    /// <summary>Runs one in the transaction that is open, and tells what it did and what the catalog is then.</summary>
    public async Task<(Effect Effect, Catalog Catalog)> MeasureAsync(SqlText statement, Catalog catalog, CancellationToken ct)
    {
        var before = await PostgresSnapshot.TakeAsync(connection, ct);
        var planned = await PostgresPlan.WritesOfAsync(connection, statement, before, known, ct);
        await RunStatement.RunAsync(connection, statement, migration.Phase, ct);
        await PostgresReach.RequireWithinAsync(connection, statement, migration.File, ct);
        var after = await PostgresSnapshot.TakeAsync(connection, ct);
        RequireSamePath(statement, before, after);
        var now = await SchemaEngine.Postgres.ReadCatalogAsync(connection, ct);
        var changes = catalog.ChangesTo(now);
        var difference = new PostgresDifference(before, after, known);
        var rehearsal = await RehearseAsync(statement, difference, planned, changes.Count, before, ct);
        var emptied = difference.Rewritten.Where(table => rehearsal?.Emptied.Contains(table.Oid) == true).ToList();
        var effect = EffectOf(statement, difference, changes) with
        {
            Rewritten = [.. difference.Rewritten.Except(emptied).Select(table => table.Name)],
            Emptied = [.. emptied.Select(table => table.Name)],
            Rebuilt = [.. difference.Rebuilt.Where(index => emptied.All(table => table.Name != index.Table))],
            Writes = planned is { Count: > 0 } ? planned : Hidden(difference, rehearsal),
            PassedByDefaults = await PostgresDefaults.PassedAsync(connection, changes, known, after, ct),
            LockTimeoutChange = before.Settings.LockTimeout == after.Settings.LockTimeout
                ? null
                : $"from {before.Settings.LockTimeout} to {after.Settings.LockTimeout}",
        };
        return (effect, now);
    }

    /// <summary>Runs one that the engine lets run in no transaction.</summary>
    public async Task<(Effect Effect, Catalog Catalog)> MeasureOutsideAsync(
        SqlText statement, string name, Catalog catalog, SchemaDatabase shadow, CancellationToken ct)
    {
        var before = await PostgresSnapshot.TakeAsync(connection, ct);
        IReadOnlyList<(long Relation, LockMode Mode)> seen;
        try
        {
            seen = await PostgresBystander.WatchAsync(
                connection, statement, shadow, before.Relations.Values.Where(table => known.Contains(table.Oid)), ct);
        }
        catch (DbException e) when (e is { SqlState: not null })
        {
            throw Failed(statement, e);
        }

        var after = await PostgresSnapshot.TakeAsync(connection, ct);
        var now = await SchemaEngine.Postgres.ReadCatalogAsync(connection, ct);
        var difference = new PostgresDifference(before, after, known);
        var locks = difference.LocksOf(seen);
        var effect = EffectOf(statement, difference, catalog.ChangesTo(now)) with
        {
            RunsAlone = name,
            Locks = locks,
            Held = locks,
            Scanned = [],
            Rewritten = [.. difference.Rewritten.Select(table => table.Name)],
            Rebuilt = difference.Rebuilt,
        };
        return (effect, now);
    }

    /// <summary>What to say when a statement fails.</summary>
    public SchemaException Failed(SqlText statement, DbException e) =>
        new("EL1860", $"The statement fails on a shadow of the schema before it: {e.Message}", migration.File, statement.Line, e);

    // Every name after it would mean something else, and the catalog that is read too.
    private void RequireSamePath(SqlText statement, PostgresSnapshot before, PostgresSnapshot after)
    {
        if (before.Settings.SearchPath != after.Settings.SearchPath)
        {
            throw new SchemaException(
                "EL1865",
                $"This changes the search path from '{before.Settings.SearchPath}' to '{after.Settings.SearchPath}'.",
                migration.File,
                statement.Line);
        }
    }

    private static Effect EffectOf(SqlText statement, PostgresDifference difference, IReadOnlyList<CatalogChange> changes) =>
        new()
    {
        Statement = statement,
        Locks = difference.Taken,
        Held = difference.Held,
        Scanned = difference.Scanned,
        Detached = difference.Detached,
        DroppedIndexes = difference.DroppedIndexes,
        NewForeignKeys = difference.NewKeys,
        GoneForeignKeys = difference.GoneKeys,
        Changes = changes,
        Lost = difference.Lost,
        Known = difference.KnownNames,
    };

    // Only where the run on empty tables leaves something open.
    private async Task<PostgresRehearsal.Result?> RehearseAsync(
        SqlText statement,
        PostgresDifference difference,
        IReadOnlyList<RowWrite>? planned,
        int changes,
        PostgresSnapshot before,
        CancellationToken ct)
    {
        var readsOrWrites = difference.Scanned.Select(scan => scan.Table)
            .Concat(difference.Taken.Where(taken => taken.Mode <= LockMode.RowExclusive).Select(taken => taken.Table));
        var open = planned is { Count: > 0 } ? [] : readsOrWrites;
        if (changes == 0)
        {
            open = open.Concat(difference.Rewritten.Select(table => table.Name));
        }

        var names = open.ToHashSet(StringComparer.Ordinal);
        var tables = before.Relations.Values.Where(r => r.Kind is 'r' or 'p' && names.Contains(r.Name)).ToList();
        return tables.Count == 0 ? null : await PostgresRehearsal.RunAsync(connection, statement, tables, known, ct);
    }

    // Writes inside a block, a procedure or a function: no plan shows them, the locks and the counters do.
    private static IReadOnlyList<RowWrite> Hidden(PostgresDifference difference, PostgresRehearsal.Result? rehearsal)
    {
        var bounded = difference.LooksUpOnly && rehearsal?.Difference.LooksUpOnly != false;
        return
        [
            .. difference.Written.Concat(rehearsal?.Difference.Written ?? [])
                .DistinctBy(table => table.Oid)
                .Select(table => new RowWrite(
                    table.Name, true, rehearsal?.Difference.ActOf(table.Oid) ?? difference.ActOf(table.Oid)
                        ?? RowAct.Write, bounded)),
        ];
    }
}
