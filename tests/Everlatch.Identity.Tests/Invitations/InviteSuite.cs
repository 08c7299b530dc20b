using Everlatch.Identity.Invitations;
using Everlatch.Identity.Mail;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Invitations.Invited;
using static Everlatch.Identity.Tests.Tenants.TenantWorld;

namespace Everlatch.Identity.Tests.Invitations;

/// <summary>Who invites whom, and how often.</summary>
public abstract class InviteSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task Nobody_invites_into_a_role_that_allows_more_than_they_may()
    {
        await using var world = await NewAsync(db);
        var (tenant, role) = (await world.AddTenantAsync(), await world.AddRoleAsync("invoices:write"));
        var inviter = await world.AddMemberAsync(tenant);
        var invite = world.Get<Invite>();
        var above = await invite.RunAsync(Here(world), tenant.Id, Email, [role.Key], Person(inviter, "invoices:read"), Ct);
        Assert.Equal("EL1327", Refused(above).Id);
        Done(await invite.RunAsync(Here(world), tenant.Id, Email, [role.Key], Person(inviter, "invoices:write"), Ct));
    }

    [Fact]
    public async Task A_known_address_and_an_unknown_one_are_answered_alike()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        await world.AddUserAsync(Email);
        var known = Done(await InviteAsync(world, tenant, Email));
        var unknown = Done(await InviteAsync(world, tenant, "nobody@example.com"));
        Assert.Equal(Told(known), Told(unknown));
        Assert.Equal(2, (await world.Get<ReadOutbox>().RunAsync(world.Environment, Ct)).Count);

        static object Told(Invitation it) =>
            (it.Tenant, it.InvitedBy, it.AcceptedAt, it.RevokedAt, it.Version, it.Roles.Length);
    }

    [Fact]
    public async Task A_tenant_floods_neither_one_mailbox_nor_many_and_earns_more_by_acceptance()
    {
        await using var world = await NewAsync(db);
        var tenant = await world.AddTenantAsync();
        var user = await world.AddUserAsync(Email);
        for (var i = 0; i < 3; i++)
        {
            Done(await InviteAsync(world, tenant, Email));
        }

        Assert.Equal(InvitationErrors.TooMany, Refused(await InviteAsync(world, tenant, Email)));
        var token = await TokenAsync(world);
        for (var i = 3; i < 20; i++)
        {
            Done(await InviteAsync(world, tenant, $"u{i}@example.com"));
        }

        Assert.Equal(InvitationErrors.TooMany, Refused(await InviteAsync(world, tenant, "more@example.com")));
        Assert.IsType<TakeInvitation.Outcome.Joined>(await AcceptAsync(world, token, user));
        Done(await InviteAsync(world, tenant, "more@example.com"));
        world.Clock.Advance(TimeSpan.FromDays(1));
        Done(await InviteAsync(world, tenant, Email));
    }
}

public sealed class InviteOnSqlite(TestDatabase<SqliteEngine> db) : InviteSuite<SqliteEngine>(db);

public sealed class InviteOnPostgres(TestDatabase<PostgresEngine> db) : InviteSuite<PostgresEngine>(db);
