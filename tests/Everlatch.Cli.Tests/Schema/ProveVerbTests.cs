using System.Text.Json.Nodes;
using Everlatch.Cli.Tests.Management;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>A pipeline asks whether the release before goes on working, and is told which of its statements does not.</summary>
public sealed class ProveVerbTests : IDisposable
{
    private const string Manifest =
        """
        engine sqlite

        statement things.insert
          | insert into things (id) values (@id)
          parameter id
          names things id
          inserts things id

        """;

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-prove-").FullName;

    private string Database => Path.Combine(folder, "live.db");

    [Fact]
    public async Task A_step_that_hurts_nobody_passes()
    {
        await PrepareAsync("alter table things add column label text;");
        var result = await RunAsync("prove");
        Assert.Equal(0, result.Exit);
        Assert.Equal(
            ["tried on a copy: 0002_label.expand", "1.0.0: 1 statements, all work", "1.1.0: 1 statements, all work"],
            result.Output.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task A_step_that_breaks_the_release_before_is_refused_with_the_statement()
    {
        await PrepareAsync("alter table things rename column id to key;");
        var result = await RunAsync("prove");
        Assert.Equal(3, result.Exit);
        Assert.Contains("1.0.0: 1 statements, 1 would fail", result.Output, StringComparison.Ordinal);
        Assert.Contains("EL1854: 1.0.0 things.insert: prepare (SQLite 1): ", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_is_told_the_same()
    {
        await PrepareAsync(
            "create table next (id text primary key, label text not null); drop table things; "
            + "alter table next rename to things;");
        var result = await RunAsync("prove", "--json");
        Assert.Equal(3, result.Exit);
        Assert.False((bool)result.Json["holds"]!);
        var failure = ((JsonArray)result.Json["failures"]!).First(f => (string)f!["release"]! == "1.0.0")!;
        Assert.Equal(
            ("EL1854", "things.insert", "required-column", "23502", "column things.label", "0002_label.expand"),
            ((string)failure["id"]!, (string)failure["statement"]!, (string)failure["rule"]!, (string)failure["state"]!,
                (string)failure["object"]!, (string)failure["step"]!));
    }

    [Fact]
    public async Task A_build_without_a_manifest_says_which_command_makes_it()
    {
        await PrepareAsync("alter table things add column label text;");
        File.Delete(Path.Combine(folder, "Contracts/sqlite.statements"));
        (await RunAsync("prove")).Fails(1, "everlatch: Contracts/sqlite.statements: EL1850: ");
    }

    [Fact]
    public async Task A_manifest_is_stale_until_it_is_written()
    {
        var migrations = Testing.Checkout.PathOf("src/Everlatch.Storage/Migrations/sqlite");
        foreach (var file in System.IO.Directory.EnumerateFiles(migrations))
        {
            Write(
                $"Migrations/sqlite/{Path.GetFileName(file)}",
                await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        }

        Assert.Equal(3, (await RunAsync("manifest")).Exit);
        Assert.StartsWith(
            "Contracts/sqlite.statements written, ", (await RunAsync("manifest", "--write")).Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "Contracts/sqlite.statements current, ", (await RunAsync("manifest")).Done().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_statements_of_another_service_are_those_of_its_own_file()
    {
        await PrepareAsync("alter table things add column label text;");
        Write("Contracts/sqlite.statements", Manifest.Replace("  inserts things id\n", "", StringComparison.Ordinal));
        Assert.Equal(3, (await RunAsync("manifest")).Exit);
        Assert.Equal(
            "Contracts/sqlite.statements written, 1 statements\n", (await RunAsync("manifest", "--write")).Done().Output);
        Assert.EndsWith("inserts things id\n", await ReadAsync("Contracts/sqlite.statements"), StringComparison.Ordinal);
        Assert.Equal("Contracts/sqlite.statements current, 1 statements\n", (await RunAsync("manifest")).Done().Output);

        File.Delete(Path.Combine(folder, "Contracts/sqlite.statements"));
        (await RunAsync("manifest", "--write")).Fails(1, "everlatch: Contracts/sqlite.statements: EL1855: ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("-- schema: no-transaction\n")]
    public async Task A_step_that_reaches_beyond_the_copy_is_refused_and_changes_nothing(string header)
    {
        const string Second = "Migrations/postgres/0002_second.expand.sql", Role = "everlatch_of_a_proving";
        await using var empty = await Testing.TestDatabase.CreateEmptyAsync<Testing.PostgresEngine>();
        var database = empty.Options.Postgres;
        Write("Migrations/postgres/0001_first.expand.sql", "create table firsts (id text primary key);");
        Write("Contracts/postgres.statements", "engine postgres\n");
        (await RunOnAsync(database, "contract", "--write", "--release", "1.0.0")).Done();
        Assert.Equal(0, (await RunOnAsync(database, "apply")).Exit);

        Write(Second, $"{header}create table things (id text primary key);\ncreate role {Role};");
        (await RunOnAsync(database, "prove")).Fails(
            1, $"everlatch: {Second}:{(header.Length == 0 ? 2 : 3)}: EL1862: ");
        Assert.Equal(0, await CountAsync(database, $"select count(*) from pg_roles where rolname = '{Role}'"));
        Assert.Equal(0, await CountAsync(database, "select count(*) from pg_tables where tablename = 'things'"));

        Write(Second, $"{header}create table things (id text primary key);");
        (await RunOnAsync(database, "prove")).Done();
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    // Release 1.0.0 is frozen and its step was applied; 1.1.0 sends the same and brings a step.
    private async Task PrepareAsync(string step)
    {
        const string First = "create table things (id text primary key);";
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand(First, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Write("Migrations/sqlite/0001_first.expand.sql", First);
        Write("Contracts/sqlite.statements", Manifest);
        await RunAsync("contract", "--write", "--release", "1.0.0");
        await RunAsync("freeze", "1.0.0");
        Write("Migrations/sqlite/0002_label.expand.sql", step);
        await RunAsync("contract", "--write", "--release", "1.1.0");
    }

    private Task<CommandLine.Result> RunAsync(string verb, params string[] more) => RunOnAsync(Database, verb, more);

    private Task<CommandLine.Result> RunOnAsync(string database, string verb, params string[] more)
    {
        // An address with a password has no place on a command line.
        var address = Path.Combine(folder, "address");
        File.WriteAllText(address, database.EndsWith(".db", StringComparison.Ordinal) ? $"Data Source={database}" : database);
        return CommandLine.RunAsync(
            new Dictionary<string, string>(), ["schema", verb, .. more, "--from", folder, "--database-file", address]);
    }

    private static async Task<long> CountAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private Task<string> ReadAsync(string path) =>
        File.ReadAllTextAsync(Path.Combine(folder, path), TestContext.Current.CancellationToken);

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
