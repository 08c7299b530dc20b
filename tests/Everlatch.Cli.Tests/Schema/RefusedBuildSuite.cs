using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>
/// A pipeline hands over a build that something is wrong with: an error with its id, nothing half applied, and the mended
/// build is applied.
/// </summary>
public abstract class RefusedBuildSuite<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine
{
    private StorageOptions storage = null!;
    private BehindDatabase database = null!;

    /// <summary>The database that lacks the second step.</summary>
    private protected BehindDatabase Database => database;

    /// <summary>The build.</summary>
    private protected FolderBuild Build => database.Build;

    public async ValueTask InitializeAsync()
    {
        storage = await TEngine.CreateAsync(migrated: false, TestContext.Current.CancellationToken);
        database = await BehindDatabase.CreateAsync(storage);
    }

    public async ValueTask DisposeAsync()
    {
        database.Dispose();
        await TEngine.DropAsync(storage);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_step_that_the_rows_refuse_is_undone_whole_and_its_line_is_named()
    {
        await database.ExecuteAsync("insert into people (id, name) values ('a', 'Ada'), ('b', 'Ada')");
        var error = await database.RefusesAsync("apply", "EL1840");
        Assert.Equal((Build.Migration(FolderBuild.Second), 3), ((string?)error["file"], (int?)error["line"]));

        await database.ExecuteAsync("delete from people where id = 'b'");
        await database.AppliesAsync();
    }

    [Fact]
    public async Task A_migration_with_a_syntax_error_gets_no_contract_and_is_not_begun()
    {
        var contract = Build.Read(Build.Contract);
        Build.Write(
            Build.Migration(FolderBuild.Second),
            "alter table people add column email text;\ncreate tabel mails (id text);");
        var error = await database.RefusesAsync("contract", "EL1827");
        Assert.Equal((Build.Migration(FolderBuild.Second), 2), ((string?)error["file"], (int?)error["line"]));
        Assert.Equal(contract, Build.Read(Build.Contract));
        await database.RefusesAsync("apply", "EL1843");

        await MendAsync();
    }

    [Fact]
    public async Task A_migration_that_was_edited_after_it_was_applied_is_told_by_its_hash()
    {
        var file = Build.Migration(FolderBuild.First);
        Build.Write(file, Build.Read(file) + "-- one word more\n");
        await Build.ContractAsync("1.1.0");
        Assert.Equal(file, (string?)(await database.RefusesAsync("apply", "EL1833"))["file"]);
        await MendAsync();
    }

    // The contract of the first release says that the database fits, which is what the second one's servers must not hear.
    [Theory]
    [InlineData("verify")]
    [InlineData("status")]
    [InlineData("apply")]
    public async Task A_contract_of_another_build_is_not_believed(string verb)
    {
        var step = Build.Read(Build.Migration(FolderBuild.Second));
        await Build.WriteFirstAsync();
        Build.Write(Build.Migration(FolderBuild.Second), step);
        Assert.Equal(Build.Contract, (string?)(await database.RefusesAsync(verb, "EL1843"))["file"]);
        await MendAsync();
    }

    /// <summary>The build as it should be is applied.</summary>
    protected async Task MendAsync()
    {
        await Build.WriteAsync();
        await database.AppliesAsync();
        Assert.Equal(0, (await Build.RunAsync("verify")).Exit);
    }
}

// What no database has a say in, once.
public sealed class RefusedBuildOnSqlite : RefusedBuildSuite<SqliteEngine>
{
    [Fact]
    public async Task A_missing_migration_leaves_a_gap()
    {
        Build.Delete(Build.Migration(FolderBuild.First));
        await Database.RefusesAsync("apply", "EL1805");
        await Database.RefusesAsync("verify", "EL1805");
        await MendAsync();
    }

    [Fact]
    public async Task A_missing_contract_is_named()
    {
        Build.Delete(Build.Contract);
        var error = await Database.RefusesAsync("apply", "EL1824");
        Assert.Equal(Build.Contract, (string?)error["file"]);
        Assert.StartsWith("Mend the build's files", (string?)error["how_to_go_on"], StringComparison.Ordinal);
        await Database.RefusesAsync("verify", "EL1824");
        await MendAsync();
    }

    [Fact]
    public async Task A_contract_of_another_engine_is_not_believed()
    {
        var contract = Build.Read(Build.Contract);
        Build.Write(Build.Contract, contract.Replace("engine sqlite", "engine postgres", StringComparison.Ordinal));
        await Database.RefusesAsync("verify", "EL1825");
        await Database.RefusesAsync("apply", "EL1825");
        await MendAsync();
    }

    [Fact]
    public async Task Migrations_of_another_engine_alone_are_none()
    {
        System.IO.Directory.Move(
            Path.Combine(Build.Folder, "Migrations/sqlite"), Path.Combine(Build.Folder, "Migrations/postgres"));
        await Database.RefusesAsync("apply", "EL1801");
        await MendAsync();
    }
}

public sealed class RefusedBuildOnPostgres : RefusedBuildSuite<PostgresEngine>;
