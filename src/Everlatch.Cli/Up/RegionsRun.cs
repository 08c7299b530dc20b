using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Everlatch.Cli.Up;

/// <summary>
/// Runs several regions on one machine: in each a server with its own database, behind an edge that knows the others, as they
/// would run on machines of their own.
/// </summary>
internal static class RegionsRun
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs until it is told to stop.</summary>
    public static async Task<int> RunAsync(UpSettings up, CancellationToken ct)
    {
        var regions = new List<UpRegion>();
        var running = new List<WebApplication>();
        try
        {
            regions.AddRange(up.Each().Select(UpRegion.Take));
            var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            await RunAsync(regions, running, new SharedSecrets(token, regions[0].EdgeKeyFile), ct);
        }
        finally
        {
            // Edges end first: whoever still asks is answered.
            foreach (var app in running)
            {
                await app.StopAsync(CancellationToken.None);
                await app.DisposeAsync();
            }

            regions.ForEach(region => region.Dispose());
        }

        return ExitCode.Done;
    }

    private static async Task RunAsync(
        List<UpRegion> regions, List<WebApplication> running, SharedSecrets shared, CancellationToken ct)
    {
        // An edge can wait for its servers, and the first one hears the signal that ends all of it.
        foreach (var region in regions)
        {
            running.Add(region.Edge(regions, shared, hearsSignals: running.Count == 0));
            if (!await Listen.StartAsync(running[^1], ct))
            {
                return;
            }
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct, running[0].Lifetime.ApplicationStopping);
        try
        {
            await ServeAsync(regions, running, shared, stopping.Token);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It was told to stop.
        }
    }

    private static async Task ServeAsync(
        List<UpRegion> regions, List<WebApplication> running, SharedSecrets shared, CancellationToken ct)
    {
        foreach (var region in regions)
        {
            running.Add(region.Server(shared));
            var summary = await region.ServeAsync(running[^1], ct);
            region.Tell(summary with { Regions = [.. regions.Select(each => each.Address)] });
            if (await DemoApplication.StartAsync(summary, region.DemoOrigin, ct) is { } demo)
            {
                running.Add(demo);
            }
        }

        // A moment after an edge is ready it has heard of the other regions too.
        while (!regions.All(region => region.KnowsAll(regions)))
        {
            await Task.Delay(Look, TimeProvider.System, ct);
        }

        await TellAsync(regions);
    }

    private static async Task TellAsync(List<UpRegion> regions)
    {
        foreach (var region in regions)
        {
            var elsewhere = regions.First(other => other != region);
            await Console.Out.WriteLineAsync(
                $"{region.Address.Name}: {region.Address.Url}, and through the edge of {elsewhere.Address.Name}: "
                    + elsewhere.UrlOf(region));
        }

        await Console.Out.WriteLineAsync($"ready {regions[0].Address.Url}");
    }
}
