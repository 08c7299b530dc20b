using System.Text.RegularExpressions;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Invitations;
using Everlatch.Identity.Mail;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;
using Everlatch.Identity.Tests.Tenants;
using static Everlatch.Identity.Tests.Tenants.TenantWorld;

namespace Everlatch.Identity.Tests.Invitations;

/// <summary>Invites, reads the mail and takes the invitation.</summary>
internal static partial class Invited
{
    public const string Email = "ada@example.com";

    [GeneratedRegex(@"https://login\.example/invitations\?token=(ell_[\w-]+)")]
    private static partial Regex Link();

    public static DirectoryHost Here(TenantWorld world) =>
        new(world.Entry, new HostEntry(HostName.Trusted("login.example"), "https://login.example", true));

    public static Task<Edit<Invitation>> InviteAsync(TenantWorld world, Tenant tenant, string email, params Role[] roles)
    {
        // Ids sort by the millisecond: this mail is the newest.
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return world.Get<Invite>().RunAsync(Here(world), tenant.Id, email, [.. roles.Select(role => role.Key)], Owner, Ct);
    }

    public static async Task<TakeInvitation.Outcome> AcceptAsync(
        TenantWorld world, string token, UserId user, SessionId? session = null) =>
        await world.Get<AcceptInvitation>().RunAsync(
            world.Environment, token, user, session ?? await world.AddSessionAsync(user), new AuditActor(user.Value, ""), Ct);

    public static Actor Program(ApiTokenId token) => new(new AuditActor(token.Value, "127.0.0.1"), Authority.Of([]));

    public static bool IsClosed(TakeInvitation.Outcome outcome) =>
        outcome is TakeInvitation.Outcome.Refused { Problem: var problem } && problem == InvitationErrors.Closed;

    public static Problem RefusedOf(TakeInvitation.Outcome outcome) =>
        Assert.IsType<TakeInvitation.Outcome.Refused>(outcome).Problem;

    public static Task<Membership?> MembershipAsync(TenantWorld world, Tenant tenant, UserId user) =>
        world.Get<ListMembers>().FindAsync(world.Environment, tenant.Id, user, Ct);

    /// <summary>The token in the newest mail to the invited address.</summary>
    public static async Task<string> TokenAsync(TenantWorld world)
    {
        var mails = await world.Get<ReadOutbox>().RunAsync(world.Environment, Ct);
        var mail = mails.First(waiting => waiting.Message.To.Equals(Email, StringComparison.OrdinalIgnoreCase));
        return Link().Match(mail.Message.Text).Groups[1].Value;
    }
}
