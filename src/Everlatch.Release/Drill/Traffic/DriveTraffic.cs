using System.Collections.Concurrent;
using System.Net;
using Everlatch.Release.Drill.Machines;

namespace Everlatch.Release.Drill.Traffic;

/// <summary>The people and machines of all regions: each from an address of their own, over and over.</summary>
internal sealed class DriveTraffic : IAsyncDisposable
{
    // All of a region are one person, and an account takes only so many attempts to sign in at once: one of those might be wrong.
    private const int AtOnce = 3;
    private readonly ConcurrentQueue<DrillRequest> requests = [];
    private readonly CancellationTokenSource stop = new();
    private readonly TimeProvider clock;
    private readonly Task work;

    private DriveTraffic(
        IReadOnlyList<(IDrillClient Client, SemaphoreSlim Turn)> clients, TimeSpan every, TimeProvider clock)
    {
        this.clock = clock;
        work = Task.WhenAll(clients.Select(
            (client, place) => RunAsync(client.Client, client.Turn, every * place / clients.Count, every)));
    }

    /// <summary>What was asked and answered so far.</summary>
    public IReadOnlyList<DrillRequest> Requests => [.. requests];

    /// <summary>Begins.</summary>
    /// <param name="clients">Makes them.</param>
    /// <param name="regions">Where they are.</param>
    /// <param name="each">How many in each region.</param>
    /// <param name="every">How often each of them comes.</param>
    /// <param name="clock">Waits.</param>
    public static DriveTraffic Start(
        IDrillClients clients, IReadOnlyList<DrillRegion> regions, int each, TimeSpan every, TimeProvider clock)
    {
        var turns = regions.Select(_ => new SemaphoreSlim(AtOnce)).ToArray();
        return new DriveTraffic(
            [
                .. from place in Enumerable.Range(0, each)
                   from region in regions.Index()
                   select (
                       clients.At(
                           region.Item.Name, region.Item.Address, region.Item.Credentials, AddressOf(region.Index, place)),
                       turns[region.Index]),
            ],
            every,
            clock);
    }

    /// <summary>Ends it; what was begun is awaited.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await work;
        stop.Dispose();
    }

    // Of networks of their own: an edge parts clients by those.
    private static IPAddress AddressOf(int region, int client) =>
        new([127, (byte)(10 + region), (byte)(1 + (client % 250)), (byte)(1 + (client / 250))]);

    private async Task RunAsync(IDrillClient client, SemaphoreSlim turn, TimeSpan first, TimeSpan every)
    {
        using var owned = client;
        await Task.Delay(first, clock, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stop.IsCancellationRequested)
        {
            var began = clock.GetTimestamp();
            await turn.WaitAsync();
            try
            {
                // What was begun is finished: a request that is broken off by its caller says nothing.
                foreach (var request in await client.RunAsync(CancellationToken.None))
                {
                    requests.Enqueue(request);
                }
            }
            finally
            {
                turn.Release();
            }

            var left = every - clock.GetElapsedTime(began);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
