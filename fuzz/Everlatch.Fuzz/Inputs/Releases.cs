using Everlatch.Release;
using Everlatch.Release.Builds;
using Everlatch.Release.Builds.Reading;

namespace Everlatch.Fuzz.Inputs;

/// <summary>What lies in a release folder, and the keys that judge it.</summary>
internal static class Releases
{
    private const string Key =
        """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZ2iFQ8ASU8Y1sMfCR0hrk3nDkJFU
        C6cryadf4udcCJwwK/7A2PDYzL3zRb6/q8nLWOJ/jYLHTeEtxOesqRApUQ==
        -----END PUBLIC KEY-----
        """;

    private static readonly ReleaseManifest Manifest = new()
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
        SharesSchemaWith = new SharedSchema("1.4.0", "1.4.0"),
        Schema = [],
        Configuration = ["Everlatch:Server:Listen"],
        Files = [new ReleaseFile("everlatch", 1, new string('c', 64), true)],
    };

    public static readonly IReadOnlyList<Target> All =
    [
        Target.OfText("release-keys", typeof(ReleaseKeys), ReadsOrRefuses, Key),
        Target.OfBytes(
            "release-manifest",
            typeof(ManifestText),
            bytes => ManifestText.Read(bytes, out var manifest) is not null || manifest!.ToBytes().AsSpan().SequenceEqual(bytes),
            Manifest.ToBytes()),
        Target.OfBytes(
            "release-signature",
            typeof(SignatureText),
            bytes => SignatureText.Read(bytes, out var signature) is not null
                || SignatureText.Write(signature!).AsSpan().SequenceEqual(bytes),
            SignatureText.Write(new ReleaseSignature(ReleaseSignature.CurrentFormat, new string('d', 64), [1, 2]))),
    ];

    private static bool ReadsOrRefuses(string text)
    {
        try
        {
            return ReleaseKeys.Parse(text, "a fuzzer").Ids.Count > 0;
        }
        catch (ReleaseException)
        {
            return true;
        }
    }
}
