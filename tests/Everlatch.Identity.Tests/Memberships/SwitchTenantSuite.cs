using Everlatch.Core.Ids;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Tenants;
using Everlatch.Identity.Tests.Tenants;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Tenants.TenantWorld;

namespace Everlatch.Identity.Tests.Memberships;

public abstract class SwitchTenantSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_session_moves_between_the_tenants_of_its_user()
    {
        await using var world = await NewAsync(db);
        var (first, second) = (await world.AddTenantAsync(), await world.AddTenantAsync());
        var user = await world.AddMemberAsync(first);
        await world.JoinAsync(second, user);
        var session = await world.AddSessionAsync(user);
        Assert.True(await SwitchAsync(world, session, user, first.Id));
        Assert.True(await SwitchAsync(world, session, user, second.Id));
        Assert.Equal(second.Id, await world.TenantOfAsync(session));
    }

    [Fact]
    public async Task A_tenant_of_which_the_user_is_no_member_is_out_of_reach()
    {
        await using var world = await NewAsync(db);
        await using var elsewhere = await NewAsync(db);
        var (own, foreign) = (await world.AddTenantAsync(), await world.AddTenantAsync());
        var user = await world.AddMemberAsync(own);
        var session = await world.AddSessionAsync(user);
        Assert.True(await SwitchAsync(world, session, user, own.Id));
        Assert.False(await SwitchAsync(world, session, user, foreign.Id));
        Assert.False(await SwitchAsync(world, session, user, (await elsewhere.AddTenantAsync()).Id));
        Assert.Equal(own.Id, await world.TenantOfAsync(session));
    }

    [Fact]
    public async Task A_session_of_somebody_else_is_not_moved()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var (ada, bob) = (await world.AddMemberAsync(tenant), await world.AddMemberAsync(tenant));
        var session = await world.AddSessionAsync(ada);
        Assert.False(await SwitchAsync(world, session, bob, tenant.Id));
        Assert.Null(await world.TenantOfAsync(session));
    }

    [Fact]
    public async Task A_session_that_is_over_is_not_moved()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var user = await world.AddMemberAsync(tenant);
        var session = await world.AddSessionAsync(user);
        world.Clock.Advance(TimeSpan.FromDays(2));
        Assert.False(await SwitchAsync(world, session, user, tenant.Id));
    }

    [Fact]
    public async Task A_new_session_begins_in_the_only_tenant_of_its_user_and_of_several_in_none()
    {
        await using var world = await NewAsync(db);
        var (first, second) = (await world.AddTenantAsync(), await world.AddTenantAsync());
        var user = await world.AddUserAsync();
        Assert.Null(await BeginAsync());
        await world.JoinAsync(first, user);
        Assert.Equal(first.Id, await BeginAsync());
        await world.JoinAsync(second, user);
        Assert.Null(await BeginAsync());
        await world.Get<DisableTenant>().RunAsync(world.Environment, first.Id, first.Version, Owner, Ct);
        Assert.Equal(second.Id, await BeginAsync());

        async Task<TenantId?> BeginAsync()
        {
            var session = await world.AddSessionAsync(user);
            await DefaultTenant.ChooseAsync(world.Database, world.Environment, session, user, Ct);
            return await world.TenantOfAsync(session);
        }
    }

    [Fact]
    public async Task A_person_sees_their_tenants_with_the_names_of_their_roles()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync("invoices:read");
        var tenant = await world.AddTenantAsync();
        await world.AddMemberAsync(await world.AddTenantAsync());
        var user = await world.AddMemberAsync(tenant, role);
        var mine = Assert.Single(await world.Get<ListMyTenants>().RunAsync(world.Environment, user, Ct));
        Assert.Equal((tenant.Id, tenant.Key, "Acme"), (mine.Id, mine.Key, mine.Name));
        Assert.Equal([role.Key], mine.Roles);
        Assert.Equal(["A role"], mine.RoleNames);
    }

    private static Task<bool> SwitchAsync(TenantWorld world, SessionId session, UserId user, TenantId tenant) =>
        world.Get<SwitchTenant>().RunAsync(world.Environment, session, user, tenant, Owner.Identity, Ct);
}

public sealed class SwitchTenantOnSqlite(TestDatabase<SqliteEngine> db) : SwitchTenantSuite<SqliteEngine>(db);

public sealed class SwitchTenantOnPostgres(TestDatabase<PostgresEngine> db) : SwitchTenantSuite<PostgresEngine>(db);
