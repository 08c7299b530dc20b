using System.Security.Cryptography;
using System.Text;
using Everlatch.Release.Builds;
using Everlatch.Release.Builds.Reading;

namespace Everlatch.Release.Tests.Builds;

public sealed class ManifestTests : IDisposable
{
    private readonly SmallRelease release = new();

    public static TheoryData<string> ForeignPaths =>
    [
        "../outside", "a/../../outside", "/etc/passwd", "a//b", "./a", "a/.", "a/..", "a\\b", "C:a", "a\nb", "a b", "ü", "",
        "name.", "release.json", "release.json.sig", new string('a', 401),
    ];

    /// <summary>A member, and what it is changed to: each is one thing that a manifest may not say.</summary>
    public static TheoryData<string, string> Edits => new()
    {
        { "\"version\": \"1.5.0\"", "\"version\": \"latest\"" },
        { "\"version\": \"1.5.0\"", "\"version\": \"\\ud800\"" },
        { "\"dirty\": false", "\"dirty\": null" },
        { "\"dirty\": false,", "" },
        { "\"dirty\": false", "\"dirty\": false, \"dirty\": false" },
        { "\"dirty\": false", "\"dirty\": false, \"why\": 1" },
        { "\"runtime\": \"linux-x64\"", "\"runtime\": \"Linux x64\"" },
        { "\"runtime\": \"linux-x64\"", "\"runtime\": \"win-x64\"" },
        { "\"number\": 1", "\"number\": -1" },
        { "\"phase\": \"expand\"", "\"phase\": \"explode\"" },
        { "\"executable\": true", "\"executable\": false" },
        { "\"contract_file\": \"schema", "\"contract_file\": \"../schema" },
        { "Everlatch:Server:Listen", "Everlatch:Storage:Postgres" },
        { "\"path\": \"de/words.dll\"", "\"path\": \"everlatch.dll\"" },
        { "\"path\": \"de/words.dll\"", "\"path\": \"EVERLATCH\"" },
        { "\"size\": ", "\"size\": -" },
        { "{", "[" },
        { "  \"project\"", "   \"project\"" },
        { "aaaaaaaaaa", "AAAAAAAAAA" },
    };

    [Fact]
    public async Task What_is_written_is_what_is_read()
    {
        var read = (await release.GoodAsync()).Manifest;
        Assert.Equal(release.Manifest.ToBytes(), read.ToBytes());
        Assert.Equal(release.Manifest.Files, read.Files);
        Assert.Equal("0001_people.expand", read.SchemaOf("sqlite")!.Migrations[0].Step);
        Assert.Null(read.SchemaOf("postgres"));
    }

    [Fact]
    public void The_digest_is_that_of_the_file_and_names_the_content_not_who_signed_it()
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(release.At(ReleaseManifest.FileName))));
        Assert.Equal(digest, release.Manifest.Digest);
        release.Sign(release.Manifest);
        Assert.Equal(digest, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(release.At(ReleaseManifest.FileName)))));
        Assert.NotEqual(digest, (release.Manifest with { Commit = new string('f', 40) }).Digest);
    }

    [Fact]
    public async Task An_unknown_format_is_told_from_a_malformed_one()
    {
        release.Sign(Edited("\"format\": 1", "\"format\": 2, \"new\": {}"));
        var fault = await release.RefusedAsync("EL2015");
        Assert.Equal(("1", "2"), (fault.Expected, fault.Found));
    }

    [Fact]
    public async Task A_release_of_another_project_is_refused_by_its_name()
    {
        release.Sign(Encoding.UTF8.GetBytes("""{"project": "turnstile", "format": 7}"""));
        Assert.Equal("\"turnstile\"", (await release.RefusedAsync("EL2016")).Found);
        release.Sign(Encoding.UTF8.GetBytes("""{"format": 1}"""));
        Assert.Null((await release.RefusedAsync("EL2016")).Found);
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task A_manifest_that_says_what_none_may_is_refused_though_its_signature_is_good(string from, string to)
    {
        release.Sign(Edited(from, to));
        await release.RefusedAsync("EL2014");
    }

    [Theory]
    [MemberData(nameof(ForeignPaths))]
    public async Task A_path_that_could_lead_out_of_the_folder_is_refused_before_it_is_looked_at(string path)
    {
        ReleaseFile[] files = [new ReleaseFile(path, 1, new string('0', 64), false), .. release.Manifest.Files];
        release.Sign(release.Manifest with { Files = files });
        await release.RefusedAsync("EL2017");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a/b-c_1.2/d+e.so")]
    [InlineData("..a/b")]
    public void A_plain_path_is_one(string path) => Assert.True(ReleasePath.IsSafe(path));

    [Theory]
    [InlineData("{\"project\": \"ever~latch\"}")]
    [InlineData("{\"project\": \"everlatch\", \"format\": 1, \"version\": \"~\"}")]
    [InlineData("{\"pro~ject\": 1}")]
    public async Task What_is_not_UTF8_is_refused_wherever_it_stands(string text)
    {
        release.Sign([.. Encoding.ASCII.GetBytes(text).Select(b => b == '~' ? (byte)0xc3 : b)]);
        await release.RefusedAsync("EL2014");
    }

    [Fact]
    public async Task A_project_that_cannot_be_shown_is_another_one()
    {
        release.Sign(Encoding.UTF8.GetBytes("{\"project\": \"\\ud800\"}"));
        await release.RefusedAsync("EL2016");
    }

    [Fact]
    public async Task Anything_that_is_no_JSON_is_refused()
    {
        string[] texts = ["", "nothing", "null", "7", "{", "\"everlatch\"", "{\"project\":{\"a\":{}}}", new string('[', 100)];
        foreach (var text in texts)
        {
            release.Sign(Encoding.UTF8.GetBytes(text));
            Assert.IsType<OpenOutcome.Refused>(await release.OpenAsync());
        }
    }

    public void Dispose() => release.Dispose();

    private byte[] Edited(string from, string to)
    {
        var text = Encoding.UTF8.GetString(release.Manifest.ToBytes());
        var at = text.IndexOf(from, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text[..at] + to + text[(at + from.Length)..]);
    }
}
