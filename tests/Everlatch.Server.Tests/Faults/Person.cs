using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Users;
using Everlatch.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Faults;

/// <summary>A person with a tenant and a session, in the environment that is at the address itself.</summary>
internal sealed record Person(UserId User, string Email, SessionId Session, TenantId Tenant, string Cookie)
{
    public const string Password = "correct horse battery staple 7";

    private static readonly Statement InsertTenant = Statement.Write(
        "testing.insert_tenant",
        """
        insert into tenants (environment_id, id, key, name, created_at, updated_at, version)
        values (@environment, @tenant, @tenant, 'Acme', @now, @now, 1)
        """);

    private static readonly Statement InsertMember = Statement.Write(
        "testing.insert_member",
        """
        insert into memberships (environment_id, tenant_id, user_id, roles_json, created_at, updated_at, version)
        values (@environment, @tenant, @user, '["owner"]', @now, @now, 1)
        """);

    private static readonly Statement InsertSession = Statement.Write(
        "testing.insert_session",
        """
        insert into sessions (environment_id, id, token_sha256, user_id, tenant_id, amr_json, authenticated_at, created_at,
            last_seen_at, idle_expires_at, expires_at, address, user_agent)
        values (@environment, @session, @token, @user, @tenant, '["pwd"]', @now, @now, @now, @until, @until, '127.0.0.1', 'test')
        """);

    private static readonly Statement IdleSession = Statement.Write(
        "testing.idle_session", "update sessions set last_seen_at = @then where environment_id = @environment and id = @session");

    /// <param name="server">Where.</param>
    /// <param name="password">Whether they have a password, which costs a hash.</param>
    /// <param name="verified">Whether their address is.</param>
    public static async Task<Person> NewAsync(FaultyServer server, bool password = false, bool verified = true)
    {
        var (clock, ct, environment) = (TimeProvider.System, TestContext.Current.CancellationToken, server.Host.Operator);
        var services = server.Host.Services;
        var entry = services.GetRequiredService<IDirectory>().Current.Environments[environment];
        var email = NewEmail();
        var asked = new NewUser { Email = email, Name = "Ada", EmailVerified = verified, Password = password ? Password : null };
        var made = await services.GetRequiredService<CreateUser>().RunAsync(entry, asked, new AuditActor("test", ""), ct);
        var user = Assert.IsType<CreateUser.Outcome.Created>(made).User.Id;

        var database = services.GetRequiredService<IDatabase>();
        var tenant = await NewTenantAsync(server);
        var (session, secret, now) = (Id.New<SessionId>(clock), GeneratedSecret.New("elk_"), clock.GetUtcNow());
        await database.ExecuteAsync(InsertMember, new { environment, tenant, user, now }, ct);
        var life = new { environment, session, token = secret.Hash, user, tenant, now, until = now.AddDays(1) };
        await database.ExecuteAsync(InsertSession, life, ct);
        return new Person(user, email, session, tenant, secret.Text);
    }

    /// <summary>Somebody's tenant.</summary>
    public static async Task<TenantId> NewTenantAsync(FaultyServer server)
    {
        var tenant = Id.New<TenantId>(TimeProvider.System);
        await server.Host.Services.GetRequiredService<IDatabase>().ExecuteAsync(
            InsertTenant,
            new { environment = server.Host.Operator, tenant, now = TimeProvider.System.GetUtcNow() },
            TestContext.Current.CancellationToken);
        return tenant;
    }

    /// <summary>An address that nobody has.</summary>
    public static string NewEmail() => Id.NewText("p", TimeProvider.System).Replace('_', '-') + "@faults.example";

    /// <summary>Makes them a member of one more tenant.</summary>
    public async Task<TenantId> JoinAsync(FaultyServer server)
    {
        var (tenant, now) = (await NewTenantAsync(server), TimeProvider.System.GetUtcNow());
        await server.Host.Services.GetRequiredService<IDatabase>().ExecuteAsync(
            InsertMember, new { environment = server.Host.Operator, tenant, user = User, now },
            TestContext.Current.CancellationToken);
        return tenant;
    }

    /// <summary>Lets their session be idle for some minutes.</summary>
    public Task IdleAsync(FaultyServer server) => server.Host.Services.GetRequiredService<IDatabase>().ExecuteAsync(
        IdleSession,
        new { environment = server.Host.Operator, session = Session, then = TimeProvider.System.GetUtcNow().AddMinutes(-5) },
        TestContext.Current.CancellationToken);
}
