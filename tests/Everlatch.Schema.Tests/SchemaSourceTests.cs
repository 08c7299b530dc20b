using Everlatch.Schema.Tests.Runner;

namespace Everlatch.Schema.Tests;

/// <summary>A build's files are read when they are asked for.</summary>
public sealed class SchemaSourceTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-source-").FullName;

    [Fact]
    public async Task A_contract_is_read_once_for_all_who_ask_and_a_faulty_one_again()
    {
        var build = await TestBuild.OfAsync<OnSqlite>(("0001_a.expand", "create table a (id text primary key)"));
        build.WriteTo(folder);
        var source = new SchemaSource("1.0.0", SchemaFiles.InFolder(folder));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Contracts", "sqlite.contract"), "nothing", TestContext.Current.CancellationToken);
        Assert.Throws<SchemaException>(() => source.CheckedContractOf(SchemaEngine.Sqlite));

        build.WriteTo(folder);
        Assert.Same(source.CheckedContractOf(SchemaEngine.Sqlite), source.CheckedContractOf(SchemaEngine.Sqlite));
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
