using System.Text.Json.Nodes;
using Everlatch.Cli.Tests.Management;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Release;

/// <summary>
/// One commit, built twice: in clones on paths of different lengths, one with a file that git ignores, under other rights.
/// </summary>
public sealed class SmallReleases : IAsyncLifetime
{
    private readonly DirectoryInfo root = System.IO.Directory.CreateTempSubdirectory("everlatch-releases-");

    internal SmallCheckout Checkout { get; private set; } = null!;

    /// <summary>What the verb said of each build.</summary>
    public IReadOnlyList<JsonNode> Reports { get; private set; } = [];

    /// <summary>The two folders.</summary>
    public IReadOnlyList<string> Folders => [In("one"), In("another")];

    /// <summary>The private key.</summary>
    public string Key => In("release.key");

    /// <summary>The public one.</summary>
    public string PublicKey => In("release.key.pub");

    /// <summary>The path of a file or folder of the test.</summary>
    public string In(string name) => Path.Combine(root.FullName, name);

    /// <summary>Runs a release verb.</summary>
    internal static Task<CommandLine.Result> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync(new Dictionary<string, string> { ["Version"] = "9.9.9" }, ["release", .. arguments]);

    /// <summary>Builds; without compiling ahead of time, which takes minutes.</summary>
    internal Task<CommandLine.Result> BuildAsync(string source, string name, params string[] more) => RunAsync(
        ["build", "--source", source, "--out", In(name), "--key", Key, "--no-ready-to-run", "--json", .. more]);

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await RunAsync("key", "--out", Key)).Exit);
        Checkout = await SmallCheckout.CreateAsync(In("checkout"));
        var clone = await Checkout.CloneAsync(In("clones/of another, longer name"));
        clone.Write("src/Everlatch.Cli/Stray.cs", "This is no C#, and no part of the commit.");
        var one = await BuildAsync(Checkout.Folder, "one");
        Assert.True(one.Exit == 0, one.Error);

        // By a user whose new files are nobody else's.
        await using var another = Running.Shell(
            $"umask 077; everlatch release build --source '{clone.Folder}' --out '{In("another")}' --key '{Key}' "
                + "--no-ready-to-run --json",
            new Dictionary<string, string>());
        Assert.True(await another.ExitAsync() == 0, another.Error);
        Reports = [one.Json, JsonNode.Parse(another.Output)!];
    }

    public ValueTask DisposeAsync()
    {
        root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
