using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Storage;

namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>Writes people and their sessions as rows: how they came to be is not what these tests are about.</summary>
internal static class TestPeople
{
    private static readonly Statement InsertUser = Statement.Write(
        "testing.insert_user",
        """
        insert into users (environment_id, id, email, email_key, email_verified_at, name, locale, created_at, updated_at, version)
        values (@environment, @user, @email, @email, @now, 'Ada Lovelace', 'en', @now, @now, 1)
        """);

    private static readonly Statement InsertTenant = Statement.Write(
        "testing.insert_tenant",
        """
        insert into tenants (environment_id, id, key, name, created_at, updated_at, version)
        values (@environment, @tenant, @key, 'Acme', @now, @now, 1)
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

    public static async Task<TestPerson> AddAsync(
        IDatabase database, EnvironmentId environment, TimeProvider clock, int tenants, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var user = Id.New<UserId>(clock);
        await database.ExecuteAsync(InsertUser, new { environment, user, email = $"{user}@example.com", now }, ct);
        var memberOf = ImmutableArray.CreateBuilder<TenantId>();
        for (var i = 0; i < tenants; i++)
        {
            var tenant = Id.New<TenantId>(clock);
            await database.ExecuteAsync(InsertTenant, new { environment, tenant, key = tenant.Value, now }, ct);
            await database.ExecuteAsync(InsertMember, new { environment, tenant, user, now }, ct);
            memberOf.Add(tenant);
        }

        return await SignInAsync(database, environment, new TestPerson(user, default, memberOf.ToImmutable(), ""), clock, ct);
    }

    /// <summary>The same person in a new session that begins now.</summary>
    public static async Task<TestPerson> SignInAsync(
        IDatabase database, EnvironmentId environment, TestPerson person, TimeProvider clock, CancellationToken ct)
    {
        var (session, secret, now) = (Id.New<SessionId>(clock), GeneratedSecret.New("elk_"), clock.GetUtcNow());
        await database.ExecuteAsync(
            InsertSession,
            new { environment, session, token = secret.Hash, user = person.User, now, until = now.AddDays(200) },
            ct);
        return person with { Session = session, Cookie = secret.Text };
    }
}
