using Everlatch.Edge.Forwarding;

namespace Everlatch.Edge.Slots;

/// <summary>The slots that requests are sent to now. What stays in a new file keeps its connections, health and queue.</summary>
internal sealed class LiveSlots(ConnectServer connect, EdgeOptions options, TimeProvider clock) : IDisposable
{
    private volatile SlotTable current = new([]);

    /// <summary>The table of this moment: a request reads it once.</summary>
    public SlotTable Current => current;

    /// <summary>Every server of every slot.</summary>
    public IEnumerable<SlotServer> Servers => current.Slots.SelectMany(slot => slot.Servers);

    /// <summary>A table that follows a plan; nothing uses it before <see cref="Swap" />.</summary>
    public SlotTable Prepare(IReadOnlyList<SlotPlan> plan)
    {
        var servers = Servers.ToDictionary(server => server.Address);
        var slots = current.Slots.ToDictionary(slot => slot.Name, StringComparer.Ordinal);
        return new SlotTable(
        [
            .. plan.Select(slot => new Slot(
                slot.Name,
                slot.Share,
                [.. slot.Servers.Select(address => servers.GetValueOrDefault(address) ?? new SlotServer(address, connect))],
                slots.GetValueOrDefault(slot.Name)?.Admission ?? NewAdmission())),
        ]);
    }

    /// <summary>Puts a table in the place of the old one. Servers that are in neither any more finish what they have.</summary>
    public void Swap(SlotTable next)
    {
        var gone = Servers.Except(next.Slots.SelectMany(slot => slot.Servers)).ToArray();
        current = next;
        foreach (var server in gone)
        {
            server.Dispose();
        }
    }

    /// <inheritdoc />
    public void Dispose() => Swap(new SlotTable([]));

    private Admission NewAdmission() =>
        new(options.Concurrency, options.QueueLimit, TimeSpan.FromMilliseconds(options.QueueMilliseconds), clock);
}
