using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tests.Tenants;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Tenants.TenantWorld;

namespace Everlatch.Identity.Tests.Memberships;

public abstract class MembershipSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_user_joins_a_tenant_once()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var user = await world.AddMemberAsync(tenant);
        var add = world.Get<AddMembership>();
        Assert.Equal(
            MembershipErrors.AlreadyMember, Refused(await add.RunAsync(world.Environment, tenant.Id, user, [], Owner, Ct)));
        var member = Assert.Single(
            (await world.Get<ListMembers>().OfTenantAsync(world.Environment, tenant.Id, null, 10, Ct)).Items);
        Assert.Equal((user, "Ada", $"{user}@example.com"), (member.Membership.User, member.Name, member.Email));
    }

    [Fact]
    public async Task A_user_of_another_environment_is_unknown()
    {
        await using var world = await NewAsync(db);
        await using var other = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var stranger = await other.AddUserAsync();
        var outcome = await world.Get<AddMembership>().RunAsync(world.Environment, tenant.Id, stranger, [], Owner, Ct);
        Assert.Equal(MembershipErrors.UserUnknown, Refused(outcome));
    }

    [Fact]
    public async Task A_role_that_does_not_exist_is_refused()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var user = await world.AddUserAsync();
        var outcome = await world.Get<AddMembership>().RunAsync(world.Environment, tenant.Id, user, ["ghost"], Owner, Ct);
        Assert.Equal("EL1324", Refused(outcome).Id);
    }

    [Fact]
    public async Task Nobody_gives_a_role_that_allows_more_than_they_may()
    {
        await using var world = await NewAsync(db);
        var reader = await world.AddRoleAsync("invoices:read");
        var writer = await world.AddRoleAsync("invoices:read", "invoices:write");
        var tenant = await world.AddTenantAsync();
        var actor = Person(await world.AddMemberAsync(tenant, reader), "invoices:read");
        var user = await world.AddUserAsync();
        var add = world.Get<AddMembership>();
        Assert.Equal("EL1327", Refused(await add.RunAsync(world.Environment, tenant.Id, user, [writer.Key], actor, Ct)).Id);
        Done(await add.RunAsync(world.Environment, tenant.Id, user, [reader.Key], actor, Ct));

        var change = world.Get<ChangeRoles>();
        Assert.Equal(
            "EL1327", Refused(await change.RunAsync(world.Environment, tenant.Id, user, [writer.Key], null, actor, Ct)).Id);
        Done(await change.RunAsync(world.Environment, tenant.Id, user, [], null, actor, Ct));
    }

    [Fact]
    public async Task Nobody_demotes_or_removes_somebody_above_them()
    {
        await using var world = await NewAsync(db);
        var reader = await world.AddRoleAsync("invoices:read");
        var writer = await world.AddRoleAsync("invoices:write");
        var tenant = await world.AddTenantAsync();
        var actor = Person(await world.AddMemberAsync(tenant, reader), "invoices:read");
        var above = await world.AddMemberAsync(tenant, writer);
        var beside = await world.AddMemberAsync(tenant, reader);
        var change = world.Get<ChangeRoles>();
        var remove = world.Get<RemoveMembership>();
        Assert.Equal("EL1327", Refused(await change.RunAsync(world.Environment, tenant.Id, above, [], null, actor, Ct)).Id);
        Assert.Equal("EL1327", Refused(await remove.RunAsync(world.Environment, tenant.Id, above, actor, Ct)).Id);

        // What stays as it is needs no authority.
        Done(await change.RunAsync(world.Environment, tenant.Id, above, [writer.Key, reader.Key], null, actor, Ct));
        Done(await remove.RunAsync(world.Environment, tenant.Id, beside, actor, Ct));
        Done(await remove.RunAsync(world.Environment, tenant.Id, above, Person(above), Ct));
    }

    [Fact]
    public async Task Removal_takes_everything_held_through_the_membership_and_nothing_else()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync("invoices:read");
        var tenant = await world.AddTenantAsync();
        var other = await world.AddTenantAsync();
        var user = await world.AddMemberAsync(tenant, role);
        await world.JoinAsync(other, user, role);
        var (here, there) = (await world.AddSessionAsync(user), await world.AddSessionAsync(user));
        await SwitchAsync(world, here, user, tenant.Id);
        await SwitchAsync(world, there, user, other.Id);
        var token = await world.AddTokenAsync(tenant, user, "invoices:read");
        var kept = await world.AddTokenAsync(other, user, "invoices:read");

        Done(await world.Get<RemoveMembership>().RunAsync(world.Environment, tenant.Id, user, Owner, Ct));

        Assert.Null(await world.TenantOfAsync(here));
        Assert.Equal(other.Id, await world.TenantOfAsync(there));
        Assert.False(world.Entry.ApiTokens.ContainsKey(token.Token.Id));
        Assert.Contains(token.Token.Id.Value, world.Entry.Revocations);
        Assert.True(world.Entry.ApiTokens.ContainsKey(kept.Token.Id));
        Assert.DoesNotContain(kept.Token.Id.Value, world.Entry.Revocations);
        Assert.Equal([(tenant.Id, (UserId?)user)], world.EndedGrants.Calls);
    }

    [Fact]
    public async Task The_last_manager_stays_unless_the_owner_of_the_environment_says_otherwise()
    {
        await using var world = await NewAsync(db);
        var manager = await world.AddRoleAsync("tenants:write");
        var tenant = await world.AddTenantAsync();
        var only = await world.AddMemberAsync(tenant, manager);
        await world.AddMemberAsync(tenant);
        var actor = Person(only, "tenants:write");
        var remove = world.Get<RemoveMembership>();
        var change = world.Get<ChangeRoles>();
        Assert.Equal(MembershipErrors.LastManager, Refused(await remove.RunAsync(world.Environment, tenant.Id, only, actor, Ct)));
        Assert.Equal(
            MembershipErrors.LastManager,
            Refused(await change.RunAsync(world.Environment, tenant.Id, only, [], null, actor, Ct)));

        await world.AddMemberAsync(tenant, manager);
        Done(await change.RunAsync(world.Environment, tenant.Id, only, [], null, actor, Ct));
        Done(await change.RunAsync(world.Environment, tenant.Id, only, [manager.Key], null, Owner, Ct));
        Done(await remove.RunAsync(world.Environment, tenant.Id, only, Owner, Ct));
    }

    [Fact]
    public async Task Two_managers_who_leave_at_once_do_not_leave_the_tenant_without_one()
    {
        await using var world = await NewAsync(db);
        var manager = await world.AddRoleAsync("tenants:write");
        for (var i = 0; i < 5; i++)
        {
            var tenant = await world.AddTenantAsync();
            var (ada, bob) = (await world.AddMemberAsync(tenant, manager), await world.AddMemberAsync(tenant, manager));
            var outcomes = await Task.WhenAll(new[] { ada, bob }.Select(user => Task.Run(
                () => world.Get<RemoveMembership>().RunAsync(
                    world.Environment, tenant.Id, user, Person(user, "tenants:write"), Ct),
                Ct)));
            Assert.Single(outcomes, outcome => outcome is Edit<Membership>.Done);
        }
    }

    [Fact]
    public async Task A_change_from_an_old_version_is_refused()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync();
        var tenant = await world.AddTenantAsync();
        var user = await world.AddMemberAsync(tenant, role);
        var change = world.Get<ChangeRoles>();
        Assert.Equal(2, Done(await change.RunAsync(world.Environment, tenant.Id, user, [], 1, Owner, Ct)).Version);
        Assert.IsType<Edit<Membership>.Stale>(
            await change.RunAsync(world.Environment, tenant.Id, user, [role.Key], 1, Owner, Ct));
    }

    private static Task<bool> SwitchAsync(TenantWorld world, SessionId session, UserId user, TenantId tenant) =>
        world.Get<SwitchTenant>().RunAsync(world.Environment, session, user, tenant, Owner.Identity, Ct);
}

public sealed class MembershipsOnSqlite(TestDatabase<SqliteEngine> db) : MembershipSuite<SqliteEngine>(db);

public sealed class MembershipsOnPostgres(TestDatabase<PostgresEngine> db) : MembershipSuite<PostgresEngine>(db);
