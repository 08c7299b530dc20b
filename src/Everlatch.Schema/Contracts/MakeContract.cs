using System.Data.Common;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Shadows;

namespace Everlatch.Schema.Contracts;

/// <summary>
/// Makes the contract of a build: applies its migrations to an empty database and reads the catalog after each.
/// </summary>
public static class MakeContract
{
    /// <summary>The contract as the files say it today.</summary>
    /// <param name="source">The build.</param>
    /// <param name="server">Any database of the engine: an empty one is made beside it.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="SchemaException">
    /// A file is malformed, the engine refuses a statement, or no database may be made.
    /// </exception>
    public static async Task<SchemaContract> RunAsync(SchemaSource source, SchemaDatabase server, CancellationToken ct)
    {
        var engine = server.Engine;
        var migrations = source.MigrationsOf(engine);
        var released = StepsBefore(source, engine);
        await using var shadow = await ShadowDatabase.CreateAsync(server, ct);
        await using var session = await shadow.Database.OpenAsync(ct);
        var (steps, before) = (new List<ContractStep>(), await engine.ReadCatalogAsync(session, ct));
        foreach (var migration in migrations)
        {
            await RunOnShadow.RunAsync(session, engine, migration, (at, e) => Refused(migration, at, e), ct);
            var after = await engine.ReadCatalogAsync(session, ct);
            steps.Add(new ContractStep(migration.Step, migration.Sha256, before.ChangesTo(after))
            {
                Deferred = migration.Phase == MigrationPhase.Contract && !released.Contains(migration.Step),
            });
            before = after;
        }

        return new SchemaContract(engine.Name, source.Release, steps);
    }

    /// <summary>The text of the file that a contract is kept in.</summary>
    public static string TextOf(SchemaContract contract) => ContractFile.Write(contract);

    // Of the releases before this one: a version that is frozen already is no predecessor of itself.
    private static HashSet<string> StepsBefore(SchemaSource source, SchemaEngine engine) =>
        source.ReleasedContractsOf(engine)
            .LastOrDefault(contract => ReleaseOrder.Instance.Compare(contract.Release, source.Release) < 0)?
            .Steps.Select(step => step.Step).ToHashSet(StringComparer.Ordinal) ?? [];

    private static SchemaException Refused(Migration migration, SqlText statement, DbException e) =>
        new("EL1827", $"The engine refuses it on an empty database: {e.Message}", migration.File, statement.Line, e);
}
