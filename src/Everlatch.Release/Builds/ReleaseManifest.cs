using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Everlatch.Hosting;
using Everlatch.Release.Builds.Reading;

namespace Everlatch.Release.Builds;

/// <summary>
/// What a release is: where it comes from, every file of it, and what it needs of a database. It holds no time and no path of
/// the machine that made it, so that a commit has one manifest wherever it is built.
/// </summary>
public sealed record ReleaseManifest
{
    /// <summary>The name of its file in a release folder.</summary>
    public const string FileName = ThisRelease.ManifestFile;

    /// <summary>The name of the file that its signature is in.</summary>
    public const string SignatureFileName = "release.json.sig";

    /// <summary>The folder that holds what the release knows about its schema, as <c>schema verify --from</c> takes it.</summary>
    public const string SchemaFolder = "schema";

    /// <summary>The form of manifest that this build writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The project whose releases these are.</summary>
    public const string OwnProject = "everlatch";

    /// <summary>The form of this manifest.</summary>
    public required int Format { get; init; }

    /// <summary>The project: <c>everlatch</c>.</summary>
    public required string Project { get; init; }

    /// <summary>Version of the release: <c>1.5.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The commit that it was built from, in full.</summary>
    public required string Commit { get; init; }

    /// <summary>Git's name for the tree of files that it was built from: of a dirty build it is not the commit's.</summary>
    public required string Tree { get; init; }

    /// <summary>Whether files were changed and not committed. Such a build is for trials.</summary>
    public required bool Dirty { get; init; }

    /// <summary>What it runs on: <c>linux-x64</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>The SDK that it was built with: another one makes other bytes of the same commit.</summary>
    public required string Sdk { get; init; }

    /// <summary>Whether its code was compiled ahead of time.</summary>
    public required bool ReadyToRun { get; init; }

    /// <summary>Which releases before it can run on the same database.</summary>
    public required SharedSchema SharesSchemaWith { get; init; }

    /// <summary>What it needs of a database, by engine.</summary>
    public required IReadOnlyList<ReleaseSchema> Schema { get; init; }

    /// <summary>Every configuration key that it knows, sorted: <c>Everlatch:Storage:Postgres</c>.</summary>
    public required IReadOnlyList<string> Configuration { get; init; }

    /// <summary>Every file but the manifest and its signature, by path.</summary>
    public required IReadOnlyList<ReleaseFile> Files { get; init; }

    /// <summary>
    /// The release's digest: SHA-256 of <see cref="ToBytes" /> in hex, so what <c>sha256sum release.json</c> says. It names the
    /// content, by whomever and wherever it was built and signed.
    /// </summary>
    [JsonIgnore]
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(ToBytes()));

    /// <summary>The one form that its file has: equal for equal manifests.</summary>
    public byte[] ToBytes() => ManifestText.Write(this);

    /// <summary>The schema of an engine; null when the release has none for it.</summary>
    public ReleaseSchema? SchemaOf(string engine) => Schema.FirstOrDefault(schema => schema.Engine == engine);
}
