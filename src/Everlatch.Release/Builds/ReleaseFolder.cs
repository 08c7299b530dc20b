using Everlatch.Release.Builds.Reading;
using Everlatch.Schema;
using Everlatch.Storage;

namespace Everlatch.Release.Builds;

/// <summary>
/// A release whose signature and files were checked. Whoever may write in its folder can change it afterwards: keep it where
/// only the user may write who starts it, and open it again before each start.
/// </summary>
public sealed class ReleaseFolder
{
    private readonly Lazy<SchemaSource> source;

    internal ReleaseFolder(string path, ReleaseManifest manifest)
    {
        (Path, Manifest, Digest) = (path, manifest, manifest.Digest);
        source = new Lazy<SchemaSource>(() => new SchemaSource(
            manifest.Version, SchemaFiles.InFolder(System.IO.Path.Combine(path, ReleaseManifest.SchemaFolder)))
        {
            PassingTriggers = StorageSchema.MovingTriggers,
        });
    }

    /// <summary>Where it is; links on the way there are resolved.</summary>
    public string Path { get; }

    /// <summary>Its manifest.</summary>
    public ReleaseManifest Manifest { get; }

    /// <summary>The release's digest, see <see cref="ReleaseManifest.Digest" />.</summary>
    public string Digest { get; }

    /// <summary>The program to start.</summary>
    public string Executable => System.IO.Path.Combine(Path, ManifestRules.ExecutableOf(Manifest.Runtime));

    /// <summary>What the release knows about its schema, to ask a database with: no code of the release runs.</summary>
    /// <exception cref="SchemaException">A file vanished since.</exception>
    public SchemaSource Schema => source.Value;

    /// <summary>
    /// Checks the signature and then every file: nothing in the folder is executed, and nothing is believed before its signature
    /// is. Reads all of it, on all processors.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="keys">The keys that are trusted.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<OpenOutcome> OpenAsync(string path, ReleaseKeys keys, CancellationToken ct)
    {
        if (RealPath.Of(path) is not { } folder)
        {
            return Refuse(new ReleaseFault("EL2010", $"There is no folder {path}."));
        }

        if (SignedManifest.Read(folder, keys, out var manifest) is { } fault)
        {
            return Refuse(fault);
        }

        var faults = await CompareFiles.RunAsync(folder, manifest!, ct);
        return faults.Count > 0 ? new OpenOutcome.Refused(faults) : new OpenOutcome.Good(new ReleaseFolder(folder, manifest!));
    }

    private static OpenOutcome.Refused Refuse(ReleaseFault fault) => new([fault]);
}
