using System.Collections.Immutable;

namespace Everlatch.Edge.Regions;

/// <summary>One region's routing directory at one state. Immutable; an answer of the region makes the next one.</summary>
public sealed class RegionRoutes
{
    // Changes lie beside the packed table until there are so many that it is packed anew.
    private const int FewestToPack = 1_000;
    private const int ShareToPack = 64;

    private readonly HostTable packed;
    private readonly ImmutableDictionary<string, RoutedHost> changed;
    private readonly RoutedEnvironments environments;

    private RegionRoutes(HostTable packed, ImmutableDictionary<string, RoutedHost> changed, RoutedEnvironments environments)
    {
        this.packed = packed;
        this.changed = changed;
        this.environments = environments;
    }

    /// <summary>Before anything was heard of the region.</summary>
    public static RegionRoutes None { get; } = new(
        HostTable.Empty,
        ImmutableDictionary.Create<string, RoutedHost>(StringComparer.OrdinalIgnoreCase),
        RoutedEnvironments.None);

    /// <summary>The state; null before anything was heard.</summary>
    public long? Sequence { get; private init; }

    /// <summary>When it was last known to be the newest.</summary>
    public DateTimeOffset AsOf { get; private init; }

    /// <summary>The format in which all of it was told.</summary>
    public RouteFormat Format { get; private init; } = RouteFormat.Certificates;

    /// <summary>Where a host leads; null for one that this region does not have.</summary>
    /// <param name="host">The name, in any case.</param>
    public Route? Find(string host)
    {
        var known = changed.Count > 0 && changed.TryGetValue(host, out var now) ? now : packed.Find(host);
        return known.Environment >= 0 ? environments.At(known, host) : null;
    }

    /// <summary>Takes in what the region answered.</summary>
    /// <returns>The next state; this one when the answer is older, as from a server that is behind.</returns>
    /// <exception cref="RouteFormatException">The pages are not one answer, or follow another state.</exception>
    public RegionRoutes With(IReadOnlyList<RoutePage> answer)
    {
        var first = answer.Count > 0 ? answer[0] : throw new RouteFormatException("the answer has no page");
        if (answer.Count != first.Count || answer.Where((page, place) => !page.IsPartOf(first, place)).Any())
        {
            throw new RouteFormatException("its pages are not those of one answer");
        }

        if (first.AsOf < AsOf)
        {
            return this;
        }

        if (first.Kind == RoutePageKind.Whole)
        {
            return Whole(answer);
        }

        // What follows an earlier state says everything since, and too much does no harm.
        return first.After <= Sequence && first.Sequence >= Sequence
            ? Changed(first)
            : throw new RouteFormatException($"its changes follow state {first.After}, and state {Sequence} is what we have");
    }

    private static RegionRoutes Whole(IReadOnlyList<RoutePage> answer)
    {
        var builder = RoutedEnvironments.None.ToBuilder(answer[0].Region);
        var hosts = new HostTableBuilder(answer.Sum(page => page.Entries.Count));
        foreach (var entry in answer.SelectMany(page => page.Entries))
        {
            builder.Apply(entry, hosts.Add);
        }

        return new RegionRoutes(hosts.Build(), None.changed, builder.Build())
        {
            Sequence = answer[0].Sequence, AsOf = answer[0].AsOf, Format = answer[0].Format,
        };
    }

    private RegionRoutes Changed(RoutePage page)
    {
        var (hosts, known) = (changed, environments);
        if (page.Entries.Count > 0)
        {
            var builder = environments.ToBuilder(page.Region);
            var next = changed.ToBuilder();
            foreach (var entry in page.Entries)
            {
                builder.Apply(entry, (name, host) => next[name] = host);
            }

            (hosts, known) = (next.ToImmutable(), builder.Build());
        }

        var isMuch = hosts.Count > Math.Max(FewestToPack, packed.Count / ShareToPack);
        return new RegionRoutes(isMuch ? Pack(hosts) : packed, isMuch ? None.changed : hosts, known)
        {
            Sequence = page.Sequence,
            AsOf = page.AsOf,
            Format = page.Format < Format && page.Entries.Any(entry => entry is RouteEntry.Host) ? page.Format : Format,
        };
    }

    private HostTable Pack(ImmutableDictionary<string, RoutedHost> hosts)
    {
        var builder = new HostTableBuilder(packed.Count + hosts.Count);
        foreach (var (name, host) in packed.All().Where(known => !hosts.ContainsKey(known.Name)))
        {
            builder.Add(name, host);
        }

        foreach (var (name, host) in hosts.Where(known => known.Value.Environment >= 0))
        {
            builder.Add(name, host);
        }

        return builder.Build();
    }
}
