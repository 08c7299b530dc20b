using System.Net;
using System.Text.Json;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Schema.Catalogs;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Cli.Tests.Up;

/// <summary>
/// Whatever the PostgreSQL is that <c>up</c> is told of, it starts: live, not ready, with the reason and the command; and it
/// becomes ready by itself.
/// </summary>
public sealed class WaitingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_that_is_down_is_waited_for()
    {
        await using var postgres = new OwnPostgres();
        await postgres.InitializeAsync();
        var storage = new StorageOptions { Postgres = postgres.ConnectionString };
        await Serving.DoneAsync(0, storage, "schema", "apply");
        await postgres.CrashAsync();

        using var place = new Place();
        await using var up = Serving.Up(place, storage.Postgres);
        await up.UntilAsync("/health/ready", HttpStatusCode.ServiceUnavailable, "The database does not answer");
        await up.UntilAsync("/health/schema", HttpStatusCode.ServiceUnavailable, "EL1839");
        await Waits.ForSchemaAsync(up);
        Assert.Contains("The database does not answer", up.Process.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ready http", up.Process.Output, StringComparison.Ordinal);

        await postgres.ReviveAsync();
        await ServesAsync(up, place);
    }

    // The command is run as it is told, by a shell; the password is where PostgreSQL's own programs look for it.
    [Fact]
    public async Task An_empty_database_is_left_alone_and_the_command_that_is_told_mends_it() => await OverAsync(async storage =>
    {
        var address = new NpgsqlConnectionStringBuilder(storage.Postgres);
        var environment = new Dictionary<string, string> { ["PGPASSWORD"] = address.Password! };
        address.Remove("Password");

        using var place = new Place();
        await using var up = Serving.Up(place, address.ConnectionString, environment);
        using var report = await ReportAsync(up, "mend");
        var missing = Named(report, "table users");
        Assert.Equal("0001_foundation.expand", missing.GetProperty("made_by").GetString());
        var mend = report.RootElement.GetProperty("mend").GetString()!;
        await up.Process.ErrorAsync(mend);
        Assert.Contains("0001_foundation.expand makes it", up.Process.Error, StringComparison.Ordinal);
        await Waits.ForSchemaAsync(up);
        Assert.Empty((await CatalogAsync(storage)).Objects);

        await using (var shell = Running.Shell(mend, environment))
        {
            Assert.True(await shell.ExitAsync() == 0, $"{mend}: {shell.Output}{shell.Error}");
        }

        await ServesAsync(up, place);
    });

    [Fact]
    public async Task A_strangers_schema_is_told_by_what_differs_and_left_alone() => await OverAsync(async storage =>
    {
        await ExecuteAsync(storage, "create table users (id integer primary key, nick text)");
        using var place = new Place();
        await using var up = Serving.Up(place, storage.Postgres);
        using var report = await ReportAsync(up, "missing");
        var id = Named(report, "column users.id", "foreign");
        Assert.Equal("column users.id type=integer null=no", id.GetProperty("found").GetString());
        Named(report, "column users.email");
        Named(report, "table sessions");
        Assert.Contains("--database-file", report.RootElement.GetProperty("mend").GetString(), StringComparison.Ordinal);
        await Waits.ForSchemaAsync(up);

        Assert.Contains("EL1844", await Serving.DoneAsync(1, storage, "schema", "apply"), StringComparison.Ordinal);
        var catalog = await CatalogAsync(storage);
        Assert.NotNull(catalog.Column("users", "nick"));
        Assert.Equal(["users"], catalog.Of<CatalogTable>().Select(table => table.Name));

        await ExecuteAsync(storage, "drop table users");
        await Serving.DoneAsync(0, storage, "schema", "apply");
        await ServesAsync(up, place);
    });

    [Fact]
    public async Task A_database_that_does_not_exist_yet_is_waited_for() => await OverAsync(async storage =>
    {
        var name = new NpgsqlConnectionStringBuilder(storage.Postgres).Database!;
        await PostgresCluster.ExecuteAsync($"alter database {name} rename to {name}_later", Ct);
        using var place = new Place();
        await using var up = Serving.Up(place, storage.Postgres);
        await up.UntilAsync("/health/schema", HttpStatusCode.ServiceUnavailable, $"database \\u0022{name}\\u0022 does not exist");
        Assert.Equal(HttpStatusCode.OK, (await up.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await up.GetAsync("/signin")).Status);

        await PostgresCluster.ExecuteAsync($"alter database {name}_later rename to {name}", Ct);
        await Serving.DoneAsync(0, storage, "schema", "apply");
        await ServesAsync(up, place);
    });

    private static async Task OverAsync(Func<StorageOptions, Task> test)
    {
        var storage = await PostgresEngine.CreateAsync(migrated: false, Ct);
        try
        {
            await test(storage);
        }
        finally
        {
            await PostgresEngine.DropAsync(storage);
        }
    }

    // The same process goes on, with what `up` makes at first.
    private static async Task ServesAsync(Serving up, Place place)
    {
        await up.Process.ReadyAsync();
        await up.UntilAsync("/health/ready", HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await up.GetAsync("/oauth2/jwks")).Status);
        Assert.True(File.Exists(place.SummaryPath));
    }

    private static async Task<JsonDocument> ReportAsync(Serving up, string member) =>
        JsonDocument.Parse(await up.UntilAsync("/health/schema", HttpStatusCode.ServiceUnavailable, $"\"{member}\""));

    private static JsonElement Named(JsonDocument report, string key, string list = "missing") => Assert.Single(
        report.RootElement.GetProperty(list).EnumerateArray(), part => part.GetProperty("object").GetString() == key);

    private static Task<Catalog> CatalogAsync(StorageOptions storage) =>
        LiveCatalog.ReadAsync(StorageSchema.DatabaseOf(storage), Ct);

    private static async Task ExecuteAsync(StorageOptions storage, string sql)
    {
        await using var connection = await StorageSchema.DatabaseOf(storage).OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}
