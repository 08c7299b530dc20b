using System.Text.Json.Nodes;
using Everlatch.Cli.Tests.Management;

namespace Everlatch.Cli.Tests.Release;

[Collection<ReleaseVerbs>]
public sealed class VerifyVerbTests(SmallReleases releases)
{
    [Fact]
    public async Task A_release_as_it_was_built_is_good()
    {
        var good = (await VerifyAsync("--json")).Done();
        Assert.Equal("good", (string?)good.Json["verdict"]);
        Assert.Equal((string?)releases.Reports[0]["digest"], (string?)good.Json["digest"]);
        var lines = (await VerifyAsync()).Done().Output;
        Assert.Contains("good", lines, StringComparison.Ordinal);
        Assert.Contains((string)releases.Reports[0]["digest"]!, lines, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("everlatch.dll", "EL2020")]
    [InlineData("schema/Contracts/sqlite.contract", "EL2020")]
    [InlineData("release.json", "EL2013")]
    public async Task A_changed_byte_is_refused_with_the_file_and_what_was_expected(string file, string id)
    {
        var path = Path.Combine(releases.Folders[0], file);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        try
        {
            var fault = await RefusedAsync(id);
            Assert.Equal(file, (string?)fault["file"]);
            Assert.Equal(id == "EL2020", ((string?)fault["expected"])?.StartsWith("SHA-256 ", StringComparison.Ordinal) == true);
            var lines = await VerifyAsync();
            Assert.Equal(3, lines.Exit);
            Assert.Contains($"{file}: {id}: ", lines.Output, StringComparison.Ordinal);
        }
        finally
        {
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task An_added_file_is_refused()
    {
        var added = Path.Combine(releases.Folders[0], "plugin.dll");
        await File.WriteAllTextAsync(added, "MZ", TestContext.Current.CancellationToken);
        Assert.Equal("plugin.dll", (string?)(await RefusedAsync("EL2019"))["file"]);
        File.Delete(added);
    }

    [Fact]
    public async Task Another_key_is_refused_until_it_is_trusted_beside_the_first()
    {
        var other = releases.In("other.key");
        Assert.Equal(0, (await SmallReleases.RunAsync("key", "--out", other)).Exit);
        var refused = await RunAsync(releases.Folders[0], $"{other}.pub", "--json");
        Assert.Equal((3, "EL2012"), (refused.Exit, (string?)refused.Json["faults"]![0]!["id"]));

        var both = await File.ReadAllTextAsync(releases.PublicKey, TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync($"{other}.pub", both, TestContext.Current.CancellationToken);
        (await RunAsync(releases.Folders[0], $"{other}.pub")).Done();
    }

    [Fact]
    public async Task What_is_no_release_is_refused_and_what_is_no_key_is_a_failure()
    {
        var nothing = await RunAsync(releases.In("nowhere"), releases.PublicKey, "--json");
        Assert.Equal((3, "EL2010"), (nothing.Exit, (string?)nothing.Json["faults"]![0]!["id"]));
        (await RunAsync(releases.Folders[0], releases.Key)).Fails(1, "everlatch: EL2007: ");
    }

    [Fact]
    public async Task A_new_key_is_printed_and_never_written_over_one_that_is_there()
    {
        var file = releases.In("new.key");
        var made = (await SmallReleases.RunAsync("key", "--out", file, "--json")).Done();
        Assert.Equal(
            await File.ReadAllTextAsync($"{file}.pub", TestContext.Current.CancellationToken), (string?)made.Json["public_key"]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.DoesNotContain("PRIVATE", made.Output, StringComparison.Ordinal);
        (await SmallReleases.RunAsync("key", "--out", file)).Fails(1, "everlatch: EL2006: ");
    }

    [Fact]
    public async Task A_key_that_is_missing_or_open_signs_nothing()
    {
        var file = releases.In("open.key");
        File.Copy(releases.Key, file);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        (await BuildAsync(file)).Fails(1, "everlatch: EL2005: ");
        (await BuildAsync(releases.In("no.key"))).Fails(1, "everlatch: EL2004: ");
    }

    private static Task<CommandLine.Result> RunAsync(string folder, string publicKey, params string[] more) =>
        SmallReleases.RunAsync(["verify", folder, "--public-key", publicKey, .. more]);

    private Task<CommandLine.Result> VerifyAsync(params string[] more) =>
        RunAsync(releases.Folders[0], releases.PublicKey, more);

    private async Task<JsonNode> RefusedAsync(string id)
    {
        var refused = await VerifyAsync("--json");
        Assert.Equal((3, "refused"), (refused.Exit, (string?)refused.Json["verdict"]));
        var fault = Assert.Single(refused.Json["faults"]!.AsArray())!;
        Assert.Equal(id, (string?)fault["id"]);
        return fault;
    }

    private Task<CommandLine.Result> BuildAsync(string key) => SmallReleases.RunAsync(
        "build", "--source", releases.Checkout.Folder, "--out", releases.In("unsigned"), "--key", key);
}
