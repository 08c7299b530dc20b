using Everlatch.Core.Figures;

namespace Everlatch.Edge.Figures;

/// <summary>The hosts with the most failures, in bounded memory, however many hosts there are.</summary>
/// <remarks>
/// When the list is full a new host takes the place of the one with the fewest failures, and stands as high in the order as that
/// one stood, so that a host that fails often enough comes in and stays. What is told of a host is what was counted since it is
/// in the list.
/// </remarks>
internal sealed class FailingHosts
{
    /// <summary>Hosts that are kept.</summary>
    public const int Most = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, FailingHost> hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Counts a failure.</summary>
    public void Count(string host, StatusKind kind, int part)
    {
        lock (gate)
        {
            if (!hosts.TryGetValue(host, out var found))
            {
                found = new FailingHost(host, hosts.Count < Most ? 0 : RemoveLeast());
                hosts.Add(host, found);
            }

            found.Count(kind, part);
        }
    }

    /// <summary>What was counted.</summary>
    public IReadOnlyList<HostFailures> Read()
    {
        lock (gate)
        {
            return [.. hosts.Values.OrderByDescending(host => host.Rank).Select(host => host.Read())];
        }
    }

    private long RemoveLeast()
    {
        var least = hosts.Values.First();
        foreach (var host in hosts.Values)
        {
            least = host.Rank < least.Rank ? host : least;
        }

        hosts.Remove(least.Host);
        return least.Rank;
    }
}
