using Everlatch.Schema;
using Everlatch.Schema.Statements;
using Everlatch.Schema.Statements.Proof;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>What this build can send is kept beside its migrations, and works on every schema that it may meet.</summary>
public abstract class OwnStatementsSuite<TEngine>
    where TEngine : ITestEngine
{
    private static readonly string Folder = Checkout.PathOf("src/Everlatch.Storage");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The files as they are in the checkout: those of a build are as old as it is.
    private static SchemaFiles Files { get; } = SchemaFiles.InFolder(Folder);

    [Fact]
    public async Task The_manifest_is_what_the_engine_says_of_the_statements()
    {
        await using var database = await TestDatabase.CreateEmptyAsync<TEngine>();
        var server = StorageSchema.DatabaseOf(database.Options);
        var statements = StatementRegistry.Of(typeof(ExitCode).Assembly, server.Engine);
        var made = await MakeManifest.RunAsync(new SchemaSource(StorageSchema.Source.Release, Files), server, statements, Ct);
        var file = $"Contracts/{server.Engine}.statements";
        Assert.True(made.Text == Files.Find(file), $"src/Everlatch.Storage/{file} is stale: eng/contracts.sh makes it again.");
    }

    [Fact]
    public async Task Every_statement_works_on_an_empty_database_once_it_is_migrated()
    {
        await using var database = await TestDatabase.CreateEmptyAsync<TEngine>();
        var report = await ProveAsync(StorageSchema.Source, StorageSchema.DatabaseOf(database.Options));
        Assert.NotEmpty(report.Steps);
    }

    [Fact]
    public async Task Every_statement_works_on_a_database_that_lacks_nothing()
    {
        await using var database = await TestDatabase.CreateAsync<TEngine>();
        var report = await ProveAsync(StorageSchema.Source, StorageSchema.DatabaseOf(database.Options));
        Assert.Empty(report.Steps);
    }

    // The next release, before it has its first migration: this one is the release before it.
    [Fact]
    public async Task Every_statement_of_this_build_works_beside_the_next_release()
    {
        await using var database = await TestDatabase.CreateAsync<TEngine>();
        var server = StorageSchema.DatabaseOf(database.Options);
        var step = $"Migrations/{server.Engine}/{Numbers() + 1:D4}_next.expand.sql";
        var kept = Files.Paths.Where(path => path.StartsWith("Contracts/", StringComparison.Ordinal))
            .Select(path => KeyValuePair.Create($"Released/9.0.0/{path["Contracts/".Length..]}", Files.Find(path)!));
        var files = Files.Paths.Where(path => !path.EndsWith(".contract", StringComparison.Ordinal))
            .Select(path => KeyValuePair.Create(path, Files.Find(path)!))
            .Concat(kept)
            .Append(new(step, "alter table users add column nickname text"))
            .ToList();
        var contract =
            await Everlatch.Schema.Contracts.MakeContract.RunAsync(new SchemaSource("9.1.0", new SchemaFiles(files)), server, Ct);
        files.Add(new($"Contracts/{server.Engine}.contract", Everlatch.Schema.Contracts.MakeContract.TextOf(contract)));

        var report = await ProveAsync(new SchemaSource("9.1.0", new SchemaFiles(files)), server);
        Assert.Equal([Path.GetFileNameWithoutExtension(step)], report.Steps);
        Assert.Contains(report.Releases, r => r.Release == "9.0.0" && r.Statements > 100);
    }

    private static int Numbers() =>
        Files.Paths.Where(path => path.StartsWith("Migrations/", StringComparison.Ordinal))
            .Select(path => path.Split('/')[2][..4]).Distinct().Count();

    private static async Task<ProofReport> ProveAsync(SchemaSource source, SchemaDatabase target)
    {
        var report = await new ProveStatements(source, target).RunAsync(Ct);
        Assert.Empty(report.Failures);
        return report;
    }
}

public sealed class OwnStatementsOnSqlite : OwnStatementsSuite<SqliteEngine>;

public sealed class OwnStatementsOnPostgres : OwnStatementsSuite<PostgresEngine>
{
    // Each engine was asked in its own way, and the SQL is one.
    [Fact]
    public void Both_engines_say_the_same_of_the_statements_that_both_are_sent()
    {
        var (postgres, sqlite) = (Facts(SchemaEngine.Postgres), Facts(SchemaEngine.Sqlite));
        Assert.Equal(
            sqlite.Where(s => postgres.ContainsKey(s.Key)).OrderBy(s => s.Key, StringComparer.Ordinal),
            postgres.Where(s => sqlite.ContainsKey(s.Key)).OrderBy(s => s.Key, StringComparer.Ordinal));
        Assert.True(postgres.Count > 100);
    }

    private static Dictionary<string, string> Facts(SchemaEngine engine) =>
        new SchemaSource("", SchemaFiles.InFolder(Checkout.PathOf("src/Everlatch.Storage"))).StatementsOf(engine).Statements
            .ToDictionary(s => s.Name, Facts);

    private static string Facts(ManifestStatement statement)
    {
        var engineless = new StatementManifest("", [statement with { Parameters = [], Unprepared = null }]);
        return string.Join('\n', engineless.Text.Split('\n').Skip(2));
    }
}
