using Everlatch.Core.Ids;
using Everlatch.Identity.Invitations;
using Everlatch.Identity.Memberships;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Invitations.Invited;
using static Everlatch.Identity.Tests.Tenants.TenantWorld;

namespace Everlatch.Identity.Tests.Invitations;

/// <summary>Who joins by an invitation, and as what.</summary>
public abstract class AcceptInvitationSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task The_invited_user_joins_with_the_roles_of_the_invitation()
    {
        await using var world = await NewAsync(db);
        var (tenant, role) = (await world.AddTenantAsync(), await world.AddRoleAsync("invoices:read"));
        var user = await world.AddUserAsync(Email);
        Done(await InviteAsync(world, tenant, "Ada@Example.COM", role));
        var session = await world.AddSessionAsync(user);
        var joined = Assert.IsType<TakeInvitation.Outcome.Joined>(
            await AcceptAsync(world, await TokenAsync(world), user, session));
        Assert.Equal(tenant.Id, joined.Tenant.Id);
        Assert.Equal(tenant.Id, await world.TenantOfAsync(session));
        Assert.Equal([role.Key], (await MembershipAsync(world, tenant, user))!.Roles);
    }

    [Fact]
    public async Task Who_is_signed_out_meanwhile_joins_all_the_same()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var user = await world.AddUserAsync(Email);
        Done(await InviteAsync(world, tenant, Email));
        var over = Id.New<SessionId>(world.Clock);
        Assert.IsType<TakeInvitation.Outcome.Joined>(await AcceptAsync(world, await TokenAsync(world), user, over));
        Assert.NotNull(await MembershipAsync(world, tenant, user));
    }

    [Fact]
    public async Task Looking_at_a_link_does_not_use_it_up()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        Done(await InviteAsync(world, tenant, Email));
        var token = await TokenAsync(world);
        for (var i = 0; i < 2; i++)
        {
            var seen = await world.Get<FindInvitations>().ByTokenAsync(world.Environment, token, Ct);
            Assert.Equal(("Acme", Email), (seen?.TenantName, seen?.Email.Text));
        }

        Assert.Null(await world.Get<FindInvitations>().ByTokenAsync(world.Environment, token + "x", Ct));
    }

    [Fact]
    public async Task Of_many_who_take_one_invitation_at_once_one_succeeds()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var user = await world.AddUserAsync(Email);
        Done(await InviteAsync(world, tenant, Email));
        var token = await TokenAsync(world);
        var outcomes =
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AcceptAsync(world, token, user), Ct)));
        Assert.Single(outcomes, outcome => outcome is TakeInvitation.Outcome.Joined);
        Assert.Equal(7, outcomes.Count(IsClosed));
    }

    [Theory]
    [InlineData("eve@example.com", true)]
    [InlineData(Email, false)]
    public async Task Who_has_not_proven_the_invited_address_is_refused_and_uses_nothing_up(string email, bool verified)
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var stranger = await world.AddUserAsync(email, verified);
        Done(await InviteAsync(world, tenant, Email));
        var token = await TokenAsync(world);
        Assert.Equal(InvitationErrors.OtherAddress, RefusedOf(await AcceptAsync(world, token, stranger)));
        Assert.Null(await MembershipAsync(world, tenant, stranger));
        Assert.NotNull(await world.Get<FindInvitations>().ByTokenAsync(world.Environment, token, Ct));
    }

    [Fact]
    public async Task A_member_who_takes_an_invitation_keeps_their_roles()
    {
        await using var world = await NewAsync(db);
        var (tenant, role) = (await world.AddTenantAsync(), await world.AddRoleAsync("invoices:read"));
        var user = await world.AddUserAsync(Email);
        await world.JoinAsync(tenant, user);
        Done(await InviteAsync(world, tenant, Email, role));
        Assert.IsType<TakeInvitation.Outcome.Joined>(await AcceptAsync(world, await TokenAsync(world), user));
        Assert.Empty((await MembershipAsync(world, tenant, user))!.Roles);
    }
}

public sealed class AcceptInvitationOnSqlite(TestDatabase<SqliteEngine> db) : AcceptInvitationSuite<SqliteEngine>(db);

public sealed class AcceptInvitationOnPostgres(TestDatabase<PostgresEngine> db) : AcceptInvitationSuite<PostgresEngine>(db);
