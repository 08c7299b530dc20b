using System.Collections.Frozen;
using Everlatch.Core;
using Everlatch.Edge.Figures;
using Everlatch.Edge.Forwarding;
using Everlatch.Edge.Regions;
using Everlatch.Hosting;

namespace Everlatch.Edge.Slots;

/// <summary>
/// The slots that requests are sent to now. What stays in a new file keeps its connections, health, queue and counts.
/// </summary>
internal sealed class LiveSlots : IDisposable
{
    private const int WholeTraffic = 100;
    private readonly ConnectServer connect;
    private readonly EdgeOptions options;
    private readonly TimeProvider clock;
    private readonly FrozenDictionary<Region, SlotTable> others;
    private volatile SlotTable current = new([]);

    /// <summary>Begins without slots, and with the edges of other regions.</summary>
    /// <exception cref="StartRefusedException">The address of one of those cannot be read.</exception>
    public LiveSlots(ConnectServer connect, EdgeOptions options, RoutesOptions routes, TimeProvider clock)
    {
        this.connect = connect;
        this.options = options;
        this.clock = clock;
        others = routes.Regions
            .Where(region => region.Name != options.Region)
            .ToFrozenDictionary(region => Region.Trusted(region.Name), EdgesOf);
    }

    /// <summary>The table of this moment: a request reads it once.</summary>
    public SlotTable Current => current;

    /// <summary>Every server of every slot, and every edge of another region.</summary>
    public IEnumerable<SlotServer> Servers =>
        OwnServers.Concat(others.Values.SelectMany(table => table.Slots).SelectMany(slot => slot.Servers));

    private IEnumerable<SlotServer> OwnServers => current.Slots.SelectMany(slot => slot.Servers);

    /// <summary>Where requests go that are at home in a region: to our slots or its edges; null for an unknown region.</summary>
    public SlotTable? Of(Region home) => home.Value == options.Region ? current : others.GetValueOrDefault(home);

    /// <summary>A table that follows a plan; nothing uses it before <see cref="Swap" />.</summary>
    public SlotTable Prepare(IReadOnlyList<SlotPlan> plan)
    {
        var servers = OwnServers.ToDictionary(server => server.Address);
        var slots = current.Slots.ToDictionary(slot => slot.Name, StringComparer.Ordinal);
        return new SlotTable(
        [
            .. plan.Select(slot => new Slot(
                slot.Name,
                slot.Share,
                [.. slot.Servers.Select(address => servers.GetValueOrDefault(address) ?? new SlotServer(address, connect))],
                slots.GetValueOrDefault(slot.Name)?.Admission ?? NewAdmission(),
                slots.GetValueOrDefault(slot.Name)?.Counts ?? new SlotCounts(clock))),
        ]);
    }

    /// <summary>Puts a table in the place of the old one. Servers that are in neither any more finish what they have.</summary>
    public void Swap(SlotTable next)
    {
        var gone = OwnServers.Except(next.Slots.SelectMany(slot => slot.Servers)).ToArray();
        current = next;
        foreach (var server in gone)
        {
            server.Dispose();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Swap(new SlotTable([]));
        foreach (var edge in Servers)
        {
            edge.Dispose();
        }
    }

    private SlotTable EdgesOf(RegionOptions region) => new(
    [
        new Slot(
            region.Name,
            WholeTraffic,
            [.. region.Addresses.Select(text => EdgeAt(region, text))],
            NewAdmission(),
            new SlotCounts(clock)),
    ]);

    private SlotServer EdgeAt(RegionOptions region, string text) => ServerAddress.TryParse(text, out var address)
        ? new SlotServer(address, connect)
        : throw new StartRefusedException(
            "EL1911", $"'{text}' of region {region.Name} in Everlatch:Routes:Regions is no address of an edge.");

    private Admission NewAdmission() =>
        new(options.Concurrency, options.QueueLimit, TimeSpan.FromMilliseconds(options.QueueMilliseconds), clock);
}
