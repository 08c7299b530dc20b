using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Apis;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;
using Everlatch.Identity.Keys;
using Everlatch.Identity.MachineClients;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Identity.Tests.MachineClients;

public abstract class MachineClientSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>, IAsyncLifetime
    where TEngine : ITestEngine
{
    private readonly TestClock clock = new();
    private ServiceProvider server = null!;
    private EnvironmentId environment;
    private ApiId api;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static AuditActor By => AuditActor.Schedule;

    private DirectoryEnvironment Current => Get<IDirectory>().Current.Environments[environment];

    public async ValueTask InitializeAsync()
    {
        server = NewServer();
        environment = await db.NewEnvironmentAsync();
        await Get<DirectoryWriter>().WriteAsync(
            write =>
            {
                write.Changed(environment, DirectoryKind.Environment, environment.Value);
                return Task.FromResult(true);
            },
            Ct);
        var draft = new ApiDraft("API", [new ApiScope("read", "Read"), new ApiScope("write", "Write")], 600);
        api = Value(await Get<CreateApi>().RunAsync(By, environment, "https://api.example", draft, Ct)).Id;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return server.DisposeAsync();
    }

    [Fact]
    public async Task A_new_client_can_authenticate_at_once_with_the_secret_that_is_shown()
    {
        var made = await CreateAsync(Draft());
        Assert.True(await LetsInAsync(made.Client.Id, made.Secret!.Text));
        Assert.Contains(Current.Keys, key => key.Algorithm == made.Client.SigningAlgorithm);
        Assert.Equal(["read"], Current.MachineClients[made.Client.Id].Apis[0].Scopes);
    }

    [Fact]
    public async Task Choosing_an_algorithm_makes_its_key()
    {
        await CreateAsync(Draft() with { SigningAlgorithm = "EdDSA" });
        Assert.Contains(Current.Keys, key => key.Algorithm == "EdDSA");
    }

    [Fact]
    public async Task Two_secrets_live_at_once_and_a_third_is_refused()
    {
        var made = await CreateAsync(Draft());
        var second = Value(await AddSecretAsync(made.Client.Id));
        Assert.True(await LetsInAsync(made.Client.Id, made.Secret!.Text));
        Assert.True(await LetsInAsync(made.Client.Id, second.Text));
        Assert.IsType<Edit<NewSecret>.Refused>(await AddSecretAsync(made.Client.Id));

        Value(await Get<RemoveMachineClientSecret>().RunAsync(By, environment, made.Client.Id, made.Secret.Id, Ct));
        Assert.False(await LetsInAsync(made.Client.Id, made.Secret.Text));
        Assert.True(await LetsInAsync(made.Client.Id, second.Text));
        Assert.IsType<Edit<NewSecret>.Done>(await AddSecretAsync(made.Client.Id));
    }

    [Fact]
    public async Task Of_many_secrets_added_at_once_two_live()
    {
        var made = await CreateAsync(Draft());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => AddSecretAsync(made.Client.Id))));
        Assert.Single(outcomes.OfType<Edit<NewSecret>.Done>());
        Assert.Equal(2, (await Get<ReadMachineClients>().SecretsAsync(environment, made.Client.Id, Ct)).Count);
    }

    [Fact]
    public async Task A_secret_that_has_ended_makes_room()
    {
        var made = await CreateAsync(Draft());
        Value(await AddSecretAsync(made.Client.Id, clock.GetUtcNow().AddHours(1)));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.IsType<Edit<NewSecret>.Done>(await AddSecretAsync(made.Client.Id));
    }

    [Fact]
    public async Task A_disabled_client_is_unknown_and_what_it_holds_is_revoked()
    {
        var made = await CreateAsync(Draft());
        var disabled = Value(await UpdateAsync(made.Client, Draft() with { Disabled = true }));
        Assert.NotNull(disabled.DisabledAt);
        Assert.False(await LetsInAsync(made.Client.Id, made.Secret!.Text));
        Assert.Equal(clock.GetUtcNow(), Current.Revocations[made.Client.Id.Value]);

        Value(await UpdateAsync(disabled, Draft()));
        Assert.True(await LetsInAsync(made.Client.Id, made.Secret.Text));
    }

    [Fact]
    public async Task Keys_take_the_place_of_secrets()
    {
        const string Jwks =
            """{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"e","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}""";
        var made = await CreateAsync(Draft());
        Value(await UpdateAsync(made.Client, Draft() with { Jwks = Jwks }));
        Assert.False(await LetsInAsync(made.Client.Id, made.Secret!.Text));
        Assert.Empty(await Get<ReadMachineClients>().SecretsAsync(environment, made.Client.Id, Ct));
        Assert.IsType<Edit<NewSecret>.Refused>(await AddSecretAsync(made.Client.Id));
        Assert.Null((await CreateAsync(Draft() with { Jwks = Jwks })).Secret);
    }

    [Fact]
    public async Task A_stale_version_changes_nothing()
    {
        var made = await CreateAsync(Draft());
        Value(await UpdateAsync(made.Client, Draft() with { Name = "Second" }));
        Assert.IsType<Edit<StoredMachineClient>.Stale>(await UpdateAsync(made.Client, Draft() with { Name = "Third" }));
        Assert.Equal("Second", (await Get<ReadMachineClients>().FindAsync(environment, made.Client.Id, Ct))?.Name);
    }

    [Fact]
    public async Task A_deleted_client_is_gone_with_its_secrets()
    {
        var made = await CreateAsync(Draft());
        Value(await Get<DeleteMachineClient>().RunAsync(By, environment, made.Client.Id, Ct));
        Assert.False(await LetsInAsync(made.Client.Id, made.Secret!.Text));
        Assert.Contains(made.Client.Id.Value, Current.Revocations.Keys);
        Assert.IsType<Edit<StoredMachineClient>.Unknown>(
            await Get<DeleteMachineClient>().RunAsync(By, environment, made.Client.Id, Ct));
    }

    [Fact]
    public async Task Drafts_that_make_no_sense_are_refused()
    {
        foreach (var draft in (MachineClientDraft[])
            [
                Draft() with { Name = " " },
                Draft() with { TokenSeconds = 59 },
                Draft() with { TokenSeconds = 86_401 },
                Draft() with { SigningAlgorithm = "HS256" },
                Draft() with { Jwks = "{}" },
                Draft() with { Apis = [new ApiGrant(Id.New<ApiId>(clock), [])] },
                Draft() with { Apis = [new ApiGrant(api, ["admin"])] },
            ])
        {
            Assert.IsType<Edit<CreateMachineClient.Made>.Refused>(
                await Get<CreateMachineClient>().RunAsync(By, environment, draft, Ct));
        }
    }

    private static T Value<T>(Edit<T> edit) => Assert.IsType<Edit<T>.Done>(edit).Value;

    private T Get<T>()
        where T : notnull => server.GetRequiredService<T>();

    private MachineClientDraft Draft() => new() { Name = "Machine", Apis = [new ApiGrant(api, ["read"])] };

    private async Task<CreateMachineClient.Made> CreateAsync(MachineClientDraft draft) =>
        Value(await Get<CreateMachineClient>().RunAsync(By, environment, draft, Ct));

    private Task<Edit<StoredMachineClient>> UpdateAsync(StoredMachineClient client, MachineClientDraft draft) =>
        Get<UpdateMachineClient>().RunAsync(By, environment, client.Id, client.Version, draft, Ct);

    private Task<Edit<NewSecret>> AddSecretAsync(MachineClientId client, DateTimeOffset? expiresAt = null) =>
        Get<AddMachineClientSecret>().RunAsync(By, environment, client, expiresAt, Ct);

    private async Task<bool> LetsInAsync(MachineClientId client, string secret)
    {
        var host = HostName.Trusted("login.example");
        var here = new DirectoryHost(Current, new HostEntry(host, "https://login.example", true));
        var credentials = ClientCredentials.Read(null, client.Value, secret, null, null);
        var outcome = await Get<ClientAuthentication>().AuthenticateAsync(here, credentials);
        return outcome is ClientAuthenticationOutcome.Authenticated;
    }

    private ServiceProvider NewServer()
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(db.Database)
            .AddSingleton(new MasterKey(new byte[MasterKey.Length]))
            .AddSingleton<ILoggerFactory, NullLoggerFactory>()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<AuditTrail>()
            .AddSingleton<AdminWriter>()
            .AddDirectory(configuration)
            .AddKeys(configuration)
            .AddApis()
            .AddMachineClients();
        services.TryAddSingleton<ClientSecrets>();
        return services.BuildServiceProvider();
    }
}

public sealed class MachineClientsOnSqlite(TestDatabase<SqliteEngine> db) : MachineClientSuite<SqliteEngine>(db);

public sealed class MachineClientsOnPostgres(TestDatabase<PostgresEngine> db) : MachineClientSuite<PostgresEngine>(db);
