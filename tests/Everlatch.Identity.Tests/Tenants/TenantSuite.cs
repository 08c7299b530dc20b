using Everlatch.Core;
using Everlatch.Identity.ApiTokens;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Tenants.TenantWorld;

namespace Everlatch.Identity.Tests.Tenants;

public abstract class TenantSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_tenant_is_found_by_id_and_by_key_in_its_own_environment_only()
    {
        await using var world = await NewAsync(db);
        await using var other = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        Assert.Equal(tenant, await world.Get<FindTenants>().ByIdAsync(world.Environment, tenant.Id, Ct));
        Assert.Equal(tenant, await world.Get<FindTenants>().ByKeyAsync(world.Environment, tenant.Key, Ct));
        Assert.Null(await world.Get<FindTenants>().ByIdAsync(other.Environment, tenant.Id, Ct));
        Assert.Null(await world.Get<FindTenants>().ByKeyAsync(other.Environment, tenant.Key, Ct));
    }

    [Fact]
    public async Task Two_tenants_of_one_environment_never_have_one_key()
    {
        await using var world = await NewAsync(db);
        await using var other = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var create = world.Get<CreateTenant>();
        Assert.Equal(TenantErrors.KeyTaken, Refused(await create.RunAsync(world.Environment, tenant.Key, "Other", Owner, Ct)));
        Assert.Equal(tenant.Key, Done(await create.RunAsync(other.Environment, tenant.Key, "Other", Owner, Ct)).Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Acme")]
    [InlineData("-acme")]
    [InlineData("ac me")]
    [InlineData("äcme")]
    [InlineData("acme\n")]
    public async Task A_key_of_another_form_is_refused(string key)
    {
        await using var world = await NewAsync(db);
        Assert.Equal(
            TenantErrors.KeyInvalid,
            Refused(await world.Get<CreateTenant>().RunAsync(world.Environment, key, "Acme", Owner, Ct)));
    }

    [Fact]
    public async Task Pages_hold_every_tenant_once()
    {
        await using var world = await NewAsync(db);
        var made = new List<Tenant>();
        for (var i = 0; i < 5; i++)
        {
            made.Add(await world.AddTenantAsync());
        }

        var found = new List<Tenant>();
        string? after = null;
        do
        {
            var page = await world.Get<FindTenants>().PageAsync(world.Environment, after, 2, Ct);
            found.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(made.OrderBy(tenant => tenant.Id.Value, StringComparer.Ordinal), found);
    }

    [Fact]
    public async Task A_change_from_an_old_version_is_refused()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var update = world.Get<UpdateTenant>();
        var renamed = Done(await update.RunAsync(world.Environment, tenant.Id, " Acme Ltd ", 1, Owner, Ct));
        Assert.Equal(("Acme Ltd", 2), (renamed.Name, renamed.Version));
        Assert.IsType<Edit<Tenant>.Stale>(await update.RunAsync(world.Environment, tenant.Id, "Late", 1, Owner, Ct));
    }

    [Fact]
    public async Task Disabling_ends_tokens_and_grants_and_takes_sessions_out()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync("invoices:read");
        var tenant = await world.AddTenantAsync();
        var user = await world.AddMemberAsync(tenant, role);
        var session = await world.AddSessionAsync(user);
        var token = await world.AddTokenAsync(tenant, user, "invoices:read");
        Assert.True(await SwitchAsync(world, session, user, tenant));

        Done(await world.Get<DisableTenant>().RunAsync(world.Environment, tenant.Id, tenant.Version, Owner, Ct));

        Assert.Null(await world.TenantOfAsync(session));
        Assert.False(world.Entry.ApiTokens.ContainsKey(token.Token.Id));
        Assert.Contains(token.Token.Id.Value, world.Entry.Revocations);
        Assert.Equal([(tenant.Id, null)], world.EndedGrants.Calls);
        Assert.False(await SwitchAsync(world, session, user, tenant));
        Assert.Empty(await world.Get<ListMyTenants>().RunAsync(world.Environment, user, Ct));
    }

    [Fact]
    public async Task An_enabled_tenant_lets_its_people_in_again_but_no_old_token()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync("invoices:read");
        var tenant = await world.AddTenantAsync();
        var user = await world.AddMemberAsync(tenant, role);
        var session = await world.AddSessionAsync(user);
        var token = await world.AddTokenAsync(tenant, user, "invoices:read");
        var disable = world.Get<DisableTenant>();
        var disabled = Done(await disable.RunAsync(world.Environment, tenant.Id, tenant.Version, Owner, Ct));
        Done(await disable.UndoAsync(world.Environment, tenant.Id, disabled.Version, Owner, Ct));
        Assert.True(await SwitchAsync(world, session, user, tenant));
        Assert.False(world.Entry.ApiTokens.ContainsKey(token.Token.Id));
    }

    [Fact]
    public async Task A_deleted_tenant_leaves_its_people_and_nothing_of_its_own()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync("invoices:read");
        var tenant = await world.AddTenantAsync();
        var user = await world.AddMemberAsync(tenant, role);
        var token = await world.AddTokenAsync(tenant, user, "invoices:read");
        var delete = world.Get<DeleteTenant>();
        Assert.IsType<Edit<Tenant>.Stale>(await delete.RunAsync(world.Environment, tenant.Id, 99, Owner, Ct));

        Done(await delete.RunAsync(world.Environment, tenant.Id, tenant.Version, Owner, Ct));

        Assert.Null(await world.Get<FindTenants>().ByIdAsync(world.Environment, tenant.Id, Ct));
        Assert.Empty((await world.Get<ListMembers>().OfUserAsync(world.Environment, user, null, 10, Ct)).Items);
        Assert.False(world.Entry.ApiTokens.ContainsKey(token.Token.Id));
        Assert.IsType<Edit<Role>.Done>(
            await world.Get<DeleteRole>().RunAsync(world.Environment, role.Id, role.Version, Owner, Ct));
    }

    private static Task<bool> SwitchAsync(TenantWorld world, Core.Ids.SessionId session, Core.Ids.UserId user, Tenant tenant) =>
        world.Get<SwitchTenant>().RunAsync(world.Environment, session, user, tenant.Id, Owner.Identity, Ct);
}

public sealed class TenantsOnSqlite(TestDatabase<SqliteEngine> db) : TenantSuite<SqliteEngine>(db);

public sealed class TenantsOnPostgres(TestDatabase<PostgresEngine> db) : TenantSuite<PostgresEngine>(db);
