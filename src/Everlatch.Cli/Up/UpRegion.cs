using Everlatch.Cli.Up.Seeding;
using Everlatch.Edge;
using Everlatch.Edge.Regions;
using Everlatch.Hosting;
using Everlatch.Server;
using Everlatch.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Everlatch.Cli.Up;

/// <summary>One of several regions of <c>up</c>: its folder, its server on a Unix socket, and its edge.</summary>
internal sealed class UpRegion : IDisposable
{
    private readonly UpSettings up;
    private readonly DataFolder folder;
    private readonly FeedKey key;
    private LiveRoutes? routes;

    private UpRegion(UpSettings up, DataFolder folder)
    {
        this.up = up;
        this.folder = folder;
        key = new FeedKey(folder.MasterKey());
        DemoOrigin = up.Demo ? LoopbackPort.OriginNear(up.Port + up.Regions.Length) : null;
    }

    /// <summary>How <c>up.json</c> names it.</summary>
    public UpFile.RegionAddress Address => new(up.Region.Value, up.Issuer);

    /// <summary>Where its demo application runs; null without one.</summary>
    public Uri? DemoOrigin { get; }

    /// <summary>The file of the edge key, made on the first start. One region's is that of all of them.</summary>
    public string EdgeKeyFile => folder.EdgeKeyFile();

    /// <summary>Takes its folder.</summary>
    /// <exception cref="StartRefusedException">Another process has it, or it cannot be written.</exception>
    public static UpRegion Take(UpSettings up) => new(up, DataFolder.Take(up.Data));

    /// <inheritdoc />
    public void Dispose()
    {
        key.Dispose();
        folder.Dispose();
    }

    /// <summary>Its edge, not started.</summary>
    public WebApplication Edge(IReadOnlyList<UpRegion> regions, SharedSecrets shared, bool hearsSignals)
    {
        folder.WriteSlots(folder.Socket("server"));
        var edge = EdgeApp.Build(new EdgeStart
        {
            Settings = UpRegionSettings.OfEdge(up, folder, shared, regions.Select(region => region.Known())),
            ForPeople = true,
            Services = services => Quieten(services, hearsSignals),
        });
        routes = edge.Services.GetRequiredService<LiveRoutes>();
        return edge;
    }

    /// <summary>Its server, not started.</summary>
    public WebApplication Server(SharedSecrets shared) => ServerApp.Build(new ServerStart
    {
        Settings = UpRegionSettings.OfServer(up, folder, shared),
        MasterKey = folder.MasterKey(),
        ForPeople = true,
        MendCommand = $"everlatch schema apply --region {up.Region}",
        Services = services =>
        {
            services.AddSeeding();
            Quieten(services, hearsSignals: false);
        },
    });

    /// <summary>Starts its server, waits until the schema fits, and makes what is missing of the first data.</summary>
    public async Task<UpFile> ServeAsync(WebApplication server, CancellationToken ct)
    {
        await EmbeddedSchema.ApplyAsync(server.Services.GetRequiredService<IOptions<StorageOptions>>().Value, ct);
        await server.StartAsync(ct);
        return await FirstData.EnsureAsync(server.Services, up, DemoOrigin, folder.ReadSummary(), ct);
    }

    /// <summary>Writes <c>up.json</c>.</summary>
    public void Tell(UpFile summary) => folder.WriteSummary(summary);

    /// <summary>Whether its edge has heard of the hosts of all of them.</summary>
    public bool KnowsAll(IEnumerable<UpRegion> regions) =>
        routes is { IsKnown: true } && regions.All(region => routes.Find(new Uri(region.up.Issuer).Host) is not null);

    /// <summary>Where a region's host is reached at this one's edge.</summary>
    public string UrlOf(UpRegion home) => new UriBuilder(home.up.Issuer) { Port = up.Port }.Uri.GetLeftPart(UriPartial.Authority);

    private UpRegionSettings.KnownRegion Known() => new(up.Region, key.Public, folder.Socket("peers"));

    private static void Quieten(IServiceCollection services, bool hearsSignals)
    {
        if (!hearsSignals)
        {
            services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoSignals>());
        }
    }
}
