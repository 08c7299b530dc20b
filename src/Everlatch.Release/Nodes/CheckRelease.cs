using Everlatch.Release.Builds;

namespace Everlatch.Release.Nodes;

/// <summary>Believes a release whose every file is as it was signed with the key of this node.</summary>
internal sealed class CheckRelease(NodeOptions options) : ICheckRelease
{
    /// <inheritdoc />
    public async Task<(PlacedRelease? Release, string? Because)> RunAsync(string folder, CancellationToken ct)
    {
        try
        {
            // The key is read each time: one that was replaced counts from then on.
            return await ReleaseFolder.OpenAsync(folder, ReleaseKeys.Read(options.ReleaseKeyFile), ct) switch
            {
                OpenOutcome.Good good => (
                    new PlacedRelease(good.Folder.Manifest.Version, good.Folder.Digest, good.Folder.Path), null),
                OpenOutcome.Refused refused => (null, string.Join(" ", refused.Faults)),
                _ => (null, "nobody can tell"),
            };
        }
        catch (ReleaseException e)
        {
            return (null, e.Message);
        }
    }
}
