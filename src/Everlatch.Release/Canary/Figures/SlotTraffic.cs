using Everlatch.Core.Figures;

namespace Everlatch.Release.Canary.Figures;

/// <summary>What a slot answered in some time.</summary>
/// <param name="Routes">By class of routes.</param>
/// <param name="Hosts">Hosts at which something failed.</param>
internal sealed record SlotTraffic(IReadOnlyList<RouteFigures> Routes, IReadOnlyList<HostFailures> Hosts)
{
    /// <summary>How many answers there were.</summary>
    public long Requests => Routes.Sum(route => route.Status.All);

    /// <summary>
    /// What lies between two readings; null when the counts began anew between them. A host that came into the list meanwhile, or
    /// came in again, has all that is counted of it.
    /// </summary>
    public static SlotTraffic? Between(SlotFigures before, SlotFigures after)
    {
        if (before.Start != after.Start)
        {
            return null;
        }

        var routes = before.Routes.ToDictionary(route => route.Class, StringComparer.Ordinal);
        var hosts = before.Hosts.ToDictionary(host => host.Host, StringComparer.OrdinalIgnoreCase);
        return new SlotTraffic(
            [.. after.Routes.Select(route => routes.TryGetValue(route.Class, out var old) ? Less(route, old) : route)],
            [.. after.Hosts.Select(host => hosts.TryGetValue(host.Host, out var old) ? Less(host, old) : host)]);
    }

    private static RouteFigures Less(RouteFigures route, RouteFigures old)
    {
        var parts = old.Parts.ToDictionary(part => part.Part);
        var times = old.Latency.ToDictionary(bucket => bucket.UpToMicroseconds, bucket => bucket.Count);
        return route with
        {
            Parts =
            [
                .. from part in route.Parts
                   let before = parts.GetValueOrDefault(part.Part)
                   select part with
                   {
                       Status = part.Status - before.Status, MilliOctaves = part.MilliOctaves - before.MilliOctaves,
                   },
            ],
            Latency =
            [
                .. from bucket in route.Latency
                   let count = bucket.Count - times.GetValueOrDefault(bucket.UpToMicroseconds)
                   where count > 0
                   select bucket with { Count = count },
            ],
        };
    }

    private static HostFailures Less(HostFailures host, HostFailures old) => host with
    {
        Unauthorized = Less(host.Unauthorized, old.Unauthorized),
        NotFound = Less(host.NotFound, old.NotFound),
        Refused = Less(host.Refused, old.Refused),
        Fault = Less(host.Fault, old.Fault),
        RefusalsOfOne = Less(host.RefusalsOfOne, old.RefusalsOfOne),
        FaultsOfOne = Less(host.FaultsOfOne, old.FaultsOfOne),
    };

    private static long Less(long now, long before) => now >= before ? now - before : now;
}
