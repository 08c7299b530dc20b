using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;
using Everlatch.Schema.Runner;
using Everlatch.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Everlatch.Schema.Tests.Migrations;

/// <summary>The engines say themselves whether a piece is one statement.</summary>
public sealed class OneStatementEachOnEngines
{
    private const string SeveralStatements = "42601";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Postgres_takes_each_piece_of_the_corpus_as_one_statement()
    {
        await using var connection = await PostgresCluster.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        foreach (var statement in Corpus(SchemaEngine.Postgres))
        {
            await RunAsync(connection, statement.Sql);
        }
    }

    // Npgsql cuts a text without parameters at its semicolons, and takes those of a body for the end.
    [Fact]
    public async Task A_body_reaches_Postgres_as_one_statement_when_it_is_applied()
    {
        const string Text = "create function f(x int) returns int language sql\n"
            + "begin atomic\n  select 1;\n  select case when x > 1 then 2 end;\nend;";
        await using var scratch = await Scratch.CreateAsync<OnPostgres>();
        var files = new SchemaFiles([new("Migrations/postgres/0001_f.expand.sql", Text)]);
        var contract = await MakeContract.RunAsync(new SchemaSource("1.0.0", files), scratch.Database, Ct);
        Assert.Contains(contract.Full.Of<CatalogOther>(), o => o is { What: "function" });

        files = new SchemaFiles(
        [
            new("Migrations/postgres/0001_f.expand.sql", Text), new("Contracts/postgres.contract", MakeContract.TextOf(contract)),
        ]);
        var outcome = await new ApplyMigrations(
            new SchemaSource("1.0.0", files), scratch.Database, new ApplyOptions(), TimeProvider.System,
            new Tests.Runner.Heard()).RunAsync(Ct);
        Assert.IsType<ApplyOutcome.Applied>(outcome);
    }

    [Fact]
    public async Task Postgres_tells_two_statements_from_one()
    {
        await using var connection = await PostgresCluster.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(connection, "select 1; select 2"));
        Assert.Equal(SeveralStatements, refusal.SqlState);
    }

    [Fact]
    public void Sqlite_takes_each_piece_of_the_corpus_as_one_statement()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        foreach (var statement in Corpus(SchemaEngine.Sqlite))
        {
            Assert.Equal((raw.SQLITE_OK, ""), (Run(connection, statement.Sql, out var rest), rest));
        }
    }

    [Fact]
    public void Sqlite_splits_the_corpus_as_we_do()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var (text, pieces) = (Text(SchemaEngine.Sqlite), new List<string>());
        while (text.Length > 0)
        {
            Assert.Equal(raw.SQLITE_OK, Run(connection, text, out var rest));
            pieces.AddRange(SplitSql.Of(text[..^rest.Length], "f", SchemaEngine.Sqlite).Select(s => s.Sql));
            text = rest;
        }

        Assert.Equal(Corpus(SchemaEngine.Sqlite).Select(s => s.Sql), pieces);
    }

    [Fact]
    public void Every_migration_of_this_build_is_split_into_what_SQLite_takes_one_by_one()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        foreach (var statement in Storage.StorageSchema.Source.MigrationsOf(SchemaEngine.Sqlite)
            .Where(m => m.Phase != MigrationPhase.Backfill).SelectMany(m => m.Statements))
        {
            Assert.Equal((raw.SQLITE_OK, ""), (Run(connection, statement.Sql, out var rest), rest));
        }
    }

    // With a parameter by place, needed or not, the driver sends the text as it is, in the protocol that takes one statement.
    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter { Value = 1 } } };
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static int Run(SqliteConnection connection, string sql, out string rest)
    {
        var prepared = raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement, out rest);
        using (statement)
        {
            // Blanks alone make no statement.
            return prepared != raw.SQLITE_OK || statement.IsInvalid ? prepared
                : raw.sqlite3_step(statement) is raw.SQLITE_DONE or raw.SQLITE_ROW ? raw.SQLITE_OK : raw.SQLITE_ERROR;
        }
    }

    private static IReadOnlyList<SqlText> Corpus(SchemaEngine engine) => SplitSql.Of(Text(engine), "corpus", engine);

    private static string Text(SchemaEngine engine) =>
        File.ReadAllText(Checkout.PathOf($"tests/Everlatch.Schema.Tests/Migrations/Corpus/{engine}.sql"));
}
