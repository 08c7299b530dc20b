using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Invitations;

/// <summary>
/// Invitations as rows. Every method takes the statements to send it over, so that a caller's transaction can include it.
/// </summary>
internal static class InvitationStore
{
    private const string Columns =
        """
        id, tenant_id as tenant, email, email_key, roles_json, invited_by, created_at, expires_at, accepted_at, revoked_at,
        version
        """;

    // A member's personal API tokens invite in their own names; they are the member all the same, dead ones too.
    private const string SentByUser =
        """
        (invited_by = @user
            or invited_by in (select id from api_tokens where environment_id = @environment and user_id = @user))
        """;

    private static readonly Statement Insert = Statement.Write(
        "invitations.insert",
        """
        insert into invitations
            (environment_id, id, tenant_id, email, email_key, roles_json, token_sha256, invited_by, created_at, expires_at,
             version)
        values
            (@environment, @invitation, @tenant, @email, @email_key, @roles, @token, @invited_by, @now, @expires_at, 1)
        """);

    private static readonly Statement Find = Statement.Read(
        "invitations.find",
        $"select {Columns} from invitations where environment_id = @environment and tenant_id = @tenant and id = @invitation");

    private static readonly Statement FindByToken = Statement.Read(
        "invitations.find_by_token",
        $"select {Columns} from invitations where environment_id = @environment and token_sha256 = @token");

    private static readonly Statement Page = Statement.Read(
        "invitations.page",
        $"""
        select {Columns} from invitations
        where environment_id = @environment and tenant_id = @tenant and id > @after
        order by id limit @limit
        """);

    // One statement takes it: of two who follow one link at once, one finds it open. Only the invited mailbox counts, and only
    // when it is proven: without that condition somebody could sign up with a foreign address and wait for its invitations.
    private static readonly Statement Accept = Statement.Write(
        "invitations.accept",
        $"""
        update invitations set accepted_at = @now, version = version + 1
        where environment_id = @environment and token_sha256 = @token
            and accepted_at is null and revoked_at is null and expires_at > @now
            and exists (select 1 from users u
                where u.environment_id = @environment and u.id = @user and u.email_key = invitations.email_key
                    and u.email_verified_at is not null and u.disabled_at is null)
        returning {Columns}
        """);

    private static readonly Statement Revoke = Statement.Write(
        "invitations.revoke",
        """
        update invitations set revoked_at = @now, version = version + 1
        where environment_id = @environment and tenant_id = @tenant and id = @invitation
            and accepted_at is null and revoked_at is null
        """);

    private static readonly Statement RevokeOfAddress = Statement.Write(
        "invitations.revoke_of_address",
        """
        update invitations set revoked_at = @now, version = version + 1
        where environment_id = @environment and tenant_id = @tenant and email_key = @email_key
            and accepted_at is null and revoked_at is null
        """);

    private static readonly Statement RevokeOfInviter = Statement.Write(
        "invitations.revoke_of_inviter",
        $"""
        update invitations set revoked_at = @now, version = version + 1
        where environment_id = @environment and tenant_id = @tenant and {SentByUser}
            and accepted_at is null and revoked_at is null
        """);

    private static readonly Statement RevokeOfUser = Statement.Write(
        "invitations.revoke_of_user",
        $"""
        update invitations set revoked_at = @now, version = version + 1
        where environment_id = @environment and {SentByUser} and accepted_at is null and revoked_at is null
        """);

    private static readonly Statement Count = Statement.Read(
        "invitations.count_recent",
        """
        select
            coalesce(sum(case when created_at > @since then 1 else 0 end), 0) as of_tenant,
            coalesce(sum(case when created_at > @since and email_key = @email_key then 1 else 0 end), 0) as of_address,
            coalesce(sum(case when accepted_at is not null then 1 else 0 end), 0) as accepted
        from invitations where environment_id = @environment and tenant_id = @tenant
        """);

    /// <summary>Adds an invitation under the hash of its link's token.</summary>
    public static Task AddAsync(
        IStatements statements,
        EnvironmentId environment,
        Invitation invitation,
        EmailAddress email,
        byte[] token,
        CancellationToken ct) =>
        statements.ExecuteAsync(
            Insert,
            new
            {
                environment,
                invitation = invitation.Id,
                tenant = invitation.Tenant,
                email = email.Text,
                email_key = email.Key,
                roles = Json.Write(invitation.Roles),
                token,
                invited_by = invitation.InvitedBy,
                now = invitation.CreatedAt,
                expires_at = invitation.ExpiresAt,
            },
            ct);

    public static async Task<Invitation?> FindAsync(
        IStatements statements, EnvironmentId environment, TenantId tenant, InvitationId invitation, CancellationToken ct) =>
        (await statements.FindAsync<InvitationRow>(Find, new { environment, tenant, invitation }, ct))?.ToInvitation();

    /// <summary>The invitation whose link carries a token with this hash.</summary>
    public static Task<InvitationRow?> FindByTokenAsync(
        IStatements statements, EnvironmentId environment, byte[] token, CancellationToken ct) =>
        statements.FindAsync<InvitationRow>(FindByToken, new { environment, token }, ct);

    /// <summary>Up to <paramref name="limit" /> invitations of a tenant after an id.</summary>
    public static async Task<Page<Invitation>> PageAsync(
        IStatements statements, EnvironmentId environment, TenantId tenant, string? after, int limit, CancellationToken ct)
    {
        var rows = await statements.ListAsync<InvitationRow>(
            Page, new { environment, tenant, after = after ?? "", limit = limit + 1L }, ct);
        return Core.Page.Cut([.. rows.Select(row => row.ToInvitation())], limit, invitation => invitation.Id.Value);
    }

    /// <summary>
    /// Takes an open invitation for the enabled user whose proven address it names; null when any of that is not so.
    /// </summary>
    public static async Task<Invitation?> AcceptAsync(
        IStatements statements, EnvironmentId environment, byte[] token, UserId user, DateTimeOffset now, CancellationToken ct) =>
        (await statements.FindAsync<InvitationRow>(Accept, new { environment, token, user, now }, ct))?.ToInvitation();

    /// <summary>Takes an open invitation back; false when it is not open.</summary>
    public static async Task<bool> RevokeAsync(
        IStatements statements,
        EnvironmentId environment,
        TenantId tenant,
        InvitationId invitation,
        DateTimeOffset now,
        CancellationToken ct) =>
        await statements.ExecuteAsync(Revoke, new { environment, tenant, invitation, now }, ct) == 1;

    /// <summary>Takes back the open invitations of a tenant to an address: a new one replaces them.</summary>
    public static Task RevokeOfAddressAsync(
        IStatements statements,
        EnvironmentId environment,
        TenantId tenant,
        EmailAddress email,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.ExecuteAsync(RevokeOfAddress, new { environment, tenant, email_key = email.Key, now }, ct);

    /// <summary>
    /// Takes back the open invitations of a tenant that a member sent, in person or through an API token of theirs.
    /// </summary>
    public static Task RevokeOfInviterAsync(
        IStatements statements,
        EnvironmentId environment,
        TenantId tenant,
        UserId user,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.ExecuteAsync(RevokeOfInviter, new { environment, tenant, user, now }, ct);

    /// <summary>
    /// Takes back the open invitations that a user sent in any tenant, in person or through an API token of theirs.
    /// </summary>
    public static Task RevokeOfUserAsync(
        IStatements statements, EnvironmentId environment, UserId user, DateTimeOffset now, CancellationToken ct) =>
        statements.ExecuteAsync(RevokeOfUser, new { environment, user, now }, ct);

    /// <summary>What a tenant has sent since a moment, in all and to an address, and how many were ever accepted.</summary>
    public static async Task<InvitationCount> CountAsync(
        IStatements statements,
        EnvironmentId environment,
        TenantId tenant,
        EmailAddress email,
        DateTimeOffset since,
        CancellationToken ct) =>
        (await statements.FindAsync<InvitationCount>(Count, new { environment, tenant, email_key = email.Key, since }, ct))!;
}
