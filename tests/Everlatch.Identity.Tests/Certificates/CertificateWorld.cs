using System.Net;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Certificates;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tests.Domains;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Everlatch.Identity.Tests.Certificates;

/// <summary>
/// A region with a real authority: servers over one database, DNS, pebble, and an edge that asks the first server for answers.
/// </summary>
internal sealed class CertificateWorld : IAsyncDisposable
{
    /// <summary>The name by which CAA records allow the authority.</summary>
    public const string CaaIdentity = "ca.everlatch.net";

    private static readonly Statement Forget = Statement
        .Write("testing.forget_orders", "delete from certificate_orders").AcrossEnvironments("the next test has its own");

    private readonly IDatabase database;
    private readonly List<CertificateServer> servers = [];
    private readonly Dictionary<string, string?> settings = [];
    private WebApplication edge = null!;

    private CertificateWorld(IDatabase database, EnvironmentId environment, TestDns dns) =>
        (this.database, Environment, Dns) = (database, environment, dns);

    public static Actor Owner => DomainWorld.Owner;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public EnvironmentId Environment { get; }

    public TestDns Dns { get; }

    public MovedClock Clock { get; } = new();

    public Pebble Pebble { get; private set; } = null!;

    public AuthorityProxy Authority { get; private set; } = null!;

    /// <summary>The first server.</summary>
    public CertificateServer Server => servers[0];

    /// <summary>A host name that no other test uses.</summary>
    public string Host { get; } = "login." + Id.NewText("h", TimeProvider.System)[2..] + ".example.com";

    /// <summary>Happens when the authority asks the edge for an answer, before it gets one; false refuses it.</summary>
    public Func<Task<bool>> Asked { get; set; } = () => Task.FromResult(true);

    /// <summary>The token that the authority asked for last.</summary>
    public string Token { get; private set; } = "";

    public static async Task<CertificateWorld> NewAsync<TEngine>(
        TestDatabase<TEngine> db, TestDns dns, params IEnumerable<(string Key, string Value)> more)
        where TEngine : ITestEngine
    {
        var world = new CertificateWorld(db.Database, await db.NewEnvironmentAsync(), dns)
        {
            Pebble = await Pebble.StartAsync(dns),
        };
        world.Authority = await AuthorityProxy.StartAsync(world.Pebble);
        world.settings["Everlatch:Domains:CnameTarget"] = DomainWorld.CnameTarget;
        world.settings["Everlatch:Domains:Resolvers:0"] = dns.Address;
        world.settings["Everlatch:Certificates:Directory"] = world.Authority.Directory.AbsoluteUri;
        world.settings["Everlatch:Certificates:AuthorityRootsFile"] = world.Authority.RootsFile;
        world.settings["Everlatch:Certificates:CaaIdentities:0"] = CaaIdentity;
        world.settings["Everlatch:Certificates:Challenges:0"] = "http-01";
        foreach (var (key, value) in more)
        {
            world.settings[key] = value;
        }

        world.AddServer();
        await world.StartEdgeAsync();
        await world.Server.Get<IDirectory>().CatchUpAsync(Ct);
        return world;
    }

    /// <summary>Another server of the region.</summary>
    public CertificateServer AddServer()
    {
        var server = new CertificateServer(database, Clock, settings);
        servers.Add(server);
        return server;
    }

    /// <summary>A domain that is proven and leads here, whose order is due.</summary>
    public async Task<CustomDomain> RoutedAsync(string? host = null)
    {
        var domain = await ClaimedAsync(host);
        await Dns.SetAliasAsync(domain.Host.Value, DomainRecords.Target(domain, DomainWorld.CnameTarget));
        domain = await LookAsync(domain);
        Clock.By += TimeSpan.FromSeconds(10);
        return domain;
    }

    public async Task<CustomDomain> ClaimedAsync(string? host = null) => DomainWorld.Done(
        await Server.Get<AddDomain>().RunAsync(Environment, host ?? Host, null, Owner, Ct));

    public async Task<CustomDomain> LookAsync(CustomDomain domain) =>
        DomainWorld.Done(await Server.Get<VerifyDomain>().RunAsync(Environment, domain.Id, Owner.Identity, Ct));

    public async Task<CustomDomain> ReadAsync(CustomDomain domain) =>
        (await Server.Get<ReadDomains>().FindAsync(Environment, domain.Id, Ct))!;

    public Task<DomainCertificate> CertificateOfAsync(CustomDomain domain) =>
        Server.Get<ReadDomainCertificates>().FindAsync(domain, Ct);

    public Task<HostKey?> KeyOfAsync(CustomDomain domain) => Server.Get<FindHostCertificate>().RunAsync(domain.Host, Ct);

    public async Task RemoveAsync(CustomDomain domain) => DomainWorld.Done(await Server.Get<RemoveDomain>().RunAsync(
        Environment, domain.Id, (await ReadAsync(domain)).Version, Owner, Ct));

    /// <summary>How many lines of the authority's log hold some words.</summary>
    public int Logged(string words) => Pebble.Log.Count(line => line.Contains(words, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await edge.DisposeAsync();
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        await database.ExecuteAsync(Forget, null, CancellationToken.None);
        await Authority.DisposeAsync();
        await Pebble.DisposeAsync();
    }

    private async Task StartEdgeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Pebble.HttpPort));
        edge = builder.Build();
        edge.MapGet("/.well-known/acme-challenge/{token}", AnswerAsync);
        await edge.StartAsync(Ct);
    }

    private async Task<IResult> AnswerAsync(string token, HttpContext context)
    {
        Token = token;
        var answer = await Server.Get<FindHostCertificate>().FindHttpAnswerAsync(
            Environment, HostName.Trusted(context.Request.Host.Host), token, Ct);
        return await Asked() && answer is not null ? Results.Text(answer) : Results.NotFound();
    }
}
