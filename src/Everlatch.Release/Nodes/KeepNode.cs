using Everlatch.Release.Nodes.Servers;
using Everlatch.Storage.Background;

namespace Everlatch.Release.Nodes;

/// <summary>What a node does by itself: keeps servers running, and the shares of an unsettled release renewed.</summary>
internal sealed partial class KeepNode(Node node, SlotServers servers, TimeProvider clock, ILogger<KeepNode> logger)
    : PeriodicWork(Every, clock, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly ILogger logger = logger;
    private string? told;

    /// <inheritdoc />
    protected override bool StartsAtOnce => true;

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        servers.EndOrphans(node.State.Slots);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override Task RunOnceAsync(CancellationToken ct) => node.RunAsync(
        () =>
        {
            // Each by itself: a disk that is full ends no server, and a program that is missing ends no lease.
            var (lease, kept) = (Try(node.KeepLease), Try(() => servers.Keep(node.State.Slots)));
            Tell(lease ?? kept ?? Try(node.KeepJournal));
            return node.Done;
        },
        ct);

    private static NodeFaultException? Try(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (NodeFaultException e)
        {
            return e;
        }
    }

    // Told once, not once a second.
    private void Tell(NodeFaultException? trouble)
    {
        if (trouble is not null && told != trouble.Message)
        {
            LogTrouble(trouble.Id, trouble.Message);
        }

        told = trouble?.Message;
    }

    [LoggerMessage(7102, LogLevel.Error, "{Id}: {Message} It is tried again every second")]
    private partial void LogTrouble(string id, string message);
}
