using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Grants;

/// <summary>Writes a grant with everything that it refers to.</summary>
internal static class NewFamily
{
    private static readonly Statement InsertUser = Statement.Write(
        "testing.insert_user",
        """
        insert into users (environment_id, id, email, email_key, name, created_at, updated_at, version)
        values (@environment, @user, @email, @email, 'Ada', 0, 0, 1)
        """);

    private static readonly Statement InsertTenant = Statement.Write(
        "testing.insert_tenant",
        """
        insert into tenants (environment_id, id, key, name, created_at, updated_at, version)
        values (@environment, @tenant, @key, 'Acme', 0, 0, 1)
        """);

    private static readonly Statement InsertMember = Statement.Write(
        "testing.insert_member",
        """
        insert into memberships (environment_id, tenant_id, user_id, roles_json, created_at, updated_at, version)
        values (@environment, @tenant, @user, '["admin"]', 0, 0, 1)
        """);

    public static async Task<(EnvironmentId Environment, Grant Grant)> AddAsync<TEngine>(
        TestDatabase<TEngine> db, TimeProvider clock, CancellationToken ct)
        where TEngine : ITestEngine
    {
        var environment = await db.NewEnvironmentAsync();
        var (now, user, tenant) = (clock.GetUtcNow(), Id.New<UserId>(clock), Id.New<TenantId>(clock));
        await db.Database.ExecuteAsync(InsertUser, new { environment, user, email = $"{user}@example.com" }, ct);
        await db.Database.ExecuteAsync(InsertTenant, new { environment, tenant, key = tenant.Value }, ct);
        await db.Database.ExecuteAsync(InsertMember, new { environment, tenant, user }, ct);
        var grant = new Grant
        {
            Id = Id.New<GrantId>(clock),
            Application = Id.New<AppId>(clock),
            User = user,
            Tenant = tenant,
            Session = Id.New<SessionId>(clock),
            Issuer = "https://login.example",
            Scopes = ["openid", "offline_access"],
            Resources = ["https://api.example/"],
            Amr = ["pwd"],
            AuthenticatedAt = now,
            IdleExpiresAt = now + TimeSpan.FromDays(14),
            ExpiresAt = now + TimeSpan.FromDays(90),
        };
        await GrantStore.AddAsync(db.Database, environment, grant, now, ct);
        return (environment, grant);
    }
}
