using System.Text.RegularExpressions;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Replay;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Links;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Mail;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Outages;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.SignIn;
using Everlatch.Identity.SignUp;
using Everlatch.Identity.Upkeep;
using Everlatch.Identity.Users;
using Everlatch.Storage;
using Everlatch.Storage.Journal;
using Everlatch.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Everlatch.Identity.Tests;

/// <summary>The features of people as a host registers them, over a real database, in an environment of their own.</summary>
internal sealed partial class PeopleHost : IAsyncDisposable
{
    public const string Email = "ada@example.com";
    public const string Password = "steam engines weave algebra";
    public static readonly RequestOrigin Origin = new("192.0.2.7", "Firefox");

    private readonly ServiceProvider services;

    private PeopleHost(ServiceProvider services, DirectoryHost here, RecordingDatabase database, TestClock clock)
    {
        this.services = services;
        Here = here;
        Database = database;
        Clock = clock;
        Hashes = new HashCounter(Get<System.Diagnostics.Metrics.IMeterFactory>());
    }

    public DirectoryHost Here { get; }

    public EnvironmentId Environment => Here.Environment.Id;

    public RecordingDatabase Database { get; }

    public TestClock Clock { get; }

    public HashCounter Hashes { get; }

    public static Task<PeopleHost> StartAsync<TEngine>(TestDatabase<TEngine> db, params (string Key, string Value)[] settings)
        where TEngine : ITestEngine => StartAsync(db, _ => { }, settings);

    public static async Task<PeopleHost> StartAsync<TEngine>(
        TestDatabase<TEngine> db, Action<IServiceCollection> add, params (string Key, string Value)[] settings)
        where TEngine : ITestEngine
    {
        var name = HostName.Trusted("login.example.com");
        var entry = new HostEntry(name, "https://login.example.com", IsPrimary: true);
        var environment = new DirectoryEnvironment
        {
            Id = await db.NewEnvironmentAsync(),
            Name = "Example",
            Region = Region.Trusted("eu"),
            Settings = new EnvironmentSettings(),
        };
        return await StartAsync(db, new DirectoryHost(environment, entry), new TestClock(), add, settings);
    }

    /// <summary>Another server of the same environment, with a journal of its own.</summary>
    public Task<PeopleHost> BesideAsync<TEngine>(TestDatabase<TEngine> db, string journal)
        where TEngine : ITestEngine => StartAsync(db, Here, Clock, _ => { }, [("Everlatch:Storage:JournalFolder", journal)]);

    private static async Task<PeopleHost> StartAsync<TEngine>(
        TestDatabase<TEngine> db,
        DirectoryHost here,
        TestClock clock,
        Action<IServiceCollection> add,
        IEnumerable<(string Key, string Value)> settings)
        where TEngine : ITestEngine
    {
        var database = new RecordingDatabase(db.Database);
        var collection = new ServiceCollection();
        Register(collection, Configuration(settings), database, clock);
        add(collection);
        var host = new PeopleHost(collection.BuildServiceProvider(), here, database, clock);
        await host.Get<AfterAnswer>().StartAsync(CancellationToken.None);
        return host;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        Hashes.Dispose();
        await Get<AfterAnswer>().StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }

    /// <summary>A user who may sign in.</summary>
    public async Task<User> AddUserAsync(string email = Email, string? password = Password, bool verified = true)
    {
        var asked = new NewUser { Email = email, Name = "Ada Lovelace", EmailVerified = verified, Password = password };
        var actor = new AuditActor("test", "");
        var outcome = await Get<CreateUser>().RunAsync(Here.Environment, asked, actor, TestContext.Current.CancellationToken);
        return Assert.IsType<CreateUser.Outcome.Created>(outcome).User;
    }

    public Task<SignInWithPassword.Outcome> SignInAsync(
        string email = Email, string password = Password, string? cookie = null, RequestOrigin? origin = null) =>
        Get<SignInWithPassword>().RunAsync(
            Here, email, password, origin ?? Origin, cookie, TestContext.Current.CancellationToken);

    /// <summary>A session of a user who exists, with its cookie.</summary>
    public async Task<NewSession> SignedInAsync(string email = Email, string password = Password, string? cookie = null) =>
        Assert.IsType<SignInWithPassword.Outcome.SignedIn>(await SignInAsync(email, password, cookie)).Session;

    public Task<BrowserSession?> SessionAsync(NewSession session) =>
        Get<FindSession>().RunAsync(Here.Environment, CookieOf(session), TestContext.Current.CancellationToken);

    /// <summary>What the browser of a session holds.</summary>
    public static string CookieOf(NewSession session) => new PresentedSession(session.Token.Text, session.Sealed).ToString();

    /// <summary>Brings what waits in the journal into the database, as a server does in the background.</summary>
    public Task ReplayAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        return Get<OutageJournal>().DrainAsync(entry => Get<ReplayEntry>().RunAsync(entry, ct), ct);
    }

    public Task<SignUpWithPassword.Outcome> SignUpAsync(
        string email = Email, string password = Password, string name = "Ada Lovelace", RequestOrigin? origin = null) =>
        Get<SignUpWithPassword>().RunAsync(
            Here, new SignUpForm(email, password, name, "de"), origin ?? Origin, TestContext.Current.CancellationToken);

    /// <summary>Waits until the work after answers is done; no more can be asked for afterwards.</summary>
    public Task FinishLaterWorkAsync() => Get<AfterAnswer>().StopAsync(TestContext.Current.CancellationToken);

    /// <summary>Mails to an address, newest first.</summary>
    public async Task<IReadOnlyList<MailMessage>> MailsAsync(string email = Email)
    {
        var mails = await Get<ReadOutbox>().RunAsync(Environment, TestContext.Current.CancellationToken);
        return [.. mails.Select(mail => mail.Message).Where(mail => mail.To == email)];
    }

    /// <summary>The token in the newest mail to an address.</summary>
    public async Task<string> TokenAsync(string email = Email) => TokenIn((await MailsAsync(email))[0]);

    public static string TokenIn(MailMessage mail) => Token().Match(mail.Text).Groups[1].Value;

    public async Task<IReadOnlyList<AuditRecord>> AuditAsync(string? kind = null)
    {
        var filter = new AuditFilter { Kind = kind };
        return (await Get<SearchAudit>().RunAsync(Environment, filter, 100, null, TestContext.Current.CancellationToken)).Items;
    }

    private static IConfiguration Configuration(IEnumerable<(string Key, string Value)> settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                // Real hashes, but cheap ones.
                ["Everlatch:Hashing:MemoryKib"] = "64",
                ["Everlatch:Hashing:Passes"] = "1",
            })
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)))
            .Build();

    private static void Register(
        IServiceCollection services, IConfiguration configuration, IDatabase database, TimeProvider clock)
    {
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(database);
        services.AddSingleton(clock);
        services.AddSingleton(new MasterKey(new byte[MasterKey.Length]));
        services.AddDirectory(configuration);
        services.AddAudit();
        services.AddUsers();
        services.AddPasswords(configuration);
        services.AddLockouts(configuration);
        services.AddLinks(configuration);
        services.AddSessions();
        services.AddSignIn();
        services.AddOutages();
        services.AddSingleton<SwitchTenant>();
        services.AddSingleton(provider => new OutageJournal(
            configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions(),
            provider.GetRequiredService<MasterKey>(),
            clock,
            provider.GetRequiredService<ILogger<OutageJournal>>()));
        services.AddSignUp();
        services.AddMail(configuration);
        services.AddUpkeep(configuration);
    }

    [GeneratedRegex("token=(ell_[A-Za-z0-9_-]+)")]
    private static partial Regex Token();
}
