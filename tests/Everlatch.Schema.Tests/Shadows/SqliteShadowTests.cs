using System.Diagnostics;
using Everlatch.Schema.Shadows;
using Everlatch.Schema.Tests.Catalogs;
using Microsoft.Data.Sqlite;

namespace Everlatch.Schema.Tests.Shadows;

/// <summary>Scratch databases of SQLite are files that nobody else may read.</summary>
public sealed class SqliteShadowTests : ShadowSuite<OnSqlite>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_a_schema_holds_is_copied()
    {
        await using var target = await Scratch.CreateAsync<OnSqlite>(ReadSqliteCatalogTests.Everything);
        await using var shadow = await ShadowDatabase.CopyAsync(target.Database, Ct);
        await using var session = await shadow.Database.OpenAsync(Ct);
        Assert.Empty((await target.ReadCatalogAsync()).ChangesTo(await OnSqlite.Engine.ReadCatalogAsync(session, Ct)));
    }

    [Fact]
    public async Task A_target_that_may_only_be_read_has_a_scratch_database_that_may_be_written()
    {
        await using var target = await Scratch.CreateAsync<OnSqlite>("create table t (a text)");
        await using var shadow = await ShadowDatabase.CopyAsync(target.Database.With([new("Mode", "ReadOnly")]), Ct);
        await using var session = await shadow.Database.OpenAsync(Ct);
        await session.ExecuteAsync("insert into t values ('x')", Ct);
    }

    [Fact]
    public async Task Only_its_owner_may_look_into_it()
    {
        await using var target = await Scratch.CreateAsync<OnSqlite>();
        await using var shadow = await ShadowDatabase.CreateAsync(target.Database, Ct);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(FolderOf(shadow.Database)));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_removed_by_the_next_and_what_lives_stays()
    {
        await using var target = await Scratch.CreateAsync<OnSqlite>();
        await using var living = await ShadowDatabase.CreateAsync(target.Database, Ct);
        var (left, young, old) = (Leave("owner"), Leave("owner.new"), Leave("owner.new"));
        Age(FolderOf(living.Database));
        Age(old);

        await using var next = await ShadowDatabase.CreateAsync(target.Database, Ct);
        Assert.False(System.IO.Directory.Exists(left));
        Assert.True(System.IO.Directory.Exists(young), "Its process may be about to lock it.");
        Assert.False(System.IO.Directory.Exists(old));
        Assert.True(System.IO.Directory.Exists(FolderOf(living.Database)));
        System.IO.Directory.Delete(young, recursive: true);
    }

    protected override Task<IReadOnlyList<string>> ShadowsAsync(Scratch target) =>
        Task.FromResult<IReadOnlyList<string>>(System.IO.Directory.GetDirectories(Path.GetTempPath(), "everlatch-shadow-*"));

    protected override Task AssertGoneAsync(SchemaDatabase shadow)
    {
        Assert.False(System.IO.Directory.Exists(FolderOf(shadow)));
        return Task.CompletedTask;
    }

    private static string FolderOf(SchemaDatabase shadow) =>
        Path.GetDirectoryName(new SqliteConnectionStringBuilder(shadow.ConnectionString).DataSource)!;

    private static string Leave(string ownerFile)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("everlatch-shadow-").FullName;
        File.WriteAllText(Path.Combine(folder, ownerFile), "");
        File.WriteAllText(Path.Combine(folder, "shadow.db"), "");
        return folder;
    }

    private static void Age(string folder) =>
        System.IO.Directory.SetLastWriteTimeUtc(folder, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
}
