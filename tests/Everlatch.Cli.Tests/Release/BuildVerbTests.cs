using System.Text.Json;
using Everlatch.Cli.Tests.Management;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Release;

[Collection<ReleaseVerbs>]
public sealed class BuildVerbTests(SmallReleases releases)
{
    private const string Signature = "release.json.sig";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_commit_makes_the_same_bytes_wherever_it_lies()
    {
        var (one, another) = (FilesOf(releases.Folders[0]), FilesOf(releases.Folders[1]));
        Assert.Equal(one, another);
        foreach (var file in one.Where(file => file != Signature))
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(releases.Folders[0], file), Ct);
            var others = await File.ReadAllBytesAsync(Path.Combine(releases.Folders[1], file), Ct);
            Assert.True(bytes.AsSpan().SequenceEqual(others), $"{file} differs");
        }

        Assert.Equal(one.Select(file => RightsOf(0, file)), one.Select(file => RightsOf(1, file)));

        Assert.Equal((string?)releases.Reports[0]["digest"], (string?)releases.Reports[1]["digest"]);
    }

    [Fact]
    public async Task The_manifest_says_where_it_comes_from_and_what_it_needs()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(releases.Folders[0], "release.json"), Ct);
        using var document = JsonDocument.Parse(text);
        var manifest = document.RootElement;
        Assert.Equal("1.5.0", manifest.GetProperty("version").GetString());
        Assert.Equal(await releases.Checkout.GitAsync("rev-parse", "HEAD"), manifest.GetProperty("commit").GetString());
        Assert.Equal(await releases.Checkout.GitAsync("rev-parse", "HEAD^{tree}"), manifest.GetProperty("tree").GetString());
        Assert.False(manifest.GetProperty("dirty").GetBoolean());
        Assert.Equal("Small:Name", Assert.Single(manifest.GetProperty("configuration").EnumerateArray()).GetString());
        var schema = Assert.Single(manifest.GetProperty("schema").EnumerateArray());
        Assert.Equal("sqlite", schema.GetProperty("engine").GetString());
        var migration = Assert.Single(schema.GetProperty("migrations").EnumerateArray());
        Assert.Equal("people", migration.GetProperty("name").GetString());
        Assert.DoesNotContain(releases.In(""), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_built_runs_where_there_is_nothing_but_its_folder()
    {
        await using var program = Running.Program(Path.Combine(releases.Folders[0], "everlatch"), path: "");
        Assert.Equal(0, await program.ExitAsync());
        Assert.Contains($"It runs from {releases.Folders[0]}", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_is_asked_with_the_files_of_the_release_and_none_of_it_runs()
    {
        var (from, database) = (Path.Combine(releases.Folders[0], "schema"), releases.In("asked.db"));
        string[] schema = ["--from", from, "--database", database, "--json"];
        var none = new Dictionary<string, string>();
        Assert.Equal(0, (await CommandLine.RunAsync(none, ["schema", "apply", .. schema])).Exit);
        var verdict = await CommandLine.RunAsync(none, ["schema", "verify", .. schema]);
        Assert.Equal("fits", (string?)verdict.Json["verdict"]);
        Assert.Equal((string?)releases.Reports[0]["contracts"]!["sqlite"], (string?)verdict.Json["contract"]);
    }

    [Fact]
    public async Task What_is_not_committed_is_refused_and_is_told_of_where_it_is_allowed()
    {
        var clone = await releases.Checkout.CloneAsync(releases.In("dirty"));
        clone.Write("src/Everlatch.Cli/Program.cs", "Console.WriteLine(\"changed\");\n");
        clone.Write("src/Everlatch.Cli/New.cs", "public class New;\n");
        var refused = await releases.BuildAsync(clone.Folder, "refused");
        Assert.Equal(3, refused.Exit);
        Assert.Equal("EL2000", (string?)refused.Json["error"]!["id"]);
        Assert.Contains("src/Everlatch.Cli/New.cs", refused.Error, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(releases.In("refused")));

        var allowed = await releases.BuildAsync(clone.Folder, "allowed", "--allow-dirty");
        Assert.True(allowed.Exit == 0, allowed.Error);
        Assert.True((bool)allowed.Json["dirty"]!);
        Assert.NotEqual((string?)releases.Reports[0]["digest"], (string?)allowed.Json["digest"]);
        await using var program = Running.Program(releases.In("allowed/everlatch"), path: "");
        Assert.Equal(0, await program.ExitAsync());
        Assert.Contains("changed", program.Output, StringComparison.Ordinal);
        Assert.Equal("?? src/Everlatch.Cli/New.cs", (await clone.GitAsync("status", "--porcelain")).Split('\n')[1]);
    }

    [Fact]
    public async Task What_does_not_compile_leaves_nothing_behind()
    {
        var clone = await releases.Checkout.CloneAsync(releases.In("broken"));
        clone.Write("src/Everlatch.Cli/Program.cs", "This is no C#.\n");
        await clone.CommitAsync();
        var failed = await releases.BuildAsync(clone.Folder, "failed");
        Assert.Equal(1, failed.Exit);
        Assert.Equal("EL2002", (string?)failed.Json["error"]!["id"]);
        Assert.Contains("Program.cs", failed.Error, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(releases.In("failed")));
        Assert.Empty(System.IO.Directory.GetDirectories(Path.Combine(clone.Folder, ".everlatch/release")));
    }

    [Fact]
    public async Task A_build_that_is_stopped_leaves_nothing_behind()
    {
        await using var build = Running.Everlatch(
            "release", "build", "--source", releases.Checkout.Folder, "--out", releases.In("stopped"), "--key", releases.Key);
        await build.ErrorAsync("building for");
        await build.SignalAsync("INT");
        Assert.Equal(1, await build.ExitAsync());
        Assert.Contains("stopped; nothing was made", build.Error, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(releases.In("stopped")));
        Assert.False(System.IO.Directory.Exists(releases.In("stopped.coming")));
    }

    [Fact]
    public async Task A_contract_of_other_migrations_makes_no_release()
    {
        var clone = await releases.Checkout.CloneAsync(releases.In("stale"));
        clone.Write("src/Everlatch.Storage/Migrations/sqlite/0001_people.expand.sql", "create table others (id text);\n");
        await clone.CommitAsync();
        var failed = await releases.BuildAsync(clone.Folder, "stale-release");
        Assert.Equal("EL1843", (string?)failed.Json["error"]!["id"]);
        Assert.DoesNotContain("building for", failed.Error, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(releases.In("stale-release")));
    }

    [Fact]
    public async Task A_release_is_never_written_over_another_one()
    {
        var again = await releases.BuildAsync(releases.Checkout.Folder, "one");
        Assert.Equal((1, "EL2003"), (again.Exit, (string?)again.Json["error"]!["id"]));
    }

    [Fact]
    public async Task What_is_no_checkout_is_not_built()
    {
        System.IO.Directory.CreateDirectory(releases.In("no-checkout"));
        var failed = await releases.BuildAsync(releases.In("no-checkout"), "nothing");
        Assert.Equal((1, "EL2001"), (failed.Exit, (string?)failed.Json["error"]!["id"]));
    }

    [Fact]
    public async Task One_checkout_builds_one_release_at_a_time()
    {
        var turn = Path.Combine(releases.Checkout.Folder, ".everlatch/release/turn");
        await using (new FileStream(turn, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var second = await releases.BuildAsync(releases.Checkout.Folder, "second");
            Assert.Equal((1, "EL2009"), (second.Exit, (string?)second.Json["error"]!["id"]));
        }
    }

    private UnixFileMode RightsOf(int build, string file) => File.GetUnixFileMode(Path.Combine(releases.Folders[build], file));

    private static List<string> FilesOf(string folder) =>
    [
        .. System.IO.Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal),
    ];
}
