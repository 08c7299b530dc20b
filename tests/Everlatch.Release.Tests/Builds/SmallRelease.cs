using System.Security.Cryptography;
using System.Text;
using Everlatch.Release.Builds;

namespace Everlatch.Release.Tests.Builds;

/// <summary>A release folder of a few small files, signed with a key of its own.</summary>
public sealed class SmallRelease : IDisposable
{
    private const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly (string Path, string Text)[] Contents =
    [
        ("de/words.dll", "Wörter"), ("everlatch", "#!/bin/sh\nexit 97\n"), ("everlatch.dll", "MZ\0\u0001"),
        ("schema/Contracts/sqlite.contract", "contract 1\nengine sqlite\nrelease 1.5.0\n"),
        ("schema/Contracts/sqlite.statements", "engine sqlite\n"),
    ];

    private readonly DirectoryInfo root = System.IO.Directory.CreateTempSubdirectory("everlatch-release-");

    /// <summary>Makes it.</summary>
    public SmallRelease()
    {
        Key = SigningKey.Create(Path.Combine(root.FullName, "release.key"));
        Keys = ReleaseKeys.Parse(Key.PublicPem, "a test");
        foreach (var (path, text) in Contents)
        {
            Write(path, Encoding.UTF8.GetBytes(text));
        }

        File.SetUnixFileMode(At("everlatch"), Plain | UnixFileMode.UserExecute);
        Manifest = Describe();
        Sign(Manifest);
    }

    /// <summary>Where it is.</summary>
    public string Folder => Path.Combine(root.FullName, "release");

    /// <summary>Who signed it.</summary>
    public SigningKey Key { get; }

    /// <summary>The same, as somebody who trusts it knows it.</summary>
    public ReleaseKeys Keys { get; }

    /// <summary>What was signed first.</summary>
    public ReleaseManifest Manifest { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The path of a file in it.</summary>
    public string At(string path) => Path.Combine(Folder, path);

    /// <summary>Writes a file.</summary>
    public void Write(string path, byte[] bytes)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), bytes);
    }

    /// <summary>Writes a manifest with a good signature, whatever it says.</summary>
    public void Sign(ReleaseManifest manifest) => Sign(manifest.ToBytes());

    /// <summary>The same of any bytes.</summary>
    public void Sign(byte[] manifest)
    {
        Write(ReleaseManifest.FileName, manifest);
        Write(ReleaseManifest.SignatureFileName, Key.Sign(manifest));
    }

    /// <summary>Opens it with the key that signed it.</summary>
    public Task<OpenOutcome> OpenAsync(ReleaseKeys? keys = null) => ReleaseFolder.OpenAsync(Folder, keys ?? Keys, Ct);

    /// <summary>Opens it, which must be refused for this.</summary>
    public async Task<ReleaseFault> RefusedAsync(string id, ReleaseKeys? keys = null)
    {
        var refused = Assert.IsType<OpenOutcome.Refused>(await OpenAsync(keys));
        Assert.True(refused.Faults.Any(fault => fault.Id == id), string.Join('\n', refused.Faults));
        return refused.Faults.First(fault => fault.Id == id);
    }

    /// <summary>Opens it, which must be good.</summary>
    public async Task<ReleaseFolder> GoodAsync(ReleaseKeys? keys = null)
    {
        var outcome = await OpenAsync(keys);
        return outcome is OpenOutcome.Good good
            ? good.Folder
            : throw new InvalidOperationException(string.Join('\n', ((OpenOutcome.Refused)outcome).Faults));
    }

    public void Dispose()
    {
        Key.Dispose();
        root.Delete(recursive: true);
    }

    private ReleaseManifest Describe() => new()
    {
        Format = ReleaseManifest.CurrentFormat,
        Project = ReleaseManifest.OwnProject,
        Version = "1.5.0",
        Commit = new string('a', 40),
        Tree = new string('b', 40),
        Dirty = false,
        Runtime = "linux-x64",
        Sdk = "10.0.100",
        ReadyToRun = true,
        SharesSchemaWith = new SharedSchema("1.3.0", "1.4.0"),
        Schema =
        [
            new ReleaseSchema(
                "sqlite", new string('c', 64), "schema/Contracts/sqlite.contract", "schema/Contracts/sqlite.statements", 0,
                [new ReleaseMigration(1, "people", "expand", new string('d', 64))]),
        ],
        Configuration = ["Everlatch:Server:Listen", "Everlatch:Storage:Postgres"],
        Files =
        [
            .. Contents.Select(content => new ReleaseFile(
                content.Path, new FileInfo(At(content.Path)).Length,
                Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(At(content.Path)))), content.Path == "everlatch")),
        ],
    };
}
