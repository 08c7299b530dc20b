using Everlatch.Directory.Feed;
using Everlatch.Identity.Invitations;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Tenants;
using Everlatch.Identity.Users;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Invitations.Invited;
using static Everlatch.Identity.Tests.Tenants.TenantWorld;

namespace Everlatch.Identity.Tests.Invitations;

/// <summary>When an invitation is worth nothing any more.</summary>
public abstract class EndedInvitationSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task An_expired_revoked_or_replaced_invitation_is_closed()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var user = await world.AddUserAsync(Email);
        Done(await InviteAsync(world, tenant, Email));
        var replaced = await TokenAsync(world);
        var second = Done(await InviteAsync(world, tenant, Email));
        var revoked = await TokenAsync(world);
        Assert.Equal(InvitationErrors.Closed, RefusedOf(await AcceptAsync(world, replaced, user)));

        var revoke = world.Get<RevokeInvitation>();
        Assert.True(await revoke.RunAsync(world.Environment, tenant.Id, second.Id, Owner, Ct));
        Assert.False(await revoke.RunAsync(world.Environment, tenant.Id, second.Id, Owner, Ct));
        Assert.Equal(InvitationErrors.Closed, RefusedOf(await AcceptAsync(world, revoked, user)));

        Done(await InviteAsync(world, tenant, Email));
        world.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(InvitationErrors.Closed, RefusedOf(await AcceptAsync(world, await TokenAsync(world), user)));
    }

    [Fact]
    public async Task An_invitation_dies_with_the_membership_of_who_sent_it_and_with_the_tenants_use()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var user = await world.AddUserAsync(Email);
        var inviter = await world.AddMemberAsync(tenant);
        Done(await world.Get<Invite>().RunAsync(Here(world), tenant.Id, Email, [], Person(inviter), Ct));
        var token = await TokenAsync(world);
        Done(await world.Get<RemoveMembership>().RunAsync(world.Environment, tenant.Id, inviter, Owner, Ct));
        Assert.Equal(InvitationErrors.Closed, RefusedOf(await AcceptAsync(world, token, user)));

        Done(await InviteAsync(world, tenant, Email));
        Done(await world.Get<DisableTenant>().RunAsync(world.Environment, tenant.Id, tenant.Version, Owner, Ct));
        Assert.Equal(InvitationErrors.Closed, RefusedOf(await AcceptAsync(world, await TokenAsync(world), user)));
        Assert.Equal(TenantErrors.Disabled, Refused(await InviteAsync(world, tenant, Email)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_invitation_dies_with_the_membership_of_whose_token_sent_it_and_no_others(bool leaves)
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var user = await world.AddUserAsync(Email);
        var (inviter, other) = (await world.AddMemberAsync(tenant), await world.AddMemberAsync(tenant));
        var sender = await world.AddTokenAsync(tenant, inviter);
        Done(await world.Get<Invite>().RunAsync(Here(world), tenant.Id, Email, [], Program(sender.Token.Id), Ct));
        var token = await TokenAsync(world);
        Done(await world.Get<RemoveMembership>().RunAsync(world.Environment, tenant.Id, leaves ? inviter : other, Owner, Ct));
        var outcome = await AcceptAsync(world, token, user);
        Assert.Equal(leaves, IsClosed(outcome));
        Assert.Equal(!leaves, outcome is TakeInvitation.Outcome.Joined);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_invitation_dies_with_a_role_of_who_sent_it_and_not_with_one_they_gain(bool loses)
    {
        await using var world = await NewAsync(db);
        var (tenant, role) = (await world.AddTenantAsync(), await world.AddRoleAsync("invoices:read"));
        var user = await world.AddUserAsync(Email);
        var inviter = loses ? await world.AddMemberAsync(tenant, role) : await world.AddMemberAsync(tenant);
        Done(await world.Get<Invite>().RunAsync(Here(world), tenant.Id, Email, [], Person(inviter), Ct));
        var token = await TokenAsync(world);
        IReadOnlyCollection<string> roles = loses ? [] : [role.Key];
        Done(await world.Get<ChangeRoles>().RunAsync(world.Environment, tenant.Id, inviter, roles, null, Owner, Ct));
        var outcome = await AcceptAsync(world, token, user);
        Assert.Equal(loses, IsClosed(outcome));
        Assert.Equal(!loses, outcome is TakeInvitation.Outcome.Joined);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Invitations_of_a_user_who_is_disabled_die_in_every_tenant_and_only_theirs(bool theirs)
    {
        await using var world = await NewAsync(db);
        var (first, second) = (await world.AddTenantAsync(), await world.AddTenantAsync());
        var user = await world.AddUserAsync(Email);
        var (inviter, other) = (await world.AddMemberAsync(first), await world.AddMemberAsync(first));
        await world.JoinAsync(second, inviter);
        var sender = await world.AddTokenAsync(second, inviter);
        Done(await world.Get<Invite>().RunAsync(Here(world), first.Id, Email, [], Person(inviter), Ct));
        var inFirst = await TokenAsync(world);
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Done(await world.Get<Invite>().RunAsync(Here(world), second.Id, Email, [], Program(sender.Token.Id), Ct));
        var inSecond = await TokenAsync(world);
        await world.Get<DirectoryWriter>().WriteAsync(
            async write =>
            {
                foreach (var end in world.Get<IEnumerable<IUserEnd>>())
                {
                    await end.EndAsync(write, world.Environment, theirs ? inviter : other, Ct);
                }

                return true;
            },
            Ct);
        foreach (var token in new[] { inFirst, inSecond })
        {
            var outcome = await AcceptAsync(world, token, user);
            Assert.Equal(theirs, IsClosed(outcome));
            Assert.Equal(!theirs, outcome is TakeInvitation.Outcome.Joined);
        }
    }
}

public sealed class EndedInvitationOnSqlite(TestDatabase<SqliteEngine> db) : EndedInvitationSuite<SqliteEngine>(db);

public sealed class EndedInvitationOnPostgres(TestDatabase<PostgresEngine> db) : EndedInvitationSuite<PostgresEngine>(db);
