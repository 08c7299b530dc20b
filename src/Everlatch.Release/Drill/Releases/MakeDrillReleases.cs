using System.Globalization;
using System.Runtime.InteropServices;
using Everlatch.Release.Builds;
using Everlatch.Release.Builds.Making;
using Everlatch.Schema;
using Everlatch.Schema.Statements;
using Everlatch.Storage;
using ReleaseManifests = Everlatch.Release.Builds.Making.MakeManifest;

namespace Everlatch.Release.Drill.Releases;

/// <summary>Makes the releases of a drill out of the running build, signed with a key that the drill throws away.</summary>
/// <param name="product">The folder of the running build.</param>
/// <param name="statements">What the running build sends to PostgreSQL.</param>
/// <param name="key">Signs them.</param>
internal sealed class MakeDrillReleases(string product, IReadOnlyList<SchemaStatement> statements, SigningKey key)
{
    // Where nobody built anything there is no commit to name.
    private const string NoCommit = "0000000000000000000000000000000000000000";

    /// <summary>What the next release asks for: <c>users</c> is read by every sign-in and every refresh.</summary>
    public static readonly Rehearsal Asked = new("users", "rehearsed_at");

    /// <summary>Makes them below a folder.</summary>
    /// <param name="folder">A folder that is there.</param>
    /// <param name="server">Any database of the engine that they are for: scratch ones are made beside it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<DrillReleases> RunAsync(string folder, SchemaDatabase server, CancellationToken ct)
    {
        var version = StorageSchema.Source.Release;
        var current = await MakeAsync(Path.Combine(folder, version), version, null, RehearsedSchema.Same, ct);
        var next = RehearsedSchema.VersionAfter(version);
        var schema = new RehearsedSchema(server, next, Asked, statements);
        return new DrillReleases(
            current,
            await MakeAsync(Path.Combine(folder, next), next, Asked, schema.WriteAsync, ct),
            await MakeAsync(Path.Combine(folder, next + "-forced"), next, Asked, RehearsedSchema.Same, ct));
    }

    private async Task<ReleaseFolder> MakeAsync(
        string folder, string version, Rehearsal? asked, Func<string, CancellationToken, Task> writeSchema, CancellationToken ct)
    {
        CopyFolder.Run(product, folder);

        // What a release that this very process was started from has beside the program.
        var schema = Path.Combine(folder, ReleaseManifest.SchemaFolder);
        foreach (var own in (string[])[ReleaseManifest.FileName, ReleaseManifest.SignatureFileName, Rehearsal.FileName])
        {
            File.Delete(Path.Combine(folder, own));
        }

        if (Directory.Exists(schema))
        {
            Directory.Delete(schema, recursive: true);
        }

        await writeSchema(schema, ct);
        if (asked is not null)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, Rehearsal.FileName), asked.ToBytes(), ct);
        }

        FileRights.Set(folder);
        return await SignAsync(folder, version, ct);
    }

    private async Task<ReleaseFolder> SignAsync(string folder, string version, CancellationToken ct)
    {
        var source = new SchemaSource(
            version, SchemaFiles.InFolder(Path.Combine(folder, ReleaseManifest.SchemaFolder)));
        var origin = new ReleaseOrigin(
            new GitCheckout(folder, NoCommit, NoCommit, DateTimeOffset.UnixEpoch, Dirty: true),
            RuntimeInformation.RuntimeIdentifier,
            Environment.Version.ToString(),
            ReadyToRun: false);
        var bytes = (await ReleaseManifests.RunAsync(folder, source, origin, ct)).ToBytes();
        await File.WriteAllBytesAsync(Path.Combine(folder, ReleaseManifest.FileName), bytes, ct);
        await File.WriteAllBytesAsync(Path.Combine(folder, ReleaseManifest.SignatureFileName), key.Sign(bytes), ct);
        return await ReleaseFolder.OpenAsync(folder, ReleaseKeys.Parse(key.PublicPem, "the drill's key"), ct) switch
        {
            OpenOutcome.Good good => good.Folder,
            OpenOutcome.Refused refused => throw new ReleaseException(
                "EL2090",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The drill's own release in {folder} is not good: {refused.Faults[0].Message}")),
            var other => throw new InvalidOperationException($"{other} is no outcome of opening a release."),
        };
    }
}
