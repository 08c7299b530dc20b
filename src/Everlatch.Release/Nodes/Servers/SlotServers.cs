using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Everlatch.Release.Nodes.Servers;

/// <summary>The processes of all slots of this machine.</summary>
internal sealed class SlotServers(NodeOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ServerProcess> running = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, ProcessIdentity> found = FindServers.In(options.SocketFolder);

    /// <summary>The places of a slot's servers.</summary>
    public IEnumerable<ServerPlace> PlacesOf(string slot, PlacedSlot placed) =>
        ServerPlace.Of(options.SocketFolder, slot, placed.Servers);

    /// <summary>The server of a place; null while none was started.</summary>
    public ServerProcess? Of(ServerPlace place) => running.GetValueOrDefault(place.Name);

    /// <summary>Starts what is to run and does not.</summary>
    /// <exception cref="NodeFaultException">A program cannot be started.</exception>
    public void Keep(ImmutableSortedDictionary<string, PlacedSlot> slots)
    {
        foreach (var (slot, placed) in slots)
        {
            foreach (var place in PlacesOf(slot, placed))
            {
                running.GetOrAdd(place.Name, _ => ProcessAt(place, placed)).Keep();
            }
        }
    }

    /// <summary>Ends what a node before this one did not come to end.</summary>
    public void EndOrphans(ImmutableSortedDictionary<string, PlacedSlot> slots)
    {
        System.IO.Directory.CreateDirectory(options.SocketFolder);
        var known = slots.SelectMany(slot => PlacesOf(slot.Key, slot.Value)).Select(place => place.Socket);
        foreach (var left in found.Keys.Except(known, StringComparer.Ordinal))
        {
            Signals.AskToEnd(found[left]);
        }
    }

    /// <summary>Stops a slot's servers, all at once. Those of a node before this one too.</summary>
    public async Task StopAsync(string slot, PlacedSlot placed)
    {
        var patience = TimeSpan.FromSeconds(options.StopSeconds);
        await Task.WhenAll(PlacesOf(slot, placed).Select(place =>
            (running.TryRemove(place.Name, out var server) ? server : ProcessAt(place, placed)).StopAsync(patience)));
    }

    /// <summary>Why a slot is not ready; empty when all of its servers are.</summary>
    public async Task<string> WhyNotReadyAsync(string slot, PlacedSlot placed, CancellationToken ct)
    {
        var answers = await ReadinessAsync(slot, placed, ct);
        return string.Join(
            "; ", answers.Where(answer => !answer.Said.IsReady).Select(each => $"{each.Place.Name}: {each.Said.Because}"));
    }

    /// <summary>What each server of a slot says of its readiness.</summary>
    public Task<(ServerPlace Place, Readiness Said)[]> ReadinessAsync(string slot, PlacedSlot placed, CancellationToken ct) =>
        Task.WhenAll(PlacesOf(slot, placed).Select(async place => (place, await AskServer.ReadinessAsync(place, ct))));

    private ServerProcess ProcessAt(ServerPlace place, PlacedSlot placed) => new(
        place, placed.Release, found.GetValueOrDefault(place.Socket) is { IsAlive: true } alive ? alive : null, clock);
}
