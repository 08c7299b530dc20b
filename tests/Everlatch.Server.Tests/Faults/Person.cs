using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Users;
using Everlatch.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Server.Tests.Faults;

/// <summary>A person with a password, a tenant and a session, in the environment that is at the address itself.</summary>
internal sealed record Person(string Email, SessionId Session, TenantId Tenant, string Cookie)
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
        insert into sessions (environment_id, id, token_sha256, user_id, amr_json, authenticated_at, created_at, last_seen_at,
            idle_expires_at, expires_at, address, user_agent)
        values (@environment, @session, @token, @user, '["pwd"]', @now, @now, @now, @until, @until, '127.0.0.1', 'test')
        """);

    public static async Task<Person> NewAsync(IServiceProvider services, EnvironmentId environment)
    {
        var (clock, ct) = (TimeProvider.System, TestContext.Current.CancellationToken);
        var entry = services.GetRequiredService<IDirectory>().Current.Environments[environment];
        var email = Id.NewText("p", clock).Replace('_', '-') + "@faults.example";
        var asked = new NewUser { Email = email, Name = "Ada", EmailVerified = true, Password = Password };
        var made = await services.GetRequiredService<CreateUser>().RunAsync(entry, asked, new AuditActor("test", ""), ct);
        var user = Assert.IsType<CreateUser.Outcome.Created>(made).User.Id;

        var database = services.GetRequiredService<IDatabase>();
        var (tenant, session, secret) = (Id.New<TenantId>(clock), Id.New<SessionId>(clock), GeneratedSecret.New("elk_"));
        var now = clock.GetUtcNow();
        await database.ExecuteAsync(InsertTenant, new { environment, tenant, now }, ct);
        await database.ExecuteAsync(InsertMember, new { environment, tenant, user, now }, ct);
        await database.ExecuteAsync(
            InsertSession, new { environment, session, token = secret.Hash, user, now, until = now.AddDays(1) }, ct);
        return new Person(email, session, tenant, secret.Text);
    }
}
