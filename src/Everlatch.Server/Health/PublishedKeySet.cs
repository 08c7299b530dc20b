using System.Runtime.CompilerServices;
using Everlatch.Core;
using Everlatch.Directory;

namespace Everlatch.Server.Health;

/// <summary>Names the signing keys that this server publishes. They are hashed once for each change of the directory.</summary>
internal sealed class PublishedKeySet(IDirectory directory)
{
    private readonly ConditionalWeakTable<object, string> digests = [];

    /// <summary>Their digest; null before the directory was loaded.</summary>
    public string? Digest => directory.Current is { IsLoaded: true } now
        ? digests.GetValue(now.Environments, _ => DigestOf(now))
        : null;

    private static string DigestOf(DirectorySnapshot snapshot) => KeySetDigest.Of(
        from environment in snapshot.Environments.Values from key in environment.Keys select (environment.Id, key.Id));
}
