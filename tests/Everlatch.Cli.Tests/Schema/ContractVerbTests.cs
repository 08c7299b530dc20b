using Everlatch.Cli.Tests.Management;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>Contracts are made, compared and kept by a verb, for any service's folder.</summary>
public sealed class ContractVerbTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-contract-").FullName;

    [Fact]
    public async Task A_contract_is_stale_until_it_is_written_and_again_after_an_edit()
    {
        Write("Migrations/sqlite/0001_a.expand.sql", "create table t (a text);");
        Assert.Equal((3, "Contracts/sqlite.contract stale"), await RunAsync("contract"));
        Assert.Equal((0, "Contracts/sqlite.contract written"), await RunAsync("contract", "--write", "--release", "1.0.0"));
        Assert.Equal((0, "Contracts/sqlite.contract current"), await RunAsync("contract"));
        Assert.Contains("+ column t.a type=text null=yes", Read("Contracts/sqlite.contract"), StringComparison.Ordinal);

        Write("Migrations/sqlite/0001_a.expand.sql", "create table t (a text not null);");
        Assert.Equal((3, "Contracts/sqlite.contract stale"), await RunAsync("contract"));
    }

    [Fact]
    public async Task A_contract_that_a_merge_broke_can_be_made_again()
    {
        Write("Migrations/sqlite/0001_a.expand.sql", "create table t (a text);");
        Write("Contracts/sqlite.contract", "<<<<<<< one side");
        Assert.Equal((0, "Contracts/sqlite.contract written"), await RunAsync("contract", "--write", "--release", "1.0.0"));
    }

    [Fact]
    public async Task A_release_is_frozen_once()
    {
        Write("Migrations/sqlite/0001_a.expand.sql", "create table t (a text);");
        await RunAsync("contract", "--write", "--release", "1.0.0");
        Assert.Equal((0, "Released/1.0.0/sqlite.contract"), await RunAsync("freeze", "1.0.0"));
        Assert.Equal(Read("Contracts/sqlite.contract"), Read("Released/1.0.0/sqlite.contract"));
        Assert.Equal(1, (await RunAsync("freeze", "2.0.0")).Exit);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private async Task<(int Exit, string Said)> RunAsync(string verb, params string[] more)
    {
        string[] arguments = ["schema", verb, .. more, "--from", folder, "--database", Path.Combine(folder, "any.db")];
        var result = await CommandLine.RunAsync(new Dictionary<string, string>(), arguments);
        return (result.Exit, result.Output.Trim());
    }

    private string Read(string path) => File.ReadAllText(Path.Combine(folder, path));

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
