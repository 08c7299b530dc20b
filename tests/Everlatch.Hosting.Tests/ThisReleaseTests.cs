using System.Security.Cryptography;

namespace Everlatch.Hosting.Tests;

public sealed class ThisReleaseTests : IDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-this-");

    [Fact]
    public void A_release_is_named_by_the_hash_of_its_manifest()
    {
        File.WriteAllText(Manifest, "{}\n");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("{}\n"u8)), ThisRelease.Read(folder.FullName));
    }

    [Fact]
    public void Where_there_is_no_manifest_there_is_no_release()
    {
        Assert.Null(ThisRelease.Read(folder.FullName));
        Assert.Null(ThisRelease.Read(Path.Combine(folder.FullName, "nowhere")));
        System.IO.Directory.CreateDirectory(Manifest);
        Assert.Null(ThisRelease.Read(folder.FullName));
        Assert.Null(ThisRelease.Digest);
    }

    [Fact]
    public void What_is_longer_than_any_manifest_is_not_read()
    {
        using (var file = File.Create(Manifest))
        {
            file.SetLength(ThisRelease.MaxManifestBytes + 1);
        }

        Assert.Null(ThisRelease.Read(folder.FullName));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string Manifest => Path.Combine(folder.FullName, ThisRelease.ManifestFile);
}
