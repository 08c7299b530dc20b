using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Everlatch.Bench.Servers;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Product = Everlatch.Bench.Servers.Product;

namespace Everlatch.Bench.Faults;

/// <summary>
/// Two regions of real processes. In <c>eu</c> two edges, two servers, a primary with a standby; in <c>us</c> one of each, with
/// an embedded database. Mail, DNS and the disk of eu's journals can fail as well.
/// </summary>
internal sealed class TwoRegions : IAsyncDisposable
{
    private readonly ScratchFolder folder = new();
    private readonly MailSink mails = new();
    private readonly int port = FreePort.Take(2);

    private TwoRegions()
    {
    }

    public DatabasePair Databases { get; private set; } = null!;

    /// <summary>Of eu.</summary>
    public Part[] Servers { get; private set; } = [];

    /// <summary>Of eu.</summary>
    public Part[] Edges { get; private set; } = [];

    public Part UsServer { get; private set; } = null!;

    public Part UsEdge { get; private set; } = null!;

    public Door Eu { get; private set; } = null!;

    public Door Us { get; private set; } = null!;

    public TestDns Dns { get; private set; } = null!;

    /// <summary>The certificate authority; it looks at the first edge of eu.</summary>
    public Pebble Authority { get; private set; } = null!;

    public FaultProxy ToMail { get; private set; } = null!;

    /// <summary>Holds eu's journals.</summary>
    public SmallDisk Disk { get; } = new(megabytes: 16);

    /// <summary>Whom each mail that arrived was for.</summary>
    public IReadOnlyCollection<string> Mailed => mails.Recipients;

    /// <summary>Where eu's servers listen.</summary>
    public string[] Sockets => [PathOf("one.sock"), PathOf("other.sock")];

    /// <summary>The port of an edge of eu.</summary>
    public int EdgePort { get; private set; }

    /// <summary>What <c>up</c> told of a region.</summary>
    public JsonElement UpOf(string region) => Product.UpFile(region == "eu" ? folder.Path : PathOf(region));

    public static async Task<TwoRegions> StartAsync()
    {
        var regions = new TwoRegions();
        regions.Databases = await DatabasePair.StartAsync();
        await regions.Disk.InitializeAsync();
        regions.Dns = await TestDns.StartAsync();
        regions.Authority = await Pebble.StartAsync(regions.Dns);
        regions.ToMail = new FaultProxy(regions.mails.EndPoint);
        await regions.SeedAsync();
        regions.StartServers();
        await regions.StartEdgesAsync();
        return regions;
    }

    public async ValueTask DisposeAsync()
    {
        await Eu.DisposeAsync();
        await Us.DisposeAsync();
        foreach (var part in (IEnumerable<Part>)[.. Edges, UsEdge, .. Servers, UsServer])
        {
            await part.DisposeAsync();
        }

        await ToMail.DisposeAsync();
        await mails.DisposeAsync();
        await Authority.DisposeAsync();
        await Dns.DisposeAsync();
        await Disk.DisposeAsync();
        await Databases.DisposeAsync();
        folder.Dispose();
    }

    // The first data of both is what `up` makes; what it started goes, and its keys and databases stay.
    private async Task SeedAsync()
    {
        var environment = new Dictionary<string, string>
        {
            ["EVERLATCH__SCHEMA__DATABASES__EU"] = Databases.Primary.ConnectionString,
        };
        Hosting.KeyFile.Create(PathOf("edge.key"));
        await using var up = ChildServer.Begin(
            "dotnet", environment, Product.Cli, "up", "--regions", "eu,us", "--data", folder.Path, "--port", Text(port));
        await up.WaitUntilReadyAsync();
    }

    private void StartServers()
    {
        Servers = [.. Sockets.Select((socket, n) => new Part("serve", RegionSettings.OfServer(
            "eu",
            PathOf("master.key"),
            socket,
            ("EVERLATCH__STORAGE__POSTGRES", Databases.Address),
            ("EVERLATCH__STORAGE__JOURNALFOLDER", Path.Combine(Disk.Folder, Text(n))),
            ("EVERLATCH__DIRECTORY__COPYFOLDER", PathOf("copy-" + Text(n))),
            ("EVERLATCH__SMTP__HOST", "127.0.0.1"),
            ("EVERLATCH__SMTP__PORT", Text(ToMail.Port)),
            ("EVERLATCH__SMTP__TLS", "None"),
            ("EVERLATCH__DOMAINS__CNAMETARGET", "domains.example.net"),
            ("EVERLATCH__DOMAINS__RESOLVERS__0", Dns.Address),
            ("EVERLATCH__DOMAINS__CERTIFICATES__0", "*.customers.example"),
            ("EVERLATCH__FEED__CERTIFICATEKEYFILE", PathOf("edge.key")),
            ("EVERLATCH__CERTIFICATES__DIRECTORY", Authority.Directory.AbsoluteUri),
            ("EVERLATCH__CERTIFICATES__AUTHORITYROOTSFILE", Authority.RootsFile),
            ("EVERLATCH__CERTIFICATES__CAAIDENTITIES__0", "authority.example"),
            ("EVERLATCH__CERTIFICATES__CHALLENGES__0", "http-01"))))];
        UsServer = new Part("serve", RegionSettings.OfServer(
            "us",
            PathOf("us/master.key"),
            PathOf("us.sock"),
            ("EVERLATCH__STORAGE__SQLITEFILE", PathOf("us/everlatch.db"))));
        foreach (var server in (IEnumerable<Part>)[.. Servers, UsServer])
        {
            server.Start();
        }
    }

    private async Task StartEdgesAsync()
    {
        string[] folders = [PathOf("edge-0"), PathOf("edge-1")];
        (string, string, string[])[] keys =
        [
            ("eu", await KeyAsync("master.key"), [.. folders.Select(RegionSettings.PeersOf)]),
            ("us", await KeyAsync("us/master.key"), [RegionSettings.PeersOf(PathOf("edge-us"))]),
        ];
        int[] ports = [FreePort.Take(), FreePort.Take(), FreePort.Take()];
        EdgePort = ports[0];
        Edges = [.. folders.Select((own, n) => new Part("edge", RegionSettings.OfEdge(
            "eu",
            ports[n],
            own,
            Sockets,
            keys,
            ("EVERLATCH__EDGE__LISTEN__1", $"http://127.0.0.1:{Text(n == 0 ? Authority.HttpPort : FreePort.Take())}"),
            ("EVERLATCH__ROUTES__CERTIFICATEKEYFILE", PathOf("edge.key")))))];
        UsEdge = new Part("edge", RegionSettings.OfEdge("us", ports[2], PathOf("edge-us"), [PathOf("us.sock")], keys));
        foreach (var edge in (IEnumerable<Part>)[.. Edges, UsEdge])
        {
            edge.Start();
        }

        (Eu, Us) = (new Door(ports[0], ports[1]), new Door(ports[2]));
    }

    private async Task<string> KeyAsync(string masterKey)
    {
        var start = new ProcessStartInfo("dotnet", [Product.Cli, "region", "key"]) { RedirectStandardOutput = true };
        start.Environment["EVERLATCH_MASTER_KEY_FILE"] = PathOf(masterKey);
        using var command = Process.Start(start)!;
        var key = (await command.StandardOutput.ReadToEndAsync()).Trim();
        await command.WaitForExitAsync();
        return command.ExitCode == 0 ? key : throw new InvalidOperationException("`everlatch region key` failed.");
    }

    private string PathOf(string name) => Path.Combine(folder.Path, name);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
