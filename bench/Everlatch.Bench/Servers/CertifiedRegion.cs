using System.Globalization;
using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Edge.Certificates;
using Everlatch.Edge.Regions;
using Everlatch.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Bench.Servers;

/// <summary>A region in this process that has certificates of its hosts, and edges of it, which find the hosts on disk.</summary>
internal sealed class CertifiedRegion : IAsyncDisposable
{
    private const string Token = "bench";
    private static readonly Region Name = Region.Trusted("eu");
    private readonly FeedKey key = new(new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Length)));
    private readonly string folder;
    private readonly int port = Ports.Free();
    private readonly WebApplication app;

    private CertifiedRegion(string folder, CertifiedHosts hosts)
    {
        this.folder = folder;
        KeyFile.Create(EdgeKeyFile);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Everlatch:Feed:Region"] = Name.Value,
            ["Everlatch:Feed:Token"] = Token,
            ["Everlatch:Feed:CertificateKeyFile"] = EdgeKeyFile,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Services.AddOptions<FeedOptions>().Bind(builder.Configuration.GetSection(FeedOptions.Section));
        builder.Services.AddSingleton<ICertificateSource>(hosts);
        app = builder.Build();
        app.UseCertificateFeed();
        app.Run(context => context.Response.WriteAsync("ready"));
    }

    private string EdgeKeyFile => Path.Combine(folder, "edge.key");

    private string Routes => Path.Combine(folder, "routes");

    public static async Task<CertifiedRegion> StartAsync(string folder, CertifiedHosts hosts)
    {
        var region = new CertifiedRegion(folder, hosts);
        await region.WriteRoutesAsync(hosts);
        await region.app.StartAsync();
        return region;
    }

    /// <summary>An edge that answers by https; what one before it kept, it begins with.</summary>
    public Task<ChildServer> EdgeAsync(int tls) => Proxies.EdgeAsync(
        folder,
        Ports.Free(),
        [$"http://127.0.0.1:{Text(port)}"],
        new Dictionary<string, string>
        {
            ["EVERLATCH__EDGE__LISTEN__1"] = $"https://127.0.0.1:{Text(tls)}",
            ["EVERLATCH__EDGE__REGION"] = Name.Value,
            ["EVERLATCH__EDGE__DRAINSECONDS"] = "0",
            ["EVERLATCH__ROUTES__FOLDER"] = Routes,
            ["EVERLATCH__ROUTES__TOKEN"] = Token,
            ["EVERLATCH__ROUTES__POLLMILLISECONDS"] = "60000",
            ["EVERLATCH__ROUTES__CERTIFICATEKEYFILE"] = EdgeKeyFile,
            ["EVERLATCH__ROUTES__REGIONS__0__NAME"] = Name.Value,
            ["EVERLATCH__ROUTES__REGIONS__0__KEYS__0"] = key.Public.ToString(),
        });

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.Dispose();
    }

    private async Task WriteRoutesAsync(CertifiedHosts hosts)
    {
        var (template, environment) = (new DocumentTemplate("{}"u8.ToArray()), Id.New<EnvironmentId>(TimeProvider.System));
        System.IO.Directory.CreateDirectory(Routes);
        var page = new RoutePage
        {
            Region = Name,
            Kind = RoutePageKind.Whole,
            Sequence = 1,
            AsOf = TimeProvider.System.GetUtcNow(),
            Entries =
            [
                new RouteEntry.Metadata(template),
                new RouteEntry.Environment(environment, "{\"keys\":[]}"u8.ToArray(), template.Digest),
                .. hosts.Names.Select((name, place) => new RouteEntry.Host(HostName.Trusted(name), environment, null, place + 1)),
            ],
        };
        await new RouteFile(Path.Combine(Routes, Name + ".routes"), Name, [key.Public])
            .ReplaceAsync([SignedPages.Seal(page, key)], CancellationToken.None);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
