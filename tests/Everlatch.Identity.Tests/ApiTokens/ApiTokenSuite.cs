using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Feed;
using Everlatch.Identity.ApiTokens;
using Everlatch.Identity.Clients;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;
using Everlatch.Identity.Tests.Tenants;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Tenants.TenantWorld;

namespace Everlatch.Identity.Tests.ApiTokens;

public abstract class ApiTokenSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_new_token_is_known_with_its_secret_and_its_owners_roles()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync("invoices:read", "invoices:write");
        var tenant = await world.AddTenantAsync();
        var user = await world.AddMemberAsync(tenant, role);
        var created = await world.AddTokenAsync(tenant, user, "invoices:read");
        var entry = world.Entry.ApiTokens[created.Token.Id];
        Assert.Equal((tenant.Id, (UserId?)user), (entry.Tenant, entry.User));
        Assert.Equal([role.Key], entry.OwnerRoles);
        Assert.Equal(["invoices:read"], entry.Permissions);
        Assert.True(GeneratedSecret.Matches(created.Secret.Text, Assert.Single(entry.Secrets).Sha256.Span));
    }

    [Fact]
    public async Task A_token_can_do_no_more_than_its_owner()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync("invoices:read");
        var tenant = await world.AddTenantAsync();
        var user = await world.AddMemberAsync(tenant, role);
        Assert.Equal("EL1344", Refused(await CreateAsync(world, tenant, user, [], ["invoices:write"], Owner)).Id);
        Done(await CreateAsync(world, tenant, user, [], ["invoices:read"], Owner));
    }

    [Fact]
    public async Task A_token_of_a_tenant_can_do_no_more_than_its_maker()
    {
        await using var world = await NewAsync(db);
        var narrow = await world.AddRoleAsync("invoices:read");
        var wide = await world.AddRoleAsync("invoices:read", "invoices:write");
        var tenant = await world.AddTenantAsync();
        var maker = Person(await world.AddMemberAsync(tenant, narrow), "invoices:read");
        Assert.Equal("EL1327", Refused(await CreateAsync(world, tenant, null, [wide.Key], ["invoices:read"], maker)).Id);
        Assert.Equal(ApiTokenErrors.RolesMisplaced, Refused(await CreateAsync(world, tenant, null, [], [], maker)));
        Done(await CreateAsync(world, tenant, null, [narrow.Key], ["invoices:read"], maker));

        // What a person's own access token was not given they cannot hand on either.
        var less = maker with { Authority = Authority.Of([]) };
        Assert.Equal("EL1347", Refused(await CreateAsync(world, tenant, UserOf(maker), [], ["invoices:read"], less)).Id);
        Done(await CreateAsync(world, tenant, UserOf(maker), [], ["invoices:read"], maker));
    }

    [Fact]
    public async Task Nobody_makes_a_credential_in_the_name_of_another_user()
    {
        await using var world = await NewAsync(db);
        var role = await world.AddRoleAsync("invoices:read");
        var tenant = await world.AddTenantAsync();
        var (ada, bob) = (await world.AddMemberAsync(tenant, role), await world.AddMemberAsync(tenant, role));
        var token = await world.AddTokenAsync(tenant, ada, "invoices:read");
        var actor = Person(bob, "invoices:read");
        Assert.Equal(ApiTokenErrors.OtherUser, Refused(await CreateAsync(world, tenant, ada, [], ["invoices:read"], actor)));
        var add = world.Get<AddApiTokenSecret>();
        Assert.Equal(ApiTokenErrors.OtherUser, Refused(await add.RunAsync(world.Environment, token.Token.Id, null, actor, Ct)));
        Done(await add.RunAsync(world.Environment, token.Token.Id, null, Person(ada, "invoices:read"), Ct));
    }

    [Fact]
    public async Task Only_members_and_enabled_tenants_own_tokens()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var stranger = await world.AddUserAsync();
        Assert.Equal(ApiTokenErrors.OwnerUnknown, Refused(await CreateAsync(world, tenant, stranger, [], [], Owner)));
        await world.JoinAsync(tenant, stranger);
        Done(await CreateAsync(world, tenant, stranger, [], [], Owner));
        Done(await world.Get<DisableTenant>().RunAsync(world.Environment, tenant.Id, tenant.Version, Owner, Ct));
        Assert.Equal(TenantErrors.Disabled, Refused(await CreateAsync(world, tenant, stranger, [], [], Owner)));
    }

    [Fact]
    public async Task A_second_secret_lives_beside_the_first_and_a_third_is_refused()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var created = await world.AddTokenAsync(tenant, await world.AddMemberAsync(tenant));
        var add = world.Get<AddApiTokenSecret>();
        Done(await add.RunAsync(world.Environment, created.Token.Id, null, Owner, Ct));
        Assert.Equal(2, world.Entry.ApiTokens[created.Token.Id].Secrets.Length);
        Assert.Equal(SecretErrors.TooMany, Refused(await add.RunAsync(world.Environment, created.Token.Id, null, Owner, Ct)));

        var remove = world.Get<RemoveApiTokenSecret>();
        Done(await remove.RunAsync(world.Environment, created.Token.Id, created.Secret.Id, Owner, Ct));

        var left = Assert.Single(world.Entry.ApiTokens[created.Token.Id].Secrets);
        Assert.False(GeneratedSecret.Matches(created.Secret.Text, left.Sha256.Span));
        Done(await add.RunAsync(world.Environment, created.Token.Id, null, Owner, Ct));
    }

    [Fact]
    public async Task A_revoked_token_is_unknown_and_so_are_its_access_tokens()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var created = await world.AddTokenAsync(tenant, await world.AddMemberAsync(tenant));
        var revoke = world.Get<RevokeApiToken>();
        Done(await revoke.RunAsync(world.Environment, created.Token.Id, Owner, Ct));
        Assert.False(world.Entry.ApiTokens.ContainsKey(created.Token.Id));
        Assert.Contains(created.Token.Id.Value, world.Entry.Revocations);
        Assert.IsType<Edit<ApiToken>.Unknown>(await revoke.RunAsync(world.Environment, created.Token.Id, Owner, Ct));
        Assert.IsType<Edit<NewSecret>.Unknown>(
            await world.Get<AddApiTokenSecret>().RunAsync(world.Environment, created.Token.Id, null, Owner, Ct));
    }

    [Fact]
    public async Task Tokens_follow_the_roles_of_their_owner()
    {
        await using var world = await NewAsync(db);
        var (reader, writer) = (await world.AddRoleAsync("invoices:read"), await world.AddRoleAsync("invoices:write"));
        var tenant = await world.AddTenantAsync();
        var user = await world.AddMemberAsync(tenant, reader, writer);
        var created = await world.AddTokenAsync(tenant, user, "invoices:read", "invoices:write");
        Done(await world.Get<ChangeRoles>().RunAsync(world.Environment, tenant.Id, user, [reader.Key], null, Owner, Ct));
        Assert.Equal([reader.Key], world.Entry.ApiTokens[created.Token.Id].OwnerRoles);
        Assert.Equal(["invoices:read"], world.Entry.PermissionsOf(world.Entry.ApiTokens[created.Token.Id].OwnerRoles));
    }

    [Fact]
    public async Task Tokens_of_a_user_who_is_disabled_die_in_every_tenant_and_only_theirs()
    {
        await using var world = await NewAsync(db);
        var (first, second) = (await world.AddTenantAsync(), await world.AddTenantAsync());
        var user = await world.AddMemberAsync(first);
        await world.JoinAsync(second, user);
        var dead = new[] { await world.AddTokenAsync(first, user), await world.AddTokenAsync(second, user) };
        var alive = await world.AddTokenAsync(first, await world.AddMemberAsync(first));
        await world.Get<DirectoryWriter>().WriteAsync(
            async write =>
            {
                await world.Get<EndApiTokens>().EndAsync(write, world.Environment, user, Ct);
                return true;
            },
            Ct);
        Assert.All(dead, token => Assert.False(world.Entry.ApiTokens.ContainsKey(token.Token.Id)));
        Assert.True(world.Entry.ApiTokens.ContainsKey(alive.Token.Id));
    }

    [Fact]
    public async Task No_token_survives_a_removal_that_happens_while_it_is_made()
    {
        await using var world = await NewAsync(db);
        for (var i = 0; i < 10; i++)
        {
            var tenant = await world.AddTenantAsync();
            var user = await world.AddMemberAsync(tenant);
            var create = Task.Run(() => CreateAsync(world, tenant, user, [], [], Owner), Ct);
            var remove = Task.Run(
                () => world.Get<RemoveMembership>().RunAsync(world.Environment, tenant.Id, user, Owner, Ct), Ct);
            Done(await remove);
            await create;
            await world.Get<Directory.IDirectory>().CatchUpAsync(Ct);
            Assert.DoesNotContain(world.Entry.ApiTokens.Values, token => token.User == user);
        }
    }

    private static UserId UserOf(Actor actor) => UserId.Trusted(actor.Identity.Id);

    private static Task<Edit<CreatedApiToken>> CreateAsync(
        TenantWorld world, Tenant tenant, UserId? user, string[] roles, string[] permissions, Actor actor) =>
        world.Get<CreateApiToken>().RunAsync(
            world.Environment,
            new ApiTokenDraft { Name = "CI", Tenant = tenant.Id, User = user, Roles = roles, Permissions = permissions },
            actor,
            Ct);
}

public sealed class ApiTokensOnSqlite(TestDatabase<SqliteEngine> db) : ApiTokenSuite<SqliteEngine>(db);

public sealed class ApiTokensOnPostgres(TestDatabase<PostgresEngine> db) : ApiTokenSuite<PostgresEngine>(db);
