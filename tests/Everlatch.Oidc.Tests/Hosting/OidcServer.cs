using System.Security.Cryptography;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Directory.Replay;
using Everlatch.Identity.Apis;
using Everlatch.Identity.Applications;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Environments;
using Everlatch.Identity.Sessions;
using Everlatch.Server;
using Everlatch.Storage;
using Everlatch.Storage.Journal;
using Everlatch.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>The real host on a loopback port, with an environment, two APIs and a clock that tests turn.</summary>
public sealed class OidcServer<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine
{
    /// <summary>An API whose scopes the applications of tests may have.</summary>
    public const string Orders = "https://orders.example/";

    /// <summary>Another one.</summary>
    public const string Stock = "https://stock.example/";

    private static readonly Statement Disable = Statement.Write(
        "testing.disable_application",
        "update applications set disabled_at = @now where environment_id = @environment and id = @application");

    private static readonly Statement SetAlgorithm = Statement.Write(
        "testing.set_algorithm",
        "update applications set signing_algorithm = @algorithm where environment_id = @environment and id = @application");

    private static readonly AuditActor Operator = new("test", "127.0.0.1");
    private readonly string journal = System.IO.Directory.CreateTempSubdirectory("everlatch-journal-").FullName;
    private WebApplication app = null!;
    private StorageOptions storage = null!;
    private BreakableDatabase faults = null!;

    /// <summary>The server's clock.</summary>
    public TestClock Clock { get; } = new();

    /// <summary>The issuer that requests to <see cref="Issuer" /> arrive at.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>The environment of the issuer.</summary>
    public EnvironmentId Environment { get; private set; }

    /// <summary>The APIs by audience.</summary>
    public Dictionary<string, ApiId> Apis { get; } = [];

    /// <summary>What the server is made of.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Its database.</summary>
    public IDatabase Database => Services.GetRequiredService<IDatabase>();

    /// <summary>Whether the database is stopped.</summary>
    public bool IsDatabaseDown
    {
        get => faults.IsDown;
        set => faults.IsDown = value;
    }

    /// <summary>Begins an outage: a standby answers, and nobody takes writes.</summary>
    public void BeginOutage() => faults.Standing = new StoreStanding(StoreRung.Standby, faults.Standing.Returns, IsNewest: false);

    /// <summary>Ends it.</summary>
    public void EndOutage() => faults.Standing = StoreStanding.Top with { Returns = faults.Standing.Returns + 1 };

    /// <summary>Brings what waits in the journal into the database, as the server does in the background.</summary>
    public Task ReplayAsync() => Services.GetRequiredService<OutageJournal>().DrainAsync(
        entry => Services.GetRequiredService<ReplayEntry>().RunAsync(entry, Ct), Ct);

    /// <summary>The one call of the database that fails, by its statement's name or <c>begin</c>; null for none.</summary>
    public string? FailingCall
    {
        get => faults.Failing;
        set => faults.Failing = value;
    }

    /// <summary>The one statement that is done and whose answer is lost, by its name; null for none.</summary>
    public string? LostAnswer
    {
        get => faults.Losing;
        set => faults.Losing = value;
    }

    /// <summary>What somebody else does just before a statement of this name is sent, once; null for nothing.</summary>
    public (string Statement, Func<Task> Act)? Meanwhile
    {
        get => faults.Meanwhile;
        set => faults.Meanwhile = value;
    }

    /// <summary>How many statements and transactions the server has asked the database for.</summary>
    public int DatabaseCalls => faults.Calls;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        storage = await TEngine.CreateAsync(migrated: true, Ct);
        app = ServerApp.Build(new ServerStart
        {
            Settings = new Dictionary<string, string?>
            {
                ["Everlatch:Server:Listen:0"] = "http://127.0.0.1:0",
                ["Everlatch:Server:PlainHttp"] = "true",
                ["Everlatch:Server:DrainSeconds"] = "0",
                ["Everlatch:Storage:Postgres"] = storage.Postgres,
                ["Everlatch:Storage:SqliteFile"] = storage.SqliteFile,
                ["Everlatch:Storage:JournalFolder"] = journal,
            },
            MasterKey = new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Length)),
            Services = services =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                var real = services.Last(service => service.ServiceType == typeof(IDatabase)).ImplementationFactory!;
                services.AddSingleton<IDatabase>(provider => faults = new BreakableDatabase((IDatabase)real(provider)));
            },
        });
        await app.StartAsync(Ct);
        Issuer = app.Urls.Single();
        Environment = await AddEnvironmentAsync("127.0.0.1", Issuer);
        foreach (var (audience, scope) in new[] { (Orders, "orders:read"), (Stock, "stock:read") })
        {
            Apis[audience] = await AddApiAsync(audience, scope);
        }
    }

    /// <summary>Adds an API with one scope, named as its audience.</summary>
    public async Task<ApiId> AddApiAsync(string audience, string scope)
    {
        var draft = new ApiDraft(audience, [new ApiScope(scope, scope)], 600);
        return Done(await Services.GetRequiredService<CreateApi>().RunAsync(Operator, Environment, audience, draft, Ct)).Id;
    }

    /// <summary>Where requests to <see cref="Issuer" /> arrive.</summary>
    public DirectoryHost Here() => Services.GetRequiredService<IDirectory>().Current.Find(HostName.Trusted("127.0.0.1"))!;

    /// <summary>Adds another environment at a host of its own.</summary>
    public async Task<EnvironmentId> AddEnvironmentAsync(string host, string issuer)
    {
        var create = Services.GetRequiredService<CreateEnvironment>();
        var environment = Done(await create.RunAsync(Operator, "Test", "eu", new EnvironmentSettings(), Ct)).Id;
        Done(await Services.GetRequiredService<AddHost>().RunAsync(Operator, environment, host, issuer, Ct));
        return environment;
    }

    /// <summary>An application of another environment on the same server, and the way to it.</summary>
    public async Task<OtherEnvironment> OtherEnvironmentAsync()
    {
        var host = NewHost();
        var environment = await AddEnvironmentAsync(host, $"https://{host}");
        var draft = new ApplicationDraft
        {
            Name = "Other", FirstParty = true, RedirectUris = [TestApplication.Callback], Scopes = ["openid", "offline_access"],
        };
        var made = Done(await Services.GetRequiredService<CreateApplication>()
            .RunAsync(Operator, environment, ApplicationKind.Web, draft, Ct));
        return new OtherEnvironment(
            host, new TestApplication(made.Application.Id, made.Secret?.Text), new TestBrowser(Issuer, null, host));
    }

    /// <summary>Lets another host lead to the environment.</summary>
    public async Task<string> AddHostAsync()
    {
        var host = NewHost();
        Done(await Services.GetRequiredService<AddHost>().RunAsync(Operator, Environment, host, null, Ct));
        return host;
    }

    /// <summary>Adds an application, first-party and with every scope unless the test says otherwise.</summary>
    public async Task<TestApplication> AddApplicationAsync(
        ApplicationKind kind = ApplicationKind.Web, Func<ApplicationDraft, ApplicationDraft>? change = null)
    {
        var draft = new ApplicationDraft
        {
            Name = "Test application",
            FirstParty = true,
            RedirectUris = kind == ApplicationKind.Device ? [] : [TestApplication.Callback],
            PostLogoutRedirectUris = kind == ApplicationKind.Device ? [] : [TestApplication.SignedOut],
            Scopes = ["openid", "profile", "email", "offline_access"],
            Apis = [new ApiGrant(Apis[Orders], ["orders:read"])],
        };
        var made = Done(await Services.GetRequiredService<CreateApplication>()
            .RunAsync(Operator, Environment, kind, change?.Invoke(draft) ?? draft, Ct));
        return new TestApplication(made.Application.Id, made.Secret?.Text);
    }

    /// <summary>Disables an application.</summary>
    public Task DisableAsync(TestApplication application) =>
        ChangeAsync(
            application, Disable, new { environment = Environment, application = application.Id, now = Clock.GetUtcNow() });

    /// <summary>Has an application's tokens signed by an algorithm, whether the environment has a key for it or not.</summary>
    public Task SignWithAsync(TestApplication application, string algorithm) =>
        ChangeAsync(application, SetAlgorithm, new { environment = Environment, application = application.Id, algorithm });

    /// <summary>Adds a person who is signed in, as a member of as many tenants as the test says.</summary>
    public Task<TestPerson> AddPersonAsync(int tenants = 1) => TestPeople.AddAsync(Database, Environment, Clock, tenants, Ct);

    /// <summary>A person signs in to an application, which gets its tokens.</summary>
    public async Task<SignedIn> SignInAsync(
        TestApplication? to = null, Func<CodeRequest, CodeRequest>? change = null, TestPerson? known = null)
    {
        var application = to ?? await AddApplicationAsync();
        var person = known ?? await AddPersonAsync();
        var request = new CodeRequest(application);
        request = change?.Invoke(request) ?? request;
        var client = new TestClient(Browser(), application);
        using var response = await client.RedeemAsync(request, await Browser(person).CodeAsync(request));
        return new SignedIn(application, person, client, await response.JsonAsync());
    }

    /// <summary>The person signs in again, in a new session.</summary>
    public Task<TestPerson> SignInAgainAsync(TestPerson person) =>
        TestPeople.SignInAsync(Database, Environment, person, Clock, Ct);

    /// <summary>Ends the person's session, as the list of sessions does.</summary>
    public Task EndSessionAsync(TestPerson person) =>
        Services.GetRequiredService<EndSession>().RunAsync(Environment, person.User, person.Session, Operator, Ct);

    /// <summary>A browser of a person, or of nobody.</summary>
    public TestBrowser Browser(TestPerson? person = null) => new(Issuer, person?.Cookie);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await TEngine.DropAsync(storage);
        System.IO.Directory.Delete(journal, recursive: true);
    }

    private Task<int> ChangeAsync(TestApplication application, Statement statement, object arguments) =>
        Services.GetRequiredService<DirectoryWriter>().WriteAsync(
            write =>
            {
                write.Changed(Environment, DirectoryKind.Application, application.Id.Value);
                return write.Transaction.ExecuteAsync(statement, arguments, Ct);
            },
            Ct);

    private string NewHost() => $"{Id.NewText("e", Clock)}.test".Replace('_', '-');

    private static T Done<T>(Edit<T> edit) =>
        edit is Edit<T>.Done done ? done.Value : throw new InvalidOperationException($"The server could not be prepared: {edit}");
}
