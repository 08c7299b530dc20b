using System.Collections.Immutable;
using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Apis;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Environments;
using Everlatch.Identity.MachineClients;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Api;

/// <summary>The real host on loopback with an operator's environment and two others, reached by their host names.</summary>
public sealed class ManagementServer<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine
{
    private static readonly AuditActor Setup = new("setup", "");
    private readonly IEnumerable<(string Key, string Value)> settings;
    private readonly Dictionary<EnvironmentId, string> hosts = [];
    private StorageOptions storage = null!;
    private WebApplication app = null!;

    /// <summary>A server with the settings that most tests need.</summary>
    public ManagementServer()
        : this([])
    {
    }

    internal ManagementServer(params IEnumerable<(string Key, string Value)> settings) => this.settings = settings;

    /// <summary>Services that replace the usual ones.</summary>
    internal Action<IServiceCollection> Change { get; init; } = _ => { };

    /// <summary>Its file, when it runs on SQLite.</summary>
    internal string SqliteFile => storage.SqliteFile;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The operator's environment, at the address itself.</summary>
    public EnvironmentId Operator { get; private set; }

    /// <summary>An environment at <c>a.test</c>.</summary>
    public EnvironmentId A { get; private set; }

    /// <summary>An environment at <c>b.test</c>.</summary>
    public EnvironmentId B { get; private set; }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => app.Services;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        storage = await TEngine.CreateAsync(migrated: true, TestContext.Current.CancellationToken);
        app = ServerApp.Build(new ServerStart
        {
            MasterKey = new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Length)),
            Services = Change,
            Settings = With(settings, new()
            {
                ["Everlatch:Server:Listen:0"] = "http://127.0.0.1:0",
                ["Everlatch:Server:PlainHttp"] = "true",
                ["Everlatch:Server:DrainSeconds"] = "0",
                ["Everlatch:Storage:Postgres"] = storage.Postgres,
                ["Everlatch:Storage:SqliteFile"] = storage.SqliteFile,
                ["Everlatch:Storage:StatementTimeoutSeconds"] = "60",
                ["Everlatch:Management:Burst"] = "100000",

                // Customers' domains are below example.com here; nobody answers about them, unless a test says who.
                ["Everlatch:Domains:CnameTarget"] = "domains.everlatch.net",
                ["Everlatch:Domains:BaseDomains:0"] = "test",
                ["Everlatch:Domains:BaseDomains:1"] = "example",
                ["Everlatch:Domains:Resolvers:0"] = "127.0.0.1:1",
                ["Everlatch:Domains:ResolverMilliseconds"] = "50",
                ["Everlatch:Domains:WatchSeconds"] = "3600",
                ["Everlatch:Lockouts:AccountAttempts"] = "1000",
                ["Everlatch:Lockouts:AddressAttempts"] = "5000",
                ["Everlatch:Lockouts:SignUpsPerAddress"] = "5000",
                ["Everlatch:Lockouts:LinkRequestsPerAddress"] = "5000",
                ["Everlatch:Lockouts:MailsPerMailbox"] = "1000",

                // What was counted stays countable: nothing is forgotten while a test runs.
                ["Everlatch:Lockouts:MemoryHours"] = "720",
                ["Everlatch:Lockouts:AddressMemoryMinutes"] = "43200",
            }),
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        Address = new Uri(app.Urls.Single());
        Operator = await NewEnvironmentAsync(
            "Operator", Address.Host, Address.GetLeftPart(UriPartial.Authority), new() { IsOperator = true });
        A = await NewEnvironmentAsync("A", "a.test", null, new());
        B = await NewEnvironmentAsync("B", "b.test", null, new());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await TEngine.DropAsync(storage);
    }

    /// <summary>A caller with a token for these scopes, of a machine client made for it.</summary>
    internal async Task<ManagementCaller> CallerAsync(EnvironmentId environment, params string[] scopes)
    {
        var (id, secret) = await MachineClientAsync(environment, scopes);
        var caller = new ManagementCaller(Address, HostOf(environment), environment);
        await caller.SignInAsync(id.Value, secret);
        return caller;
    }

    /// <summary>The operator, who may do everything everywhere.</summary>
    internal Task<ManagementCaller> OperatorAsync() => CallerAsync(Operator, [.. ManagementScopes.All]);

    /// <summary>The owner of <see cref="A" />, who may do everything there.</summary>
    internal Task<ManagementCaller> OwnerAsync() => CallerAsync(A, [.. ManagementScopes.All.Except([ManagementScopes.Operator])]);

    /// <summary>A machine client of the management API, made past the API.</summary>
    internal async Task<(MachineClientId Id, string Secret)> MachineClientAsync(
        EnvironmentId environment, IEnumerable<string> scopes)
    {
        var known = Services.GetRequiredService<IDirectory>().Current.Environments[environment];
        var api = known.ApisByAudience[ManagementScopes.Audience];
        var draft = new MachineClientDraft { Name = "Test", Apis = [new ApiGrant(api.Id, scopes.ToImmutableArray())] };
        var made = await Services.GetRequiredService<CreateMachineClient>()
            .RunAsync(Setup, environment, draft, TestContext.Current.CancellationToken);
        var created = Assert.IsType<Edit<CreateMachineClient.Made>.Done>(made).Value;
        return (created.Client.Id, created.Secret!.Text);
    }

    /// <summary>Another environment, at a host of its own.</summary>
    internal Task<EnvironmentId> NewEnvironmentAsync() =>
        NewEnvironmentAsync("Another", Id.NewText("e", TimeProvider.System).Replace('_', '-') + ".test", null, new());

    private static Dictionary<string, string?> With(
        IEnumerable<(string Key, string Value)> settings, Dictionary<string, string?> usual)
    {
        foreach (var (key, value) in settings)
        {
            usual[key] = value;
        }

        return usual;
    }

    internal string HostOf(EnvironmentId environment) => hosts[environment];

    private async Task<EnvironmentId> NewEnvironmentAsync(string name, string host, string? issuer, EnvironmentSettings settings)
    {
        var made = await Services.GetRequiredService<CreateEnvironment>()
            .RunAsync(Setup, name, "eu", settings, TestContext.Current.CancellationToken);
        var environment = Assert.IsType<Edit<StoredEnvironment>.Done>(made).Value.Id;
        var added = await Services.GetRequiredService<AddHost>()
            .RunAsync(Setup, environment, host, issuer, TestContext.Current.CancellationToken);
        Assert.IsType<Edit<HostEntry>.Done>(added);
        hosts[environment] = issuer is null ? host : Address.Authority;
        return environment;
    }
}
