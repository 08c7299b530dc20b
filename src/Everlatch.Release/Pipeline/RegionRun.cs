using Everlatch.Release.Builds;
using Everlatch.Release.Nodes;
using Everlatch.Release.Nodes.Api;
using Everlatch.Release.Nodes.Client;
using Everlatch.Release.Pipeline.Policies;
using Everlatch.Schema;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Release.Pipeline;

/// <summary>A release on its way through one region.</summary>
internal sealed class RegionRun(
    string region, ReleaseFolder release, ReleasePolicy policy, IRegionDatabases databases, IReadOnlyList<NodeClient> nodes,
    TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>The region.</summary>
    public string Region => region;

    /// <summary>The release, whose files were checked.</summary>
    public ReleaseFolder Release => release;

    /// <summary>How it is to reach traffic.</summary>
    public ReleasePolicy Policy => policy;

    /// <summary>The region's database, asked by this process itself.</summary>
    public SchemaDatabase Database { get; } = databases.DatabaseOf(region);

    /// <summary>The region's nodes, at least one.</summary>
    public IReadOnlyList<NodeClient> Nodes => nodes;

    /// <summary>Measures durations.</summary>
    public TimeProvider Clock => clock;

    /// <summary>What the nodes said last, in their order.</summary>
    public IReadOnlyList<NodeDocument> Seen { get; private set; } = [];

    /// <summary>The digest of the live schema, as it was when it was last looked at.</summary>
    public string LiveSchema { get; private set; } = "";

    /// <summary>The live slot of the region; null before its first release.</summary>
    public string? Live => Seen[0].Live;

    /// <summary>The slot for the release: where it runs already, or else beside the live one.</summary>
    public string Slot => Runs(Live) ? Live! : SlotName.Beside(Live);

    /// <summary>Whether a slot runs this release at every node.</summary>
    public bool Runs(string? slot) =>
        slot is not null && Seen.All(node => SlotOf(node, slot)?.Release.Digest == release.Digest);

    /// <summary>Whether the release is live and settled at every node.</summary>
    public bool IsSettled => !Seen.Any(node => node.Lent) && Seen.All(node => node.Live == Live) && Runs(Live);

    /// <summary>Asks the nodes.</summary>
    /// <exception cref="NodeException">One does not answer.</exception>
    public async Task LookAsync(CancellationToken ct) =>
        Seen = await Task.WhenAll(nodes.Select(node => node.StateAsync(ct)));

    /// <summary>Asks the database what schema it has.</summary>
    /// <exception cref="SchemaException">It does not answer.</exception>
    public async Task LookAtSchemaAsync(CancellationToken ct) =>
        LiveSchema = (await LiveCatalog.ReadAsync(Database, ct)).Digest;

    /// <summary>Asks the database which signing keys are published; the digest that servers say of theirs.</summary>
    /// <exception cref="Storage.StoreFaultException">It does not answer.</exception>
    public Task<string> KeysAsync(CancellationToken ct) => databases.KeysOfAsync(region, ct);

    /// <summary>Gives an order to all nodes.</summary>
    /// <exception cref="NodeException">One did not do it.</exception>
    public async Task OrderAsync(Func<NodeClient, Task> order, CancellationToken ct)
    {
        await Task.WhenAll(nodes.Select(order));
        await LookAsync(ct);
    }

    /// <summary>Waits until a slot is ready everywhere; says why it is not when the time is over.</summary>
    public async Task<string?> WhyNotReadyAsync(string slot, TimeSpan patience, CancellationToken ct)
    {
        var begun = clock.GetTimestamp();
        while (true)
        {
            await LookAsync(ct);
            var because = Seen.SelectMany(node => SlotOf(node, slot)?.Servers ?? [])
                .Where(server => !server.Ready)
                .Select(server => $"{server.Name}: {server.Because}")
                .FirstOrDefault();
            if (because is null || clock.GetElapsedTime(begun) > patience)
            {
                return because;
            }

            await Task.Delay(Look, clock, ct);
        }
    }

    /// <summary>A slot of a node; null when it runs nothing there.</summary>
    public static SlotDocument? SlotOf(NodeDocument node, string slot) => node.Slots.FirstOrDefault(each => each.Name == slot);
}
