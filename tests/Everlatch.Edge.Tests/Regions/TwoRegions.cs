using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Edge.Regions;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Edge.Tests.Regions;

/// <summary>Two regions: a directory, a server and an edge in each, and edges that know each other.</summary>
internal sealed class TwoRegions : IAsyncDisposable
{
    public const string EuHost = "login.acme.example";
    public const string UsHost = "login.globex.example";
    private const string Token = "edges";
    private static int made;

    private readonly TestAuthority authority = new();
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-regions-");
    private readonly bool isBetweenMachines;
    private readonly string euPeers;
    private readonly string usPeers;

    private TwoRegions(bool betweenMachines)
    {
        isBetweenMachines = betweenMachines;
        (euPeers, usPeers) = (NewPeers(betweenMachines), NewPeers(betweenMachines));
    }

    public SampleRegion Eu { get; } = new(TimeProvider.System);

    public SampleRegion Us { get; } = new(TimeProvider.System, "us");

    public StubServer EuServer { get; private set; } = null!;

    public StubServer UsServer { get; private set; } = null!;

    public TestEdge EuEdge { get; private set; } = null!;

    public TestEdge UsEdge { get; private set; } = null!;

    /// <summary>Starts all of it: edges on one machine, or as on two, with certificates of one authority.</summary>
    public static async Task<TwoRegions> StartAsync(Action<TwoRegions>? before = null, bool betweenMachines = false)
    {
        var regions = new TwoRegions(betweenMachines);
        regions.Eu.AddHost(regions.Eu.Add(), EuHost);
        regions.Us.AddHost(regions.Us.Add(), UsHost);
        before?.Invoke(regions);
        regions.EuServer = await StubServer.StartAsync(context => AnswerAsync(regions.Eu, context));
        regions.UsServer = await StubServer.StartAsync(context => AnswerAsync(regions.Us, context));
        regions.EuEdge = await regions.EdgeAsync(regions.Eu, regions.EuServer, regions.euPeers, regions.usPeers);
        regions.UsEdge = await regions.EdgeAsync(regions.Us, regions.UsServer, regions.usPeers, regions.euPeers);
        return regions;
    }

    /// <summary>Asks where other regions' edges do, on one machine.</summary>
    public HttpClient PeerOfEu() => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, ct) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(euPeers["unix:".Length..]), ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://peer"),
    };

    /// <summary>Asks there, between machines, with a certificate of the authority or without any.</summary>
    public HttpClient PeerOfEu(bool hasCertificate) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = hasCertificate
                ? [X509Certificate2.CreateFromPemFile($"{folder.FullName}/edge.crt", $"{folder.FullName}/edge.key")]
                : null,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => authority.Issued(certificate),
        },
    })
    {
        BaseAddress = new Uri(euPeers),
    };

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
        authority.Dispose();
        folder.Delete(recursive: true);
    }

    private static LiveRoutes LiveRoutesOf(TestEdge edge) => (LiveRoutes)edge.Services.GetService(typeof(LiveRoutes))!;

    private static string NewPeers(bool betweenMachines) => betweenMachines
        ? $"https://127.0.0.1:{FreePort.Take()}"
        : "unix:" + Path.Combine(
            Path.GetTempPath(), $"everlatch-peers-{Environment.ProcessId}-{Interlocked.Increment(ref made)}.sock");

    private Task<TestEdge> EdgeAsync(SampleRegion own, StubServer server, string peers, string othersPeers)
    {
        var other = own == Eu ? Us : Eu;
        return TestEdge.StartAsync(
            [
                ("Everlatch:Edge:Region", own.Name.Value),
                ("Everlatch:Edge:PeerListen:0", isBetweenMachines ? peers : "http://" + peers),
                .. isBetweenMachines ? Certificates() : [],
                ("Everlatch:Routes:Token", Token),
                ("Everlatch:Routes:Folder", "{folder}/routes"),
                ("Everlatch:Routes:PollMilliseconds", "50"),
                ("Everlatch:Routes:Regions:0:Name", own.Name.Value),
                ("Everlatch:Routes:Regions:0:Keys:0", own.Key.Public.ToString()),
                ("Everlatch:Routes:Regions:1:Name", other.Name.Value),
                ("Everlatch:Routes:Regions:1:Keys:0", other.Key.Public.ToString()),
                ("Everlatch:Routes:Regions:1:Addresses:0", othersPeers),
            ],
            TestEdge.SlotsOf(("blue", 100, [server])));
    }

    private IEnumerable<(string Key, string Value)> Certificates()
    {
        var path = folder.FullName;
        TestAuthority.Write(path, "peer", authority.Server("127.0.0.1"));
        TestAuthority.Write(path, "edge", authority.Client("edge"));
        File.WriteAllText(Path.Combine(path, "ca.crt"), authority.Pem);
        return
        [
            ("Everlatch:Edge:PeerCertificateFile", $"{path}/peer.crt"),
            ("Everlatch:Edge:PeerKeyFile", $"{path}/peer.key"),
            ("Everlatch:Edge:PeerCaFile", $"{path}/ca.crt"),
            ("Everlatch:Edge:ClientCertificateFile", $"{path}/edge.crt"),
            ("Everlatch:Edge:ClientKeyFile", $"{path}/edge.key"),
            ("Everlatch:Edge:ServerCaFile", $"{path}/ca.crt"),
        ];
    }

    private static async Task AnswerAsync(SampleRegion region, HttpContext context)
    {
        if (context.Request.Path != RouteFeed.Path || context.Request.Headers.Authorization != "Bearer " + Token)
        {
            await context.Response.WriteAsync(region.Name.Value);
            return;
        }

        var question = RouteQuestion.Parse(context.Request.Query)!;
        foreach (var page in (await region.Publish.AnswerAsync(question, context.RequestAborted))!)
        {
            await SignedPages.WriteAsync(context.Response.Body, page, context.RequestAborted);
        }
    }
}
