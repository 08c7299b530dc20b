using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Runner;
using Everlatch.Storage;
using Everlatch.Testing.Migrator;

namespace Everlatch.Schema.Tests.Runner.Processes;

/// <summary>
/// Our own migrations, from nothing and from every earlier version with a row in each of its tables: a run that dies comes to the
/// same schema in the next one, loses no row, and each table takes rows then.
/// </summary>
public abstract class OwnHistorySuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private static readonly ApplyOptions Options = new() { Contract = true, Kept = [] };

    /// <summary>Lets rows point to nothing in this session.</summary>
    protected abstract string Loosen { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dead_between_statements_it_comes_to_the_same_with_rows_in_every_table()
    {
        var build = TestBuild.Of(StorageSchema.Source);
        var numbers = build.Source.MigrationsOf(TEngine.Engine).GroupBy(m => m.Number).ToList();
        foreach (var version in numbers.Prepend(null).SkipLast(1))
        {
            await using var start = await Scratch.CreateAsync<TEngine>();
            if (version is not null)
            {
                await build.Until(TEngine.Engine, "0.0.1", version.Last().Step).ApplyAllAsync(start.Database, Options);
                // Migrations bring rows of their own, with the number 1.
                await FillAsync(start, 3);
            }

            await start.Session.CloseAsync();
            var deaths = 0;
            await foreach (var left in DeathsAsync(start.Database, build.Source, Options, await PlacesAsync(start, build)))
            {
                await using var dead = await Scratch.OverAsync<TEngine>(left);
                await RequireEndAsync(dead, build, isFilled: version is not null);
                deaths++;
            }

            Assert.Equal(4, deaths);
        }
    }

    /// <summary>Databases as runners leave them that died right after these statements were answered.</summary>
    protected abstract IAsyncEnumerable<SchemaDatabase> DeathsAsync(
        SchemaDatabase start, SchemaSource source, ApplyOptions options, IReadOnlyCollection<int> at);

    // In the middle, and around the commit at the end.
    private static async Task<int[]> PlacesAsync(Scratch start, TestBuild build)
    {
        await using var copy = await Scratch.CopyAsync<TEngine>(start.Database);
        var all = 0;
        var driver = new CountingDriver(copy.Database.Driver, count =>
        {
            all = count;
            return Task.CompletedTask;
        });
        var counted = new SchemaDatabase(TEngine.Engine, driver, copy.Database.ConnectionString);
        await build.ApplyAllAsync(counted, Options);
        return [all / 2, all - 3, all - 2, all - 1];
    }

    private async Task RequireEndAsync(Scratch dead, TestBuild build, bool isFilled)
    {
        Assert.Equal(0, (await build.ApplyAsync(dead.Database, Options)).ExitCode);
        var catalog = await dead.ReadCatalogAsync();
        Assert.Empty(
            build.Source.ContractOf(TEngine.Engine).Full.ChangesTo(catalog).Select(change => change.ToString()!));
        if (isFilled)
        {
            var old = build.Source.MigrationsOf(TEngine.Engine)[0].Step;
            var before = build.Until(TEngine.Engine, "0.0.1", old).Source.ContractOf(TEngine.Engine).Full;
            foreach (var table in catalog.Of<CatalogTable>().Where(table => before.Table(table.Name) is not null))
            {
                Assert.NotEmpty(await dead.QueryAsync($"select 1 from {table.Name}"));
            }
        }

        await FillAsync(dead, 2);
    }

    // The same value in every column: whatever points to something finds it.
    private async Task FillAsync(Scratch scratch, int number)
    {
        await scratch.ExecuteAsync(Loosen);
        var catalog = await scratch.ReadCatalogAsync();
        Assert.NotEmpty(catalog.Of<CatalogTable>());
        foreach (var table in catalog.Of<CatalogTable>())
        {
            var columns = catalog.Of<CatalogColumn>().Where(column => column.TableName == table.Name).ToList();
            await scratch.ExecuteAsync(
                $"insert into {table.Name} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}) "
                + $"values ({string.Join(", ", columns.Select(column => Value(column, number)))})");
        }
    }

    private static string Value(CatalogColumn column, int number) => column.Type.ToLowerInvariant() switch
    {
        "text" or "bytea" => $"'k{number}'",
        "blob" => $"x'0{number}'",
        "boolean" => "true",
        _ => $"{number}",
    };
}

public sealed class OwnHistoryOnPostgres : OwnHistorySuite<OnPostgres>
{
    protected override string Loosen => "set session_replication_role = replica";

    protected override IAsyncEnumerable<SchemaDatabase> DeathsAsync(
        SchemaDatabase start, SchemaSource source, ApplyOptions options, IReadOnlyCollection<int> at) =>
        Deaths.OnPostgresAsync(start, source, options, at);
}

public sealed class OwnHistoryOnSqlite : OwnHistorySuite<OnSqlite>
{
    protected override string Loosen => "pragma foreign_keys = off";

    protected override IAsyncEnumerable<SchemaDatabase> DeathsAsync(
        SchemaDatabase start, SchemaSource source, ApplyOptions options, IReadOnlyCollection<int> at) =>
        Deaths.OnSqliteAsync(start, source, options, at);
}
