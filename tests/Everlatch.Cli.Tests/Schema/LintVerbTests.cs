using System.Text.Json.Nodes;
using Everlatch.Cli.Tests.Management;
using Everlatch.Storage;
using Everlatch.Testing;
using Npgsql;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>A pipeline is told which migration would block or break something, where, and what to do instead.</summary>
public sealed class LintVerbTests : IDisposable
{
    private const string First = "create table things (id bigint primary key, label text);";
    private const string Bad = "-- A line before it.\nalter table things rename column label to title;";
    private const string Good = "-- A line before it.\nalter table things add column title text;";

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-lint-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_finding_is_refused_with_its_file_line_and_rule_and_its_twin_is_not(string engine)
    {
        await ReleaseAsync(engine);
        var step = $"Migrations/{engine}/0002_title.expand.sql";

        Write(step, Bad);
        var refused = await RunAsync();
        Assert.Equal(3, refused.Exit);
        Assert.Contains($"{step}:2: column-renamed (breaks): column things.label is called things.title now; ", refused.Output);
        Assert.Contains("    instead: ", refused.Output);
        Assert.Contains($"{engine}: 1 file, 1 statement tried; 1 finding in the way", refused.Output);

        Write(step, Good);
        var passed = (await RunAsync()).Done();
        Assert.DoesNotContain("things.label", passed.Output);
        Assert.Contains($"{engine}: 1 file, 1 statement tried; nothing stands in the way", passed.Output);
    }

    [Fact]
    public async Task What_would_block_is_measured_on_a_private_server()
    {
        await ReleaseAsync("postgres");
        const string Sql = "create index {0} if not exists things_by_label on things (label);";

        Write("Migrations/postgres/0002_index.expand.sql", string.Format(null, Sql, ""));
        var refused = await RunAsync();
        Write(
            "Migrations/postgres/0002_index.expand.sql",
            "-- schema: no-transaction\n" + string.Format(null, Sql, "concurrently"));
        var passed = await RunAsync();

        Assert.Equal(3, refused.Exit);
        Assert.Contains("0002_index.expand.sql:1: index-not-concurrent (blocks): Share lock on things", refused.Output);
        Assert.Contains("instead: CREATE INDEX CONCURRENTLY", refused.Output);
        passed.Done();
    }

    [Fact]
    public async Task A_named_database_is_tried_for_what_it_lacks_and_left_as_it_is()
    {
        var storage = await PostgresEngine.CreateAsync(migrated: false, Ct);
        try
        {
            string[] at = ["--database", storage.Postgres!];
            await ReleaseAsync("postgres");
            Assert.Equal(0, (await RunAsync(["apply", .. at])).Exit);

            Write("Migrations/postgres/0002_title.expand.sql", Bad);
            var refused = await RunAsync(["lint", .. at]);
            Write("Migrations/postgres/0002_title.expand.sql", Good);
            var passed = (await RunAsync(["lint", .. at])).Done();

            Assert.Equal(3, refused.Exit);
            Assert.Contains("0002_title.expand.sql:2: column-renamed (breaks): ", refused.Output);
            Assert.Contains("postgres: 1 file, 1 statement tried; nothing stands in the way", passed.Output);
            Assert.Equal(["id", "label"], await ColumnsOfThingsAsync(storage));
        }
        finally
        {
            await PostgresEngine.DropAsync(storage);
        }
    }

    [Fact]
    public async Task A_machine_is_told_the_same_in_one_document()
    {
        await ReleaseAsync("sqlite");
        Write("Migrations/sqlite/0002_title.expand.sql", Bad);
        var refused = await RunAsync("lint", "--json");
        Write("Migrations/sqlite/0002_title.expand.sql", Good);
        var passed = (await RunAsync("lint", "--json")).Done();

        Assert.Equal(3, refused.Exit);
        Assert.Empty(refused.Error);
        var report = Assert.Single((JsonArray)refused.Json["reports"]!)!;
        Assert.True((bool)report["refused"]!);
        var finding = Assert.Single((JsonArray)report["findings"]!)!;
        Assert.Equal(
            ("Migrations/sqlite/0002_title.expand.sql", 2, "column-renamed", "breaks"),
            ((string)finding["file"]!, (int)finding["line"]!, (string)finding["rule"]!, (string)finding["class"]!));
        Assert.NotEmpty((string)finding["measured"]!);
        Assert.NotEmpty((string)finding["safe_way"]!);
        var other = Assert.Single((JsonArray)passed.Json["reports"]!)!;
        Assert.False((bool)other["refused"]!);
        Assert.Empty((JsonArray)other["findings"]!);
    }

    [Fact]
    public async Task A_review_tool_finds_the_line_in_a_SARIF_file()
    {
        await ReleaseAsync("sqlite");
        Write("Migrations/sqlite/0002_title.expand.sql", Bad);
        var file = Path.Combine(folder, "lint.sarif");

        Assert.Equal(3, (await RunAsync("lint", "--sarif", file)).Exit);
        var found = Assert.Single(ResultsIn(file))!;
        var place = found["locations"]![0]!["physicalLocation"]!;
        Assert.Equal(("column-renamed", "error"), ((string)found["ruleId"]!, (string)found["level"]!));
        Assert.EndsWith(
            "Migrations/sqlite/0002_title.expand.sql", (string)place["artifactLocation"]!["uri"]!, StringComparison.Ordinal);
        Assert.Equal(2, (int)place["region"]!["startLine"]!);

        Write("Migrations/sqlite/0002_title.expand.sql", Good);
        (await RunAsync("lint", "--sarif", file)).Done();
        Assert.Empty(ResultsIn(file));
    }

    [Fact]
    public async Task A_written_reason_accepts_a_finding_and_another_rule_s_does_not()
    {
        await ReleaseAsync("sqlite");
        Write("Migrations/sqlite/0002_title.expand.sql", "-- schema: allow column-renamed because nothing reads it\n" + Bad);
        var accepted = (await RunAsync()).Done();
        Write("Migrations/sqlite/0002_title.expand.sql", "-- schema: allow table-renamed because nothing reads it\n" + Bad);
        var refused = await RunAsync();

        Assert.Contains("    accepted: nothing reads it", accepted.Output);
        Assert.Equal(3, refused.Exit);
        Assert.Contains("0002_title.expand.sql:1: unused-allow (style): ", refused.Output);
    }

    [Fact]
    public async Task What_cannot_be_tried_fails_with_its_id_file_and_line()
    {
        await ReleaseAsync("sqlite");
        Write("Migrations/sqlite/0002_title.expand.sql", "-- A line before it.\nalter table nothing add column a text;");

        (await RunAsync()).Fails(1, "everlatch: Migrations/sqlite/0002_title.expand.sql:2: EL1860: ");
        Write("Migrations/sqlite/0002_title.expand.sql", Good);
        (await RunAsync()).Done();
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    // Release 1.0.0 is out and has the first step; what comes after it is what is tried.
    private async Task ReleaseAsync(string engine)
    {
        Write($"Migrations/{engine}/0001_first.expand.sql", First);
        string[] at = ["--database", engine == "sqlite" ? Path.Combine(folder, "any.db") : PostgresCluster.ConnectionString];
        (await RunAsync(["contract", "--write", "--release", "1.0.0", .. at])).Done();
        (await RunAsync(["freeze", "1.0.0", .. at])).Done();
    }

    private Task<CommandLine.Result> RunAsync() => RunAsync("lint");

    private Task<CommandLine.Result> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync(new Dictionary<string, string>(), ["schema", .. arguments, "--from", folder]);

    private static async Task<List<string>> ColumnsOfThingsAsync(StorageOptions storage)
    {
        const string Sql = "select attname from pg_attribute where attrelid = 'things'::regclass and attnum > 0 order by attnum";
        await using var source = NpgsqlDataSource.Create(storage.Postgres!);
        await using var command = source.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var names = new List<string>();
        while (await reader.ReadAsync(Ct))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static JsonArray ResultsIn(string file) =>
        (JsonArray)JsonNode.Parse(File.ReadAllText(file))!["runs"]![0]!["results"]!;

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
