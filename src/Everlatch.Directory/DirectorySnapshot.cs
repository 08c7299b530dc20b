using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Directory;

/// <summary>The whole read model at one sequence number. Immutable; readers keep the one they took.</summary>
public sealed record DirectorySnapshot
{
    /// <summary>Before anything was loaded.</summary>
    public static readonly DirectorySnapshot Empty = new();

    private volatile FoundHosts? foundHosts;

    /// <summary>The last change that it contains.</summary>
    public long Sequence { get; init; }

    /// <summary>When it was last known to be the newest.</summary>
    public DateTimeOffset AsOf { get; init; }

    /// <summary>Whether anything was loaded.</summary>
    public bool IsLoaded => !ReferenceEquals(this, Empty);

    /// <summary>Environments by id.</summary>
    public ImmutableDictionary<EnvironmentId, DirectoryEnvironment> Environments { get; init; } =
        ImmutableDictionary<EnvironmentId, DirectoryEnvironment>.Empty;

    /// <summary>Which environment each host leads to.</summary>
    public ImmutableDictionary<HostName, EnvironmentId> Hosts { get; init; } = ImmutableDictionary<HostName, EnvironmentId>.Empty;

    /// <summary>The environment and host entry of a request's host; null for an unknown host.</summary>
    public DirectoryHost? Find(HostName host)
    {
        // A copy made by `with` brings the field along; it serves while the dictionaries are the same.
        var known = foundHosts;
        if (known is null || !known.IsOf(this))
        {
            foundHosts = known = new FoundHosts(Hosts, Environments);
        }

        return known.Find(host);
    }
}
