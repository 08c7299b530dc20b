using System.Collections.Concurrent;
using Everlatch.Core.Figures;
using Everlatch.Release.Canary;
using Everlatch.Release.Canary.Figures;
using Everlatch.Release.Nodes.Servers;

namespace Everlatch.Release.Nodes.Watching;

/// <summary>Looks at the servers of slots, and at what the machine's edges counted.</summary>
internal sealed class LookAtSlots(Node node, SlotServers servers, NodeOptions options) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly HttpClient http = new() { Timeout = Patience };
    private readonly ConcurrentDictionary<ServerProcess, int> exits = [];

    /// <summary>Takes one look at a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="isCanary">Whether it is the new release's.</param>
    /// <param name="record">Keeps what is seen.</param>
    /// <param name="at">When it is seen, by the record's clock.</param>
    /// <param name="ct">Cancels.</param>
    public async Task RunAsync(string slot, bool isCanary, CanaryRecord record, DateTimeOffset at, CancellationToken ct)
    {
        if (node.State.Slots.GetValueOrDefault(slot) is not { } placed)
        {
            return;
        }

        var answers = await servers.ReadinessAsync(slot, placed, ct);
        var processes = servers.PlacesOf(slot, placed).Select(servers.Of).OfType<ServerProcess>().ToArray();
        var ids = processes.Select(process => process.Process?.Id).OfType<int>().ToArray();
        record.Add(
            isCanary,
            new ReadinessLook(
                at,
                answers.All(answer => answer.Said.IsReady),
                [
                    .. answers.Where(answer => answer.Said is { Answered: true, IsReady: false })
                        .Select(answer => $"{answer.Place.Name}: {answer.Said.Because}"),
                ]),
            ids.Length == placed.Servers ? ReadProcesses.Read(ids, at) : null,
            processes.Sum(NewExits));
    }

    /// <summary>What each edge counted that answers.</summary>
    public Task<IReadOnlyDictionary<string, EdgeFigures>> EdgesAsync(CancellationToken ct) => new ReadEdges(
        http, options.EdgeToken.Length > 0 ? options.EdgeToken : null).RunAsync(options.Edges.Select(edge => new Uri(edge)), ct);

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    // How often it ended since the last look.
    private int NewExits(ServerProcess process)
    {
        var before = exits.GetValueOrDefault(process);
        exits[process] = process.Exits;
        return process.Exits - before;
    }
}
