using Everlatch.Core.Ids;
using Everlatch.Edge.Certificates;
using Everlatch.Edge.Regions;
using Everlatch.Edge.Tests.Regions;
using Everlatch.Hosting;
using Everlatch.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Edge.Tests.Certificates;

/// <summary>A region whose server has certificates of its hosts, and edges of it.</summary>
internal sealed class CertifiedRegion : IAsyncDisposable
{
    public const string Host = "login.acme.example";
    private const string Token = "edges";
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-certified-");
    private readonly EdgeKey key;

    private CertifiedRegion(string name, string? keyFile)
    {
        Directory = new SampleRegion(TimeProvider.System, name);
        Environment = Directory.Add();
        KeyFile = keyFile ?? Path.Combine(folder.FullName, "edge.key");
        key = keyFile is null ? new EdgeKey(Hosting.KeyFile.Create(KeyFile)) : new EdgeKey(EdgeKey.File.Read(keyFile));
    }

    public TestAuthority Authority { get; } = new();

    public SampleRegion Directory { get; }

    public EnvironmentId Environment { get; }

    public SampleCertificates Certificates { get; } = new();

    public StubServer Server { get; private set; } = null!;

    /// <summary>The edge key's file.</summary>
    public string KeyFile { get; }

    /// <summary>Where its edges keep what they hear: what one kept, the next one starts from.</summary>
    public string Routes => Path.Combine(folder.FullName, "routes");

    private string Peers => Path.Combine(folder.FullName, "peers.sock");

    public static async Task<CertifiedRegion> StartAsync(string name = "eu", string? keyFile = null)
    {
        var region = new CertifiedRegion(name, keyFile);
        region.Server = await StubServer.StartAsync(region.AnswerAsync);
        return region;
    }

    /// <summary>Gives a host a new certificate, and tells edges.</summary>
    public void Issue(string host, string? subject = null) =>
        Directory.AddHost(Environment, host, certificate: Certificates.Issue(Authority, host, subject));

    /// <summary>An edge of it that knows its hosts.</summary>
    public async Task<TestEdge> EdgeAsync(
        IEnumerable<(string Key, string Value)>? settings = null, Action<IServiceCollection>? services = null)
    {
        var edge = await TestEdge.StartAsync(
            [
                ("Everlatch:Edge:Region", Directory.Name.Value),
                ("Everlatch:Edge:PlainHttp", "false"),
                ("Everlatch:Edge:Listen:1", "https://127.0.0.1:{tls}"),
                ("Everlatch:Routes:Token", Token),
                ("Everlatch:Routes:Folder", Routes),
                ("Everlatch:Routes:PollMilliseconds", "50"),
                ("Everlatch:Routes:CertificateKeyFile", KeyFile),
                .. Known(0, this),
                .. settings ?? [],
            ],
            TestEdge.SlotsOf(("blue", 100, [Server])),
            services);
        var routes = edge.Services.GetRequiredService<LiveRoutes>();
        await TestEdge.UntilAsync(() => Task.FromResult(
            routes.IsKnown && Directory.Current.Hosts.Keys.All(host => routes.Find(host.Value) is not null)));
        return edge;
    }

    /// <summary>Lets edges of other regions ask an edge of this one.</summary>
    public IEnumerable<(string Key, string Value)> ForOthers() => [("Everlatch:Edge:PeerListen:0", "http://unix:" + Peers)];

    /// <summary>What an edge of another region is told of this one.</summary>
    public IEnumerable<(string Key, string Value)> AsOther() =>
        [.. Known(1, this), ("Everlatch:Routes:Regions:1:Addresses:0", "unix:" + Peers)];

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Dispose();
        Authority.Dispose();
        folder.Delete(recursive: true);
    }

    private static IEnumerable<(string Key, string Value)> Known(int place, CertifiedRegion region) =>
    [
        ($"Everlatch:Routes:Regions:{place}:Name", region.Directory.Name.Value),
        ($"Everlatch:Routes:Regions:{place}:Keys:0", region.Directory.Key.Public.ToString()),
    ];

    private async Task AnswerAsync(HttpContext context)
    {
        var isEdge = new BearerToken(Token).IsIn(context.Request);
        if (isEdge && CertificateFeed.Has(context.Request.Path))
        {
            await CertificateFeed.AnswerAsync(context, Certificates, key);
        }
        else if (isEdge && context.Request.Path == RouteFeed.Path)
        {
            var question = RouteQuestion.Parse(context.Request.Query)!;
            foreach (var page in (await Directory.Publish.AnswerAsync(question, context.RequestAborted))!)
            {
                await SignedPages.WriteAsync(context.Response.Body, page, context.RequestAborted);
            }
        }
        else
        {
            await context.Response.WriteAsync(Directory.Name.Value);
        }
    }
}
