using System.Text.Json.Nodes;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Release.Builds;

namespace Everlatch.Cli.Commands.Release;

/// <summary>A release in a few lines, for people and for machines.</summary>
internal static class ReleaseReport
{
    private const double Megabyte = 1_000_000;

    /// <summary>Its members.</summary>
    public static JsonObject Of(ReleaseFolder release)
    {
        var manifest = release.Manifest;
        return new JsonObject
        {
            ["path"] = release.Path,
            ["digest"] = release.Digest,
            ["version"] = manifest.Version,
            ["commit"] = manifest.Commit,
            ["dirty"] = manifest.Dirty,
            ["runtime"] = manifest.Runtime,
            ["sdk"] = manifest.Sdk,
            ["ready_to_run"] = manifest.ReadyToRun,
            ["contracts"] = new JsonObject(manifest.Schema.Select(schema =>
                KeyValuePair.Create(schema.Engine, (JsonNode?)schema.Contract))),
            ["shares_schema_with"] = new JsonObject
            {
                ["oldest"] = manifest.SharesSchemaWith.Oldest,
                ["oldest_after_contract"] = manifest.SharesSchemaWith.OldestAfterContract,
            },
            ["files"] = manifest.Files.Count,
            ["bytes"] = manifest.Files.Sum(file => file.Size),
        };
    }

    /// <summary>The same in lines.</summary>
    public static void Write(ReleaseFolder release)
    {
        var (screen, manifest) = (new Screen(), release.Manifest);
        screen.Row("release", $"{manifest.Version} for {manifest.Runtime}{(manifest.Dirty ? ", not all committed" : "")}");
        screen.Row("digest", release.Digest);
        screen.Row("commit", manifest.Commit);
        screen.Row("beside", Beside(manifest));
        screen.Row("folder", $"{release.Path} ({manifest.Files.Count} files, {Size(manifest)} MB)");
    }

    private static string Beside(ReleaseManifest manifest) => manifest.SharesSchemaWith switch
    {
        var shares when shares.Oldest == manifest.Version => "no release before it can run on its schema",
        var shares when shares.Oldest == shares.OldestAfterContract => $"{shares.Oldest} and newer can run on its schema",
        var shares => $"{shares.Oldest} and newer can run on its schema, "
            + $"{shares.OldestAfterContract} and newer after its contract steps",
    };

    private static string Size(ReleaseManifest manifest) =>
        Math.Round(manifest.Files.Sum(file => file.Size) / Megabyte).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
