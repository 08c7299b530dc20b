using System.Diagnostics;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Samples;

/// <summary>A stranger's service that takes nothing of ours but the schema package, and the pipeline that deploys it.</summary>
public abstract class SchemaGateSuite<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine
{
    private static readonly string Sample = Checkout.PathOf("samples/schema-gate");
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-sample-");
    private StorageOptions storage = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Database => storage.Postgres.Length > 0 ? storage.Postgres : storage.SqliteFile;

    private string Engine => StorageSchema.DatabaseOf(storage).Engine.Name;

    private string Address => Path.Combine(folder.FullName, "database.txt");

    public async ValueTask InitializeAsync()
    {
        storage = await TEngine.CreateAsync(migrated: false, Ct);
        await File.WriteAllTextAsync(Address, Database, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await TEngine.DropAsync(storage);
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_waits_on_an_empty_database_and_the_pipeline_makes_it_ready_without_a_restart()
    {
        await using var sample = await StartAsync();
        var report = await sample.LacksAsync("table orders", "0001_orders.expand");
        Assert.Equal("everlatch schema apply --from samples/schema-gate", (string?)report["mend"]);
        await sample.RefusesAsync();

        Assert.Contains("applied 0002_order_note.expand", await DeployAsync(0), StringComparison.Ordinal);
        await sample.IsReadyAsync();
        await sample.OrderAsync("bread", "sliced");
        Assert.Contains("sliced", await sample.OrdersAsync(), StringComparison.Ordinal);
    }

    // The incident: the release needs 0002, and the job that applies it did not run.
    [Fact]
    public async Task A_skipped_migration_stops_the_pipeline_and_the_server_by_the_column()
    {
        await ApplyFirstReleaseAsync();
        await using var sample = await StartAsync();
        await sample.LacksAsync("column orders.note", "0002_order_note.expand");
        await sample.RefusesAsync();
        var said = await DeployAsync(3, skip: true);
        Assert.Contains("column orders.note", said, StringComparison.Ordinal);
        Assert.Contains("0002_order_note.expand makes it", said, StringComparison.Ordinal);
        Assert.DoesNotContain("The schema fits", said, StringComparison.Ordinal);

        await DeployAsync(0);
        await sample.IsReadyAsync();
        await DeployAsync(0, skip: true);
        await sample.OrderAsync("bread", "sliced");
    }

    [Fact]
    public async Task A_column_that_is_dropped_takes_it_out_of_traffic_at_once_until_it_is_back()
    {
        await DeployAsync(0);
        await using var sample = await StartAsync();
        await sample.IsReadyAsync();
        await sample.OrderAsync("bread", "sliced");

        await ExecuteAsync("alter table orders drop column note");
        await sample.FailsAsync();
        await sample.RefusesAsync();
        await sample.LacksAsync("column orders.note", "0002_order_note.expand");

        await ExecuteAsync("alter table orders add column note text");
        await sample.IsReadyAsync();
        Assert.Contains("bread", await sample.OrdersAsync(), StringComparison.Ordinal);
    }

    private Task<GatedSample> StartAsync() => GatedSample.StartAsync(
        new Dictionary<string, string> { [storage.Postgres.Length > 0 ? "POSTGRES" : "SQLITE"] = Database });

    // What the sample's release 1.0 was: its first migration, and the contract of that.
    private async Task ApplyFirstReleaseAsync()
    {
        var migrations = folder.CreateSubdirectory($"Migrations/{Engine}").FullName;
        File.Copy($"{Sample}/Migrations/{Engine}/0001_orders.expand.sql", $"{migrations}/0001_orders.expand.sql");
        string[] target = ["--from", folder.FullName, "--database-file", Address];
        await RunAsync(0, new ProcessStartInfo(
            "dotnet", [Product.CommandLine, "schema", "contract", "--write", "--release", "1.0.0", .. target]));
        await RunAsync(0, new ProcessStartInfo("dotnet", [Product.CommandLine, "schema", "apply", .. target]));
    }

    // The sample's own script, with the command that was built beside this test.
    private Task<string> DeployAsync(int exit, bool skip = false)
    {
        var start = new ProcessStartInfo($"{Sample}/deploy.sh");
        start.Environment["EVERLATCH"] = $"dotnet {Product.CommandLine}";
        start.Environment["DATABASE_FILE"] = Address;
        start.Environment["SKIP_MIGRATIONS"] = skip ? "yes" : "no";
        return RunAsync(exit, start);
    }

    private static async Task<string> RunAsync(int exit, ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Ct);
        var output = await process.StandardOutput.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        Assert.True(process.ExitCode == exit, $"{start.FileName} ended with {process.ExitCode}: {output}{await error}");
        return output;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await StorageSchema.DatabaseOf(storage).OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}

public sealed class SchemaGateOnSqlite : SchemaGateSuite<SqliteEngine>
{
    [Fact]
    public void It_is_built_with_nothing_of_ours_but_the_schema_package() => Assert.Equal(
        ["Everlatch.Schema.dll"],
        System.IO.Directory.EnumerateFiles(SampleProcess.Built("schema-gate"), "Everlatch.*.dll").Select(Path.GetFileName));
}

public sealed class SchemaGateOnPostgres : SchemaGateSuite<PostgresEngine>;
