using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Apis;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Certificates;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Environments;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Tests.Domains;

/// <summary>An environment, a clock that stands, and a real DNS server that is asked about its domains.</summary>
internal sealed class DomainWorld : IAsyncDisposable
{
    public const string CnameTarget = "domains.everlatch.net";
    private readonly ServiceProvider provider;

    private DomainWorld(IDatabase database, EnvironmentId environment, TestDns dns, params (string Key, string Value)[] settings)
    {
        (Environment, Dns) = (environment, dns);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Everlatch:Domains:CnameTarget"] = CnameTarget,
                ["Everlatch:Domains:BaseDomains:0"] = "login.everlatch.net",
                ["Everlatch:Domains:Resolvers:0"] = dns.Address,
            })
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
            .Build();
        provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton(database)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new MasterKey(new byte[MasterKey.Length]))
            .AddAudit()
            .AddSingleton<AdminWriter>()
            .AddDirectory(configuration)
            .AddSingleton<AddHost>()
            .AddSingleton<RemoveHost>()
            .AddDomains(configuration)
            .AddMetrics()
            .AddCertificates(configuration)
            .AddSingleton<CreateTenant>()
            .BuildServiceProvider();
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Actor Owner { get; } = new(
        new AuditActor("mch_owner", "127.0.0.1"), Authority.OfEnvironment(ManagementScopes.All));

    public TestClock Clock { get; } = new();

    public TestDns Dns { get; }

    public EnvironmentId Environment { get; }

    /// <summary>A host name that no other test uses.</summary>
    public string Host { get; } = "login." + Id.NewText("h", TimeProvider.System)[2..] + ".example.com";

    public static async Task<DomainWorld> NewAsync<TEngine>(
        TestDatabase<TEngine> db, TestDns dns, params (string Key, string Value)[] settings)
        where TEngine : ITestEngine
    {
        var world = new DomainWorld(db.Database, await db.NewEnvironmentAsync(), dns, settings);
        await world.Get<IDirectory>().CatchUpAsync(Ct);
        return world;
    }

    public T Get<T>()
        where T : notnull => provider.GetRequiredService<T>();

    public async Task<CustomDomain> AddAsync(string? host = null, TenantId? tenant = null) =>
        Done(await Get<AddDomain>().RunAsync(Environment, host ?? Host, tenant, Owner, Ct));

    public async Task<CustomDomain> VerifyAsync(CustomDomain domain) =>
        Done(await Get<VerifyDomain>().RunAsync(Environment, domain.Id, Owner.Identity, Ct));

    public async Task<CustomDomain> ReadAsync(CustomDomain domain) =>
        (await Get<ReadDomains>().FindAsync(Environment, domain.Id, Ct))!;

    /// <summary>Sets the record that proves without switching.</summary>
    public Task SetTextAsync(CustomDomain domain) =>
        Dns.SetTextAsync(DomainRecords.ChallengeName(domain), DomainRecords.ChallengeValue(domain));

    public Task ClearTextAsync(CustomDomain domain) => Dns.ClearTextAsync(DomainRecords.ChallengeName(domain));

    /// <summary>Sets the record that proves and switches.</summary>
    public Task SetAliasAsync(CustomDomain domain) =>
        Dns.SetAliasAsync(domain.Host.Value, DomainRecords.Target(domain, CnameTarget));

    /// <summary>Ends the domains of a tenant, as its deletion does.</summary>
    public Task EndOfTenantAsync(TenantId tenant) => Get<DirectoryWriter>().WriteAsync(
        async write =>
        {
            await DomainEnding.OfTenantAsync(write, Environment, tenant, Ct);
            return true;
        },
        Ct);

    /// <summary>The environment to which a host leads.</summary>
    public async Task<EnvironmentId?> ServedForAsync(string host)
    {
        await Get<IDirectory>().CatchUpAsync(Ct);
        return Get<IDirectory>().Current.Find(HostName.Trusted(host))?.Environment.Id;
    }

    public static T Done<T>(Edit<T> edit) => Assert.IsType<Edit<T>.Done>(edit).Value;

    public static Problem Refused<T>(Edit<T> edit) => Assert.IsType<Edit<T>.Refused>(edit).Problem;

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
