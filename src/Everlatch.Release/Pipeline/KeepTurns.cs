using Everlatch.Release.Nodes.Client;

namespace Everlatch.Release.Pipeline;

/// <summary>Says to a region's nodes that the controller lives, as long as they let it.</summary>
internal sealed class KeepTurns : IAsyncDisposable
{
    private const int PerLease = 4;
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource lost = new();
    private readonly Task work;

    public KeepTurns(IReadOnlyList<NodeClient> nodes, TimeSpan lease, TimeProvider clock) =>
        work = Task.WhenAll(nodes.Select(node => KeepAsync(node, lease, clock)));

    /// <summary>Cancelled when a node gave the turn to somebody else, or has not answered for so long that it may have.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Why it was lost; null while it is not.</summary>
    public NodeException? Because { get; private set; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await work;
        stop.Dispose();
        lost.Dispose();
    }

    private async Task KeepAsync(NodeClient node, TimeSpan lease, TimeProvider clock)
    {
        var heard = clock.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await node.RenewAsync(stop.Token);
                heard = clock.GetTimestamp();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (NodeException e) when (e.Trouble == NodeTrouble.Refused || clock.GetElapsedTime(heard) > lease)
            {
                Because ??= e;
                await lost.CancelAsync();
                return;
            }
            catch (NodeException)
            {
                // It is asked again while its lease may still run.
            }

            await Task.Delay(lease / PerLease, clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
