using Everlatch.Core;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tests.Tenants;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Tenants.TenantWorld;

namespace Everlatch.Identity.Tests.Roles;

public abstract class RoleSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_role_is_in_the_directory_when_its_maker_hears_of_it()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync("invoices:write", "invoices:read", "invoices:read");
        Assert.Equal(["invoices:read", "invoices:write"], world.Entry.Roles[role.Key].Permissions);
    }

    [Theory]
    [InlineData("invoices")]
    [InlineData("Invoices:read")]
    [InlineData("invoices:read ")]
    [InlineData("invoices:read\n")]
    [InlineData(":read")]
    [InlineData("a:\"b\"")]
    public async Task A_permission_of_another_form_is_refused(string permission)
    {
        await using var world = await NewAsync(db);
        var outcome = await world.Get<CreateRole>().RunAsync(world.Environment, "auditor", "Auditor", [permission], Owner, Ct);
        Assert.Equal(RoleErrors.PermissionsInvalid, Refused(outcome));
    }

    [Fact]
    public async Task More_permissions_than_fit_into_a_token_are_refused()
    {
        await using var world = await NewAsync(db);
        var create = world.Get<CreateRole>();
        var many = Enumerable.Range(0, PermissionNames.MaxCount).Select(i => $"area{i}:read").ToList();
        Done(await create.RunAsync(world.Environment, "wide", "Wide", many, Owner, Ct));
        var outcome = await create.RunAsync(world.Environment, "wider", "Wider", [.. many, "one:more"], Owner, Ct);
        Assert.Equal(RoleErrors.PermissionsInvalid, Refused(outcome));
    }

    [Fact]
    public async Task Two_roles_of_one_environment_never_have_one_key()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync();
        var outcome = await world.Get<CreateRole>().RunAsync(world.Environment, role.Key, "Other", [], Owner, Ct);
        Assert.Equal(RoleErrors.KeyTaken, Refused(outcome));
    }

    [Fact]
    public async Task A_role_that_a_member_has_cannot_be_deleted_until_it_is_taken_from_them()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync("invoices:read");
        var tenant = await world.AddTenantAsync();
        var user = await world.AddMemberAsync(tenant, role);
        var delete = world.Get<DeleteRole>();
        Assert.Equal(RoleErrors.InUse, Refused(await delete.RunAsync(world.Environment, role.Id, role.Version, Owner, Ct)));

        Done(await world.Get<ChangeRoles>().RunAsync(world.Environment, tenant.Id, user, [], null, Owner, Ct));

        Done(await delete.RunAsync(world.Environment, role.Id, role.Version, Owner, Ct));
        Assert.False(world.Entry.Roles.ContainsKey(role.Key));
    }

    [Fact]
    public async Task A_role_whose_key_is_part_of_another_key_is_not_in_use_by_it()
    {
        await using var world = await NewAsync(db);
        var create = world.Get<CreateRole>();
        var adm = Done(await create.RunAsync(world.Environment, "adm", "Adm", [], Owner, Ct));
        var admin = Done(await create.RunAsync(world.Environment, "admin", "Admin", [], Owner, Ct));
        await world.AddMemberAsync(await world.AddTenantAsync(), admin);
        Done(await world.Get<DeleteRole>().RunAsync(world.Environment, adm.Id, adm.Version, Owner, Ct));
    }

    [Fact]
    public async Task A_role_is_never_deleted_while_it_is_being_given()
    {
        await using var world = await NewAsync(db);
        for (var i = 0; i < 10; i++)
        {
            var role = await world.AddRoleAsync("invoices:read");
            var tenant = await world.AddTenantAsync();
            var user = await world.AddUserAsync();
            var give = Task.Run(
                () => world.Get<AddMembership>().RunAsync(world.Environment, tenant.Id, user, [role.Key], Owner, Ct), Ct);
            var delete = Task.Run(
                () => world.Get<DeleteRole>().RunAsync(world.Environment, role.Id, role.Version, Owner, Ct), Ct);
            Assert.NotEqual(await give is Edit<Membership>.Done, await delete is Edit<Role>.Done);
        }
    }

    [Fact]
    public async Task A_change_from_an_old_version_is_refused()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync("invoices:read");
        var update = world.Get<UpdateRole>();
        Done(await update.RunAsync(world.Environment, role.Id, "New", ["invoices:write"], 1, Owner, Ct));
        Assert.Equal(["invoices:write"], world.Entry.Roles[role.Key].Permissions);
        Assert.IsType<Edit<Role>.Stale>(await update.RunAsync(world.Environment, role.Id, "Late", [], 1, Owner, Ct));
        Assert.IsType<Edit<Role>.Stale>(await world.Get<DeleteRole>().RunAsync(world.Environment, role.Id, 1, Owner, Ct));
    }
}

public sealed class RolesOnSqlite(TestDatabase<SqliteEngine> db) : RoleSuite<SqliteEngine>(db);

public sealed class RolesOnPostgres(TestDatabase<PostgresEngine> db) : RoleSuite<PostgresEngine>(db);
