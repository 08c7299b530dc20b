using System.Collections.Concurrent;
using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Directory;

/// <summary>
/// Hosts that were asked for, with what they lead to: a request's first look-up stays flat however many environments there are.
/// </summary>
/// <remarks>
/// It holds known hosts only, and for one pair of dictionaries only, so that it can neither grow without bound nor be stale.
/// </remarks>
internal sealed class FoundHosts(
    ImmutableDictionary<HostName, EnvironmentId> hosts, ImmutableDictionary<EnvironmentId, DirectoryEnvironment> environments)
{
    private readonly ConcurrentDictionary<HostName, DirectoryHost> found = new();

    /// <summary>Whether it was made from these very dictionaries.</summary>
    public bool IsOf(DirectorySnapshot snapshot) =>
        ReferenceEquals(hosts, snapshot.Hosts) && ReferenceEquals(environments, snapshot.Environments);

    /// <summary>Where a host leads; null for an unknown one.</summary>
    public DirectoryHost? Find(HostName name)
    {
        if (found.TryGetValue(name, out var known))
        {
            return known;
        }

        return hosts.TryGetValue(name, out var id)
            && environments.TryGetValue(id, out var environment)
            && environment.Hosts.TryGetValue(name, out var entry)
                ? found.GetOrAdd(name, new DirectoryHost(environment, entry))
                : null;
    }
}
