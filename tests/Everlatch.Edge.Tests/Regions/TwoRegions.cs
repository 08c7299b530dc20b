using Everlatch.Edge.Regions;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Edge.Tests.Regions;

/// <summary>Two regions: a directory, a server and an edge in each, and edges that know each other.</summary>
internal sealed class TwoRegions : IAsyncDisposable
{
    public const string EuHost = "login.acme.example";
    public const string UsHost = "login.globex.example";
    private const string Token = "edges";
    private static int made;

    private TwoRegions()
    {
    }

    public SampleRegion Eu { get; } = new(TimeProvider.System);

    public SampleRegion Us { get; } = new(TimeProvider.System, "us");

    public StubServer EuServer { get; private set; } = null!;

    public StubServer UsServer { get; private set; } = null!;

    public TestEdge EuEdge { get; private set; } = null!;

    public TestEdge UsEdge { get; private set; } = null!;

    public static async Task<TwoRegions> StartAsync(Action<TwoRegions>? before = null)
    {
        var regions = new TwoRegions();
        regions.Eu.AddHost(regions.Eu.Add(), EuHost);
        regions.Us.AddHost(regions.Us.Add(), UsHost);
        before?.Invoke(regions);
        regions.EuServer = await StubServer.StartAsync(context => AnswerAsync(regions.Eu, context));
        regions.UsServer = await StubServer.StartAsync(context => AnswerAsync(regions.Us, context));
        var (euPeers, usPeers) = (NewSocket(), NewSocket());
        regions.EuEdge = await EdgeAsync(regions, regions.Eu, regions.EuServer, euPeers, usPeers);
        regions.UsEdge = await EdgeAsync(regions, regions.Us, regions.UsServer, usPeers, euPeers);
        return regions;
    }

    /// <summary>Waits until an edge knows a host, or no longer does.</summary>
    public static Task UntilKnownAsync(TestEdge edge, string host, bool known = true) =>
        TestEdge.UntilAsync(() =>
            Task.FromResult(LiveRoutesOf(edge) is { IsKnown: true } routes && routes.Find(host) is not null == known));

    public async ValueTask DisposeAsync()
    {
        await EuEdge.DisposeAsync();
        await UsEdge.DisposeAsync();
        await EuServer.DisposeAsync();
        await UsServer.DisposeAsync();
        Eu.Dispose();
        Us.Dispose();
    }

    private static LiveRoutes LiveRoutesOf(TestEdge edge) => (LiveRoutes)edge.Services.GetService(typeof(LiveRoutes))!;

    private static string NewSocket() => Path.Combine(
        Path.GetTempPath(), $"everlatch-peers-{Environment.ProcessId}-{Interlocked.Increment(ref made)}.sock");

    private static Task<TestEdge> EdgeAsync(
        TwoRegions regions, SampleRegion own, StubServer server, string peers, string othersPeers)
    {
        var other = own == regions.Eu ? regions.Us : regions.Eu;
        return TestEdge.StartAsync(
            [
                ("Everlatch:Edge:Region", own.Name.Value),
                ("Everlatch:Edge:PeerListen:0", "http://unix:" + peers),
                ("Everlatch:Routes:Token", Token),
                ("Everlatch:Routes:Folder", "{folder}/routes"),
                ("Everlatch:Routes:PollMilliseconds", "50"),
                ("Everlatch:Routes:Regions:0:Name", own.Name.Value),
                ("Everlatch:Routes:Regions:0:Keys:0", own.Key.Public.ToString()),
                ("Everlatch:Routes:Regions:1:Name", other.Name.Value),
                ("Everlatch:Routes:Regions:1:Keys:0", other.Key.Public.ToString()),
                ("Everlatch:Routes:Regions:1:Addresses:0", "unix:" + othersPeers),
            ],
            TestEdge.SlotsOf(("blue", 100, [server])));
    }

    private static async Task AnswerAsync(SampleRegion region, HttpContext context)
    {
        if (context.Request.Path != RouteFeed.Path || context.Request.Headers.Authorization != "Bearer " + Token)
        {
            await context.Response.WriteAsync(region.Name.Value);
            return;
        }

        long? after = long.TryParse(context.Request.Query["after"], out var state) ? state : null;
        foreach (var page in (await region.Publish.AnswerAsync(after, context.RequestAborted))!)
        {
            await SignedPages.WriteAsync(context.Response.Body, page, context.RequestAborted);
        }
    }
}
