using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Shadows;

namespace Everlatch.Schema.Runner.Servers;

/// <summary>
/// Tries a contract step on a shadow of the database, and asks of everybody who relies on the schema whether it still fits.
/// </summary>
internal static class ContractTrial
{
    /// <summary>Who still needs what the step takes away; empty when it may run.</summary>
    /// <exception cref="SchemaException">The step fails on the shadow, or no shadow can be made.</exception>
    public static async Task<IReadOnlyList<StillNeeded>> RunAsync(ApplyRun run, Migration migration, CancellationToken ct)
    {
        var dependents = await FindDependents.RunAsync(run, ct);
        if (dependents.Count == 0)
        {
            return [];
        }

        var before = await run.Engine.ReadCatalogAsync(run.Connection, ct);
        var after = await TryAsync(run, migration, ct);
        return
        [
            .. dependents
                .Select(d => new StillNeeded(d.Who, d.Contract.Release, [.. Faults(d, after).Except(Faults(d, before))]))
                .Where(needed => needed.Needs.Count > 0),
        ];
    }

    private static async Task<Catalog> TryAsync(ApplyRun run, Migration migration, CancellationToken ct)
    {
        await using var shadow = await ShadowDatabase.CopyAsync(run.Database, ct);
        await using var connection = await run.Rules.OpenAsync(shadow.Database, ct);
        foreach (var statement in migration.Statements)
        {
            try
            {
                await connection.SendAsync(statement.Sql, ct);
            }
            catch (DbException e)
            {
                throw RunFaults.Of(run.Rules.Sort(e), e, migration, statement);
            }
        }

        return await run.Engine.ReadCatalogAsync(connection, ct);
    }

    // What does not fit a release already is not the step's doing.
    private static IEnumerable<string> Faults(Dependent dependent, Catalog catalog)
    {
        var verdict = SchemaVerdict.Of(dependent.Contract, catalog, []);
        return verdict.Missing.Select(missing => missing.Needed.ToString())
            .Concat(verdict.Foreign.Select(foreign => $"{foreign.Found}: {foreign.Because}"));
    }
}
