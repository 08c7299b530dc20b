using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Apis;
using Everlatch.Identity.ApiTokens;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Invitations;
using Everlatch.Identity.Mail;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Tests.Tenants;

/// <summary>
/// One environment with the features as they are registered, a clock that stands, and ways to put people into it.
/// </summary>
public sealed class TenantWorld : IAsyncDisposable
{
    private static readonly Statement InsertUser = Statement.Write(
        "testing.insert_user",
        """
        insert into users (environment_id, id, email, email_key, email_verified_at, name, created_at, updated_at, version)
        values (@environment, @user, @email, @email, @verified, 'Ada', 0, 0, 1)
        """);

    private static readonly Statement InsertSession = Statement.Write(
        "testing.insert_session",
        """
        insert into sessions (environment_id, id, token_sha256, user_id, amr_json, authenticated_at, created_at, last_seen_at,
            idle_expires_at, expires_at, address, user_agent)
        values (@environment, @session, @token, @user, '[]', 0, 0, 0, @until, @until, '', '')
        """);

    private static readonly Statement FindTenantOfSession = Statement.Read(
        "testing.find_tenant_of_session", "select tenant_id from sessions where environment_id = @environment and id = @session");

    private readonly ServiceProvider provider;

    private TenantWorld(IDatabase database, EnvironmentId environment)
    {
        Environment = environment;
        provider = new ServiceCollection()
            .AddLogging()
            .AddSingleton(database)
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new MasterKey(new byte[MasterKey.Length]))
            .AddSingleton<AuditTrail>()
            .AddSingleton<Outbox>()
            .AddSingleton<ReadOutbox>()
            .AddSingleton<ITenantAccessEnd>(EndedGrants)
            .AddDirectory(new ConfigurationBuilder().Build())
            .AddRoles()
            .AddTenants()
            .AddMemberships()
            .AddInvitations(new ConfigurationBuilder().Build())
            .AddApiTokens()
            .BuildServiceProvider();
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The environment's owner, who may do anything.</summary>
    public static Actor Owner { get; } = new(
        new AuditActor("mch_owner", "127.0.0.1"), Authority.OfEnvironment(ManagementScopes.All));

    public TestClock Clock { get; } = new();

    public EnvironmentId Environment { get; }

    public RecordedAccessEnd EndedGrants { get; } = new();

    public IDatabase Database => Get<IDatabase>();

    public DirectoryEnvironment Entry => Get<IDirectory>().Current.Environments[Environment];

    public static async Task<TenantWorld> NewAsync<TEngine>(TestDatabase<TEngine> db)
        where TEngine : ITestEngine
    {
        var world = new TenantWorld(db.Database, await db.NewEnvironmentAsync());
        await world.Get<IDirectory>().CatchUpAsync(Ct);
        return world;
    }

    public static Actor Person(UserId user, params string[] permissions) =>
        new(new AuditActor(user.Value, "127.0.0.1"), Authority.Of(permissions));

    public T Get<T>()
        where T : notnull => provider.GetRequiredService<T>();

    public async Task<UserId> AddUserAsync(string? email = null, bool verified = true)
    {
        var user = Id.New<UserId>(TimeProvider.System);
        email ??= $"{user}@example.com";
        DateTimeOffset? at = verified ? Clock.GetUtcNow() : null;
        await Database.ExecuteAsync(InsertUser, new { environment = Environment, user, email, verified = at }, Ct);
        return user;
    }

    public async Task<Tenant> AddTenantAsync() =>
        Done(await Get<CreateTenant>().RunAsync(Environment, Key(), "Acme", Owner, Ct));

    public async Task<Role> AddRoleAsync(params string[] permissions) =>
        Done(await Get<CreateRole>().RunAsync(Environment, Key(), "A role", permissions, Owner, Ct));

    public async Task<UserId> AddMemberAsync(Tenant tenant, params Role[] roles)
    {
        var user = await AddUserAsync();
        await JoinAsync(tenant, user, roles);
        return user;
    }

    public async Task<Membership> JoinAsync(Tenant tenant, UserId user, params Role[] roles) =>
        Done(await Get<AddMembership>().RunAsync(Environment, tenant.Id, user, [.. roles.Select(role => role.Key)], Owner, Ct));

    public async Task<SessionId> AddSessionAsync(UserId user)
    {
        var session = Id.New<SessionId>(TimeProvider.System);
        var token = GeneratedSecret.HashOf(session.Value);
        var until = Clock.GetUtcNow().AddDays(1);
        await Database.ExecuteAsync(InsertSession, new { environment = Environment, session, token, user, until }, Ct);
        return session;
    }

    public async Task<TenantId?> TenantOfAsync(SessionId session) =>
        await Database.FindAsync<string>(FindTenantOfSession, new { environment = Environment, session }, Ct) is { } tenant
            ? TenantId.Trusted(tenant)
            : null;

    public async Task<CreatedApiToken> AddTokenAsync(Tenant tenant, UserId user, params string[] permissions) =>
        Done(await Get<CreateApiToken>().RunAsync(
            Environment,
            new ApiTokenDraft { Name = "CI", Tenant = tenant.Id, User = user, Permissions = permissions },
            Owner,
            Ct));

    public static T Done<T>(Edit<T> edit) => Assert.IsType<Edit<T>.Done>(edit).Value;

    public static Problem Refused<T>(Edit<T> edit) => Assert.IsType<Edit<T>.Refused>(edit).Problem;

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    private static string Key() => Id.NewText("k", TimeProvider.System).Replace('_', '-');
}
