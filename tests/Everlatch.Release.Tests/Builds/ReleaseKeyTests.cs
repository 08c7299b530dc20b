using System.Security.Cryptography;
using System.Text;
using Everlatch.Release.Builds;
using Everlatch.Release.Builds.Reading;

namespace Everlatch.Release.Tests.Builds;

public sealed class ReleaseKeyTests : IDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-keys-");
    private readonly SmallRelease release = new();

    [Fact]
    public void A_new_key_is_its_owners_alone_and_reads_back()
    {
        using var made = SigningKey.Create(At("new.key"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("new.key")));
        using var read = SigningKey.Read(At("new.key"));
        Assert.Equal(made.Id, read.Id);
        Assert.Equal(made.Id, Assert.Single(ReleaseKeys.Read(At("new.key.pub")).Ids));
    }

    [Theory]
    [InlineData("new.key")]
    [InlineData("new.key.pub")]
    public void A_key_is_never_written_over_a_file(string there)
    {
        File.WriteAllText(At(there), "mine");
        Assert.Equal("EL2006", Assert.Throws<ReleaseException>(() => SigningKey.Create(At("new.key"))).Id);
        Assert.Equal("mine", File.ReadAllText(At(there)));
    }

    [Fact]
    public void A_key_that_others_may_read_signs_nothing_until_they_may_not()
    {
        SigningKey.Create(At("new.key")).Dispose();
        File.SetUnixFileMode(At("new.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Equal("EL2005", Assert.Throws<ReleaseException>(() => SigningKey.Read(At("new.key"))).Id);
        File.SetUnixFileMode(At("new.key"), UnixFileMode.UserRead);
        SigningKey.Read(At("new.key")).Dispose();
    }

    [Fact]
    public void What_is_no_private_key_on_that_curve_signs_nothing()
    {
        using var rsa = RSA.Create(2048);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        string[] texts =
        [
            "", "no key", release.Key.PublicPem, rsa.ExportPkcs8PrivateKeyPem(), other.ExportPkcs8PrivateKeyPem(),
            other.ExportEncryptedPkcs8PrivateKeyPem("secret", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1)),
        ];
        foreach (var text in texts)
        {
            Assert.Equal("EL2004", Assert.Throws<ReleaseException>(() => SigningKey.Read(Write(text))).Id);
        }

        Assert.Equal("EL2004", Assert.Throws<ReleaseException>(() => SigningKey.Read(At("nowhere"))).Id);
        using var openssl = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        SigningKey.Read(Write(openssl.ExportECPrivateKeyPem())).Dispose();
    }

    [Fact]
    public void What_is_no_public_key_on_that_curve_is_trusted_by_nobody()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string[] texts =
        [
            "", "no key", own.ExportPkcs8PrivateKeyPem(), other.ExportSubjectPublicKeyInfoPem(),
            release.Key.PublicPem + own.ExportPkcs8PrivateKeyPem(), new string('x', 70_000), OnNoCurve(own),
        ];
        foreach (var text in texts)
        {
            Assert.Equal("EL2007", Assert.Throws<ReleaseException>(() => ReleaseKeys.Read(Write(text))).Id);
        }
    }

    [Fact]
    public async Task A_signature_of_another_key_is_told_by_both_their_names()
    {
        using var stranger = SigningKey.Create(At("stranger.key"));
        var fault = await release.RefusedAsync("EL2012", ReleaseKeys.Parse(stranger.PublicPem, "a test"));
        Assert.Equal(($"key {stranger.Id[..16]}", $"key {release.Key.Id[..16]}"), (fault.Expected, fault.Found));
    }

    [Fact]
    public async Task While_one_key_takes_over_from_another_both_are_trusted()
    {
        using var next = SigningKey.Create(At("next.key"));
        await release.GoodAsync(ReleaseKeys.Parse(next.PublicPem + release.Key.PublicPem, "a test"));
        release.Write(ReleaseManifest.SignatureFileName, next.Sign(release.Manifest.ToBytes()));
        await release.GoodAsync(ReleaseKeys.Parse(release.Key.PublicPem + next.PublicPem, "a test"));
        await release.RefusedAsync("EL2012");
    }

    [Fact]
    public async Task A_signature_that_names_a_trusted_key_and_is_not_its_own_is_refused()
    {
        using var stranger = SigningKey.Create(At("stranger.key"));
        SignatureText.Read(stranger.Sign(release.Manifest.ToBytes()), out var signature);
        release.Write(ReleaseManifest.SignatureFileName, SignatureText.Write(signature! with { Key = release.Key.Id }));
        await release.RefusedAsync("EL2013");
    }

    [Fact]
    public async Task A_signature_of_another_release_is_refused()
    {
        release.Write(
            ReleaseManifest.SignatureFileName, release.Key.Sign((release.Manifest with { Version = "1.4.0" }).ToBytes()));
        await release.RefusedAsync("EL2013");
    }

    [Theory]
    [InlineData("")]
    [InlineData("signed")]
    [InlineData("{\"format\":1}")]
    public async Task What_is_no_signature_is_refused(string text)
    {
        release.Write(ReleaseManifest.SignatureFileName, Encoding.UTF8.GetBytes(text));
        await release.RefusedAsync(text.Length == 0 ? "EL2010" : "EL2011");
    }

    [Fact]
    public async Task A_signature_of_an_unknown_format_is_told_apart()
    {
        SignatureText.Read(release.Key.Sign(release.Manifest.ToBytes()), out var signature);
        release.Write(ReleaseManifest.SignatureFileName, SignatureText.Write(signature! with { Format = 2 }));
        Assert.Equal(ReleaseManifest.SignatureFileName, (await release.RefusedAsync("EL2015")).File);
    }

    public void Dispose()
    {
        release.Dispose();
        folder.Delete(recursive: true);
    }

    // The last number of the curve's name is the 23rd byte.
    private static string OnNoCurve(ECDsa key)
    {
        var bytes = key.ExportSubjectPublicKeyInfo();
        Assert.Equal(7, bytes[22]);
        bytes[22] = 99;
        return PemEncoding.WriteString("PUBLIC KEY", bytes);
    }

    private string At(string name) => Path.Combine(folder.FullName, name);

    private string Write(string text)
    {
        File.Delete(At("any.key"));
        File.WriteAllText(At("any.key"), text);
        File.SetUnixFileMode(At("any.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return At("any.key");
    }
}
