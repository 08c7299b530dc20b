using System.Text.RegularExpressions;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Invitations;
using Everlatch.Identity.Mail;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;
using Everlatch.Identity.Tests.Tenants;
using Everlatch.Identity.Users;
using Everlatch.Testing;
using static Everlatch.Identity.Tests.Tenants.TenantWorld;

namespace Everlatch.Identity.Tests.Invitations;

public abstract partial class InvitationSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private const string Email = "ada@example.com";

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

    [GeneratedRegex(@"https://login\.example/invitations\?token=(ell_[\w-]+)")]
    private static partial Regex Link();

    private static DirectoryHost Here(TenantWorld world) =>
        new(world.Entry, new HostEntry(HostName.Trusted("login.example"), "https://login.example", true));

    private static Task<Edit<Invitation>> InviteAsync(TenantWorld world, Tenant tenant, string email, params Role[] roles)
    {
        // Ids sort by the millisecond: this mail is the newest.
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return world.Get<Invite>().RunAsync(Here(world), tenant.Id, email, [.. roles.Select(role => role.Key)], Owner, Ct);
    }

    private static async Task<TakeInvitation.Outcome> AcceptAsync(
        TenantWorld world, string token, UserId user, SessionId? session = null) =>
        await world.Get<AcceptInvitation>().RunAsync(
            world.Environment, token, user, session ?? await world.AddSessionAsync(user), new AuditActor(user.Value, ""), Ct);

    private static Actor Program(ApiTokenId token) => new(new AuditActor(token.Value, "127.0.0.1"), Authority.Of([]));

    private static bool IsClosed(TakeInvitation.Outcome outcome) =>
        outcome is TakeInvitation.Outcome.Refused { Problem: var problem } && problem == InvitationErrors.Closed;

    private static Problem RefusedOf(TakeInvitation.Outcome outcome) =>
        Assert.IsType<TakeInvitation.Outcome.Refused>(outcome).Problem;

    private static Task<Membership?> MembershipAsync(TenantWorld world, Tenant tenant, UserId user) =>
        world.Get<ListMembers>().FindAsync(world.Environment, tenant.Id, user, Ct);

    /// <summary>The token in the newest mail to the invited address.</summary>
    private static async Task<string> TokenAsync(TenantWorld world)
    {
        var mails = await world.Get<ReadOutbox>().RunAsync(world.Environment, Ct);
        var mail = mails.First(waiting => waiting.Message.To.Equals(Email, StringComparison.OrdinalIgnoreCase));
        return Link().Match(mail.Message.Text).Groups[1].Value;
    }
}

public sealed class InvitationsOnSqlite(TestDatabase<SqliteEngine> db) : InvitationSuite<SqliteEngine>(db);

public sealed class InvitationsOnPostgres(TestDatabase<PostgresEngine> db) : InvitationSuite<PostgresEngine>(db);
