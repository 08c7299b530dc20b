using System.Net;
using Everlatch.Core.Ids;
using Everlatch.Identity.Apis;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

/// <summary>People who call through an application.</summary>
public sealed class PersonTests(ManagementServer<SqliteEngine> server) : IClassFixture<ManagementServer<SqliteEngine>>
{
    private static readonly string[] Both = [ManagementScopes.TenantsRead, ManagementScopes.TenantsWrite];
    private readonly string application = Id.New<AppId>(TimeProvider.System).Value;

    [Fact]
    public async Task An_application_may_do_what_both_its_grant_and_the_person_may()
    {
        var tenant = await NewTenantAsync();
        var granted = Person(tenant, Both, Both);
        var narrow = Person(tenant, Both, [ManagementScopes.TenantsRead]);
        var weak = Person(tenant, [ManagementScopes.TenantsRead], Both);

        (await InviteAsync(granted, tenant)).Is(HttpStatusCode.Created);
        foreach (var caller in new[] { narrow, weak })
        {
            (await caller.GetAsync($"{caller.Own}/tenants/{tenant}")).Is(HttpStatusCode.OK);
            (await InviteAsync(caller, tenant)).Refuses(403, "EL1602");
        }
    }

    [Fact]
    public async Task Two_people_with_one_application_do_not_share_an_idempotency_key()
    {
        var tenant = await NewTenantAsync();
        var (ada, bob) = (Person(tenant, Both, Both), Person(tenant, Both, Both));

        var first = (await InviteAsync(ada, tenant, "same")).Is(HttpStatusCode.Created);
        var again = (await InviteAsync(ada, tenant, "same")).Is(HttpStatusCode.Created);
        var other = (await InviteAsync(bob, tenant, "same")).Is(HttpStatusCode.Created);

        Assert.Equal(first.Text, again.Text);
        Assert.NotEqual(first.Id, other.Id);
        Assert.False(other.Headers.Contains("Idempotent-Replayed"));
    }

    private static string NewUser() => Id.New<UserId>(TimeProvider.System).Value;

    private static Task<Answer> InviteAsync(ManagementCaller caller, string tenant, string? key = null) =>
        caller.PostAsync(
            $"{caller.Own}/tenants/{tenant}/invitations", new { email = "new@example.com", roles = Array.Empty<string>() }, key);

    private ManagementCaller Person(string tenant, string[] permissions, string[] scopes) =>
        PersonToken.Caller(server, tenant, NewUser(), application, permissions, scopes);

    private async Task<string> NewTenantAsync()
    {
        var owner = await server.OwnerAsync();
        var key = Id.NewText("t", TimeProvider.System)[^12..];
        var made = await owner.PostAsync($"{owner.Own}/tenants", new { key = "t-" + key, name = "Tenant" });
        return made.Is(HttpStatusCode.Created).Id;
    }
}
