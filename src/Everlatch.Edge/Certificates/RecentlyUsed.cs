using System.Diagnostics.CodeAnalysis;
using Everlatch.Core;

namespace Everlatch.Edge.Certificates;

/// <summary>Keeps something of the hosts that were asked for last, and lets go of what was not asked for the longest.</summary>
internal sealed class RecentlyUsed<T>(int capacity)
{
    private readonly Lock door = new();
    private readonly Dictionary<HostName, LinkedListNode<(HostName Host, T Value)>> byHost = [];
    private readonly LinkedList<(HostName Host, T Value)> byUse = [];

    /// <summary>Of how many hosts something is kept.</summary>
    public int Count
    {
        get
        {
            lock (door)
            {
                return byHost.Count;
            }
        }
    }

    /// <summary>What is kept of a host; it counts as used.</summary>
    public bool TryFind(HostName host, [MaybeNullWhen(false)] out T value)
    {
        lock (door)
        {
            if (!byHost.TryGetValue(host, out var place))
            {
                value = default;
                return false;
            }

            if (byUse.First != place)
            {
                byUse.Remove(place);
                byUse.AddFirst(place);
            }

            value = place.Value.Value;
            return true;
        }
    }

    /// <summary>Keeps it in the place of what was kept of the host.</summary>
    public void Set(HostName host, T value)
    {
        lock (door)
        {
            Drop(host);
            byHost[host] = byUse.AddFirst((host, value));
            if (byHost.Count > capacity)
            {
                Drop(byUse.Last!.Value.Host);
            }
        }
    }

    /// <summary>Forgets a host.</summary>
    public void Remove(HostName host)
    {
        lock (door)
        {
            Drop(host);
        }
    }

    /// <summary>Everything that is kept, of this moment. It does not count as used.</summary>
    public void CopyTo(List<(HostName Host, T Value)> list)
    {
        lock (door)
        {
            list.AddRange(byUse);
        }
    }

    private void Drop(HostName host)
    {
        if (byHost.Remove(host, out var place))
        {
            byUse.Remove(place);
        }
    }
}
