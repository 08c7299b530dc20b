using System.Text.Json.Nodes;
using Everlatch.Cli.Tests.Management;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>Each verb that looks, over a database that has this build's schema and over one that has nothing.</summary>
public abstract class VerbSuite<TEngine>(VerbDatabases<TEngine> databases) : IClassFixture<VerbDatabases<TEngine>>
    where TEngine : ITestEngine
{
    private const string Step = "0001_foundation.expand";

    /// <summary>What keeps everybody from looking at the database, until a rollback.</summary>
    protected abstract string Hold { get; }

    [Theory]
    [InlineData("status", 0, 3, "verdict missing pending ledger servers")]
    [InlineData("plan", 0, 0, "pending deferred adopted ahead")]
    [InlineData("verify", 0, 3, "verdict fits missing foreign extra ahead contract")]
    [InlineData("history", 0, 0, "ledger")]
    [InlineData("diff", 0, 3, "compared_with equal changes")]
    [InlineData("prove", 0, 0, "holds steps releases failures accepted")]
    [InlineData("lint", 0, 0, "reports")]
    public async Task A_verb_says_it_in_one_document(string verb, int whenReady, int whenEmpty, string members)
    {
        foreach (var (database, exit) in new[] { (databases.Ready, whenReady), (databases.Empty, whenEmpty) })
        {
            var result = await RunAsync(verb, database, "--region", "us", "--json");
            Assert.True(result.Exit == exit, $"{verb} ended with {result.Exit}: {result.Output}{result.Error}");
            Assert.Empty(result.Error);
            Assert.Equal(StorageSchema.NameOf(database), (string?)result.Json["database"]);
            Assert.Equal(StorageSchema.DatabaseOf(database).Engine.Name, (string?)result.Json["engine"]);
            Assert.Equal("us", (string?)result.Json["region"]);
            Assert.Equal(StorageSchema.Source.Release, (string?)result.Json["release"]);
            Assert.All(members.Split(' '), member => Assert.True(result.Json.AsObject().ContainsKey(member), member));
            Assert.Equal(database == databases.Empty, Lacks(verb, result.Json));
        }
    }

    [Fact]
    public async Task Apply_says_in_one_document_what_it_did_and_then_that_nothing_is_left()
    {
        await using var database = await TestDatabase.CreateEmptyAsync<TEngine>();
        var empty = database.Options;
        var first = await RunAsync("apply", empty, "--region", "us", "--json");
        Assert.Equal((0, "applied", "us"), (first.Exit, (string?)first.Json["outcome"], (string?)first.Json["region"]));
        var steps = ((JsonArray)first.Json["steps"]!).Select(step => (string?)step!["step"]).ToList();
        Assert.Equal(Step, steps[0]);
        Assert.Equal(
            steps.SelectMany(_ => new[] { "step_begun", "step_done" }),
            first.Error.TrimEnd('\n').Split('\n').Select(line => (string)JsonNode.Parse(line)!["event"]!));

        var second = await RunAsync("apply", empty, "--json");
        Assert.Equal((0, "nothing_pending", ""), (second.Exit, (string?)second.Json["outcome"], second.Error));
        var history = (await RunAsync("history", empty)).Done().Output;
        Assert.Contains(Step, history, StringComparison.Ordinal);
        Assert.Contains("done", history, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apply")]
    [InlineData("plan")]
    public async Task An_unknown_release_to_keep_is_wrong_usage(string verb)
    {
        var refused = await RunAsync(verb, databases.Ready, "--keep", "0.0.7", "--json");
        Assert.Equal((2, "EL1846"), (refused.Exit, (string?)refused.Json["error"]!["id"]));
        Assert.Contains(StorageSchema.Source.Release, (string?)refused.Json["error"]!["message"], StringComparison.Ordinal);
        (await RunAsync(verb, databases.Ready, "--keep", StorageSchema.Source.Release)).Done();
    }

    [Theory]
    [InlineData("status")]
    [InlineData("plan")]
    [InlineData("verify")]
    [InlineData("history")]
    [InlineData("diff")]
    [InlineData("apply")]
    public async Task A_verb_that_looks_gives_up_behind_a_lock_and_claims_nothing(string verb)
    {
        await using var database = await TestDatabase.CreateEmptyAsync<TEngine>();
        await RunAsync("apply", database.Options);
        var ct = TestContext.Current.CancellationToken;
        await using (var holder = await StorageSchema.DatabaseOf(database.Options).OpenAsync(ct))
        {
            await using var hold = holder.CreateCommand();
            hold.CommandText = Hold;
            await hold.ExecuteNonQueryAsync(ct);
            var blind = await RunAsync(verb, database.Options, "--timeout", "3", "--json");
            Assert.True(blind.Exit == 1 && (string?)blind.Json["error"]!["id"] == "EL1876", $"{blind.Exit} {blind.Output}");
        }

        Assert.Equal(0, (await RunAsync(verb, database.Options, "--timeout", "30", "--json")).Exit);
        Assert.Equal(2, (await RunAsync(verb, database.Options, "--timeout", "0")).Exit);
    }

    [Fact]
    public async Task Diff_compares_two_databases()
    {
        string Name(StorageOptions storage) => storage.Postgres.Length > 0 ? storage.Postgres : storage.SqliteFile;
        Assert.Equal(0, (await RunAsync("diff", databases.Ready, "--against", Name(databases.Ready))).Exit);
        var other = await RunAsync("diff", databases.Ready, "--against", Name(databases.Empty));
        Assert.Equal(3, other.Exit);
        Assert.Contains("+ table users", other.Output, StringComparison.Ordinal);
    }

    /// <summary>Runs a verb over the database that has nothing.</summary>
    private protected Task<CommandLine.Result> OverNothingAsync(string verb) => RunAsync(verb, databases.Empty);

    // Whether the verb's own members say that the database has not got what this build brings.
    private static bool Lacks(string verb, JsonNode document) => verb switch
    {
        "plan" => ((JsonArray)document["pending"]!).Count > 0,
        "history" => ((JsonArray)document["ledger"]!).Count == 0,
        "diff" => !(bool)document["equal"]!,
        "prove" => ((JsonArray)document["steps"]!).Count > 0,
        "lint" => ((JsonArray)Assert.Single((JsonArray)document["reports"]!)!["files"]!).Count > 0,
        _ => ((JsonArray)document["missing"]!).Count > 0,
    };

    // A region's database by its variable, where that is possible; else by the option.
    private static Task<CommandLine.Result> RunAsync(string verb, StorageOptions database, params string[] more)
    {
        var byRegion = database.Postgres.Length > 0 && more.Contains("--region");
        var name = database.Postgres.Length > 0 ? database.Postgres : database.SqliteFile;
        return CommandLine.RunAsync(
            byRegion ? new() { ["EVERLATCH__SCHEMA__DATABASES__US"] = database.Postgres } : new Dictionary<string, string>(),
            byRegion ? ["schema", verb, .. more] : ["schema", verb, "--database", name, .. more]);
    }
}

public sealed class VerbsOnSqlite(VerbDatabases<SqliteEngine> databases) : VerbSuite<SqliteEngine>(databases)
{
    // Its journal is written ahead: even an exclusive transaction keeps no reader out, unless it is told to.
    protected override string Hold => "pragma locking_mode = exclusive; begin exclusive; create table held (a text)";

    [Theory]
    [InlineData("status", 3, "0001_foundation.expand")]
    [InlineData("plan", 0, "0001_foundation.expand")]
    [InlineData("verify", 3, "0001_foundation.expand")]
    [InlineData("diff", 3, "- table users")]
    [InlineData("prove", 0, "0001_foundation.expand")]
    [InlineData("lint", 0, " files, ")]
    public async Task A_verb_says_it_in_words(string verb, int exit, string told)
    {
        var result = await OverNothingAsync(verb);
        Assert.True(result.Exit == exit, $"{verb} ended with {result.Exit}: {result.Output}{result.Error}");
        Assert.Empty(result.Error);
        Assert.Contains(told, result.Output, StringComparison.Ordinal);
    }
}

public sealed class VerbsOnPostgres(VerbDatabases<PostgresEngine> databases) : VerbSuite<PostgresEngine>(databases)
{
    // The second is what a diff reads, and no session opens it as it begins: past a locked pg_constraint nobody may get in.
    protected override string Hold => "begin; lock table schema_ledger, pg_catalog.pg_attrdef in access exclusive mode";
}
