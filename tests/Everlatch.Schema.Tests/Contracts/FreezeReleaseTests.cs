using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Tests.Contracts;

public sealed class FreezeReleaseTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-freeze-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_is_kept_with_everything_that_it_needs_and_sends()
    {
        await WriteBuildAsync("1.0.0");
        Assert.Equal(["Released/1.0.0/sqlite.contract", "Released/1.0.0/sqlite.statements"], FreezeRelease.Run(folder, "1.0.0"));
        Assert.Equal(Text("Contracts/sqlite.contract"), Text("Released/1.0.0/sqlite.contract"));
        Assert.Equal("statements", Text("Released/1.0.0/sqlite.statements"));
        var released = new SchemaSource("1.1.0", SchemaFiles.InFolder(folder)).ReleasedContractsOf(SchemaEngine.Sqlite);
        Assert.Equal("1.0.0", Assert.Single(released).Release);
    }

    [Fact]
    public async Task Freezing_again_changes_nothing_and_freezing_something_else_is_refused()
    {
        await WriteBuildAsync("1.0.0");
        FreezeRelease.Run(folder, "1.0.0");
        Assert.Equal(2, FreezeRelease.Run(folder, "1.0.0").Count);

        Write("Contracts/sqlite.statements", "others");
        var fault = Assert.Throws<SchemaException>(() => FreezeRelease.Run(folder, "1.0.0"));
        Assert.Equal(("EL1828", "Released/1.0.0/sqlite.statements"), (fault.Id, fault.File));
    }

    [Fact]
    public async Task A_contract_of_another_release_is_refused()
    {
        await WriteBuildAsync("1.0.0");
        Assert.Equal("EL1828", Assert.Throws<SchemaException>(() => FreezeRelease.Run(folder, "1.1.0")).Id);
    }

    [Fact]
    public async Task A_contract_of_other_migrations_is_refused()
    {
        await WriteBuildAsync("1.0.0");
        Write("Migrations/sqlite/0001_a.expand.sql", "create table t (b text);");
        Assert.Equal("EL1843", Assert.Throws<SchemaException>(() => FreezeRelease.Run(folder, "1.0.0")).Id);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private async Task WriteBuildAsync(string version)
    {
        Write("Migrations/sqlite/0001_a.expand.sql", "create table t (a text);");
        Write("Contracts/sqlite.statements", "statements");
        await using var db = await Scratch.CreateAsync<OnSqlite>();
        var source = new SchemaSource(version, SchemaFiles.InFolder(folder));
        Write("Contracts/sqlite.contract", MakeContract.TextOf(await MakeContract.RunAsync(source, db.Database, Ct)));
    }

    private string Text(string path) => File.ReadAllText(Path.Combine(folder, path));

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
