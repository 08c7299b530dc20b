using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Tests.Contracts;

/// <summary>A build of a few migrations, its contract, and a database to which they were applied.</summary>
/// <typeparam name="TEngine">The engine.</typeparam>
internal sealed class MigratedDatabase<TEngine> : IAsyncDisposable
    where TEngine : ISchemaTestEngine
{
    private MigratedDatabase(Scratch db, SchemaSource source, SchemaContract contract) =>
        (Db, Source, Contract) = (db, source, contract);

    /// <summary>The database.</summary>
    public Scratch Db { get; }

    /// <summary>The build.</summary>
    public SchemaSource Source { get; }

    /// <summary>What it needs.</summary>
    public SchemaContract Contract { get; }

    /// <summary>Makes a build of these files, and a database to which some of them were applied.</summary>
    /// <param name="files">Name without number and ending, such as <c>0001_users.expand</c>, and text.</param>
    /// <param name="applied">How many; all without a word.</param>
    /// <param name="released">A contract that was frozen before, with its version.</param>
    public static async Task<MigratedDatabase<TEngine>> CreateAsync(
        (string Step, string Sql)[] files, int? applied = null, (string Version, SchemaContract Contract)? released = null)
    {
        var source = new SchemaSource("2.0.0", new SchemaFiles(
        [
            .. files.Select(f => KeyValuePair.Create($"Migrations/{TEngine.Engine}/{f.Step}.sql", f.Sql)),
            .. released is { } before
                ? [KeyValuePair.Create($"Released/{before.Version}/{TEngine.Engine}.contract", TextOf(before))]
                : Array.Empty<KeyValuePair<string, string>>(),
        ]));
        var db = await Scratch.CreateAsync<TEngine>();
        foreach (var statement in source.MigrationsOf(TEngine.Engine).Take(applied ?? files.Length)
            .Where(m => m.Phase != MigrationPhase.Backfill).SelectMany(m => m.Statements))
        {
            await db.ExecuteAsync(statement.Sql);
        }

        return new MigratedDatabase<TEngine>(db, source, await MadeContracts.OfAsync<TEngine>(source));
    }

    private static string TextOf((string Version, SchemaContract Contract) released) =>
        MakeContract.TextOf(new SchemaContract(TEngine.Engine.Name, released.Version, released.Contract.Steps));

    /// <summary>What the database is to the build.</summary>
    /// <param name="recorded">Steps that the ledger holds beyond the build's own.</param>
    public async Task<SchemaVerdict> VerdictAsync(params string[] recorded) =>
        SchemaVerdict.Of(Contract, await Db.ReadCatalogAsync(), [.. Contract.Steps.Select(step => step.Step), .. recorded]);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Db.DisposeAsync();
}
