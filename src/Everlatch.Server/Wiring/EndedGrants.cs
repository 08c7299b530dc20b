using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;

namespace Everlatch.Server.Wiring;

/// <summary>What follows when grants end.</summary>
internal static class EndedGrants
{
    /// <summary>Revokes the access tokens that carry the grants' <c>gid</c>.</summary>
    public static async Task RevokeAsync(
        DirectoryWrite write, EnvironmentId environment, IReadOnlyList<GrantId> ended, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var grant in ended)
        {
            await Revocations.RecordAsync(write, environment, grant.Value, now, ct);
        }
    }
}
