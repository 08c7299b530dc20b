using System.Diagnostics;
using Everlatch.Schema;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Statements;
using Everlatch.Storage;

namespace Everlatch.Cli.Tests.Release;

/// <summary>
/// A git repository with the few files that a release is built from: a program that builds in seconds, and a schema of one
/// migration. It has several classes that log, since what writes their code has no order of its own.
/// </summary>
internal sealed class SmallCheckout
{
    private static readonly (string Path, string Text)[] Sources =
    [
        (".gitignore", ".everlatch/\nbin/\nobj/\nStray.cs\n"),
        ("Directory.Build.props",
            """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
                <Version>1.5.0</Version>
              </PropertyGroup>
            </Project>
            """),
        ("src/Everlatch.Cli/Everlatch.Cli.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <AssemblyName>everlatch</AssemblyName>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
              </ItemGroup>
            </Project>
            """),
        ("src/Everlatch.Cli/Program.cs", "Console.WriteLine($\"It runs from {AppContext.BaseDirectory}\");\n"),
        ("src/Everlatch.Cli/SmallOptions.cs",
            "public class SmallOptions { public const string Section = \"Small\"; public string Name { get; set; } = \"\"; }\n"),
        .. "ABCDEFGH".Select(name => ($"src/Everlatch.Cli/Log{name}.cs", Logging(name))),
        ("src/Everlatch.Storage/Migrations/sqlite/0001_people.expand.sql", "create table people (id text primary key);\n"),
    ];

    private SmallCheckout(string folder) => Folder = folder;

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Makes one and commits.</summary>
    public static async Task<SmallCheckout> CreateAsync(string folder)
    {
        var made = new SmallCheckout(folder);
        foreach (var (path, text) in Sources)
        {
            made.Write(path, text);
        }

        await made.WriteContractAsync();
        await made.GitAsync("init", "--quiet");
        await made.CommitAsync();
        return made;
    }

    /// <summary>Clones it.</summary>
    public async Task<SmallCheckout> CloneAsync(string folder)
    {
        await GitAsync("clone", "--quiet", ".", folder);
        return new SmallCheckout(folder);
    }

    /// <summary>Writes a file.</summary>
    public void Write(string path, string text)
    {
        var file = Path.Combine(Folder, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Commits all that is there.</summary>
    public async Task CommitAsync()
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=A test", "-c", "user.email=test@example.com", "commit", "--quiet", "-m", "It builds");
    }

    /// <summary>Asks git.</summary>
    public async Task<string> GitAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        var output = await git.StandardOutput.ReadToEndAsync(Ct);
        await git.WaitForExitAsync(Ct);
        Assert.Equal(0, git.ExitCode);
        return output.Trim();
    }

    private static string Logging(char name) =>
        $$"""
        using Microsoft.Extensions.Logging;

        public static partial class Log{{name}}
        {
            [LoggerMessage({{(int)name}}, LogLevel.Information, "{{name}} of {What}")]
            public static partial void Say(ILogger logger, string what);
        }

        """;

    private async Task WriteContractAsync()
    {
        var home = Path.Combine(Folder, "src/Everlatch.Storage");
        var source = new SchemaSource("1.5.0", SchemaFiles.InFolder(home));
        using var scratch = ShadowFolder.Create();
        var database = StorageSchema.DatabaseOf(new StorageOptions { SqliteFile = Path.Combine(scratch.Path, "any.db") });
        var contract = MakeContract.TextOf(await MakeContract.RunAsync(source, database, Ct));
        Write("src/Everlatch.Storage/Contracts/sqlite.contract", contract);
        Write("src/Everlatch.Storage/Contracts/sqlite.statements", new StatementManifest("sqlite", []).Text);
    }
}
