using System.Security.Cryptography;
using System.Text;
using Everlatch.Release.Builds;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>What the steps read that look at a region's schema.</summary>
internal static class SchemaInputs
{
    /// <summary>The release, and the live schema as it is now.</summary>
    public static StepInputs Of(RegionRun run) => StepInputs.Of(("release", run.Release.Digest), ("schema", run.LiveSchema));

    /// <summary>
    /// The same for a step that tries the release's migrations and statements and reads nothing else of it: two releases that
    /// have the same of these are one to it.
    /// </summary>
    public static StepInputs OfFiles(RegionRun run) => StepInputs.Of(
        ("version", run.Release.Manifest.Version), ("files", DigestOf(run.Release.Manifest)), ("schema", run.LiveSchema));

    private static string DigestOf(ReleaseManifest manifest) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(manifest.Files.Where(IsOfSchema).Select(file => $"{file.Sha256} {file.Path}\n")))));

    private static bool IsOfSchema(ReleaseFile file) =>
        file.Path.StartsWith(ReleaseManifest.SchemaFolder + "/", StringComparison.Ordinal);
}
