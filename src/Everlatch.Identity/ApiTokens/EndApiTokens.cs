using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.ApiTokens;

/// <summary>Lets API tokens die or shrink with their owner, in the transaction in which that happens to the owner.</summary>
/// <remarks>Access tokens that they already hold are dead as well once it commits.</remarks>
public sealed class EndApiTokens(TimeProvider clock) : IUserEnd
{
    private static readonly Statement One = Statement.Write(
        "api_tokens.revoke",
        """
        update api_tokens set revoked_at = @now, version = version + 1
        where environment_id = @environment and id = @token and revoked_at is null
        returning id
        """);

    private static readonly Statement OfUser = Statement.Write(
        "api_tokens.revoke_of_user",
        """
        update api_tokens set revoked_at = @now, version = version + 1
        where environment_id = @environment and user_id = @user and revoked_at is null
        returning id
        """);

    private static readonly Statement OfMember = Statement.Write(
        "api_tokens.revoke_of_member",
        """
        update api_tokens set revoked_at = @now, version = version + 1
        where environment_id = @environment and tenant_id = @tenant and user_id = @user and revoked_at is null
        returning id
        """);

    private static readonly Statement OfTenant = Statement.Write(
        "api_tokens.revoke_of_tenant",
        """
        update api_tokens set revoked_at = @now, version = version + 1
        where environment_id = @environment and tenant_id = @tenant and revoked_at is null
        returning id
        """);

    private static readonly Statement Follow = Statement.Write(
        "api_tokens.follow_roles",
        """
        update api_tokens set roles_json = @roles, version = version + 1
        where environment_id = @environment and tenant_id = @tenant and user_id = @user and revoked_at is null
        returning id
        """);

    /// <summary>Revokes one token; false when it is not alive.</summary>
    public Task<bool> OneAsync(DirectoryWrite write, EnvironmentId environment, ApiTokenId token, CancellationToken ct) =>
        EndAsync(write, environment, One, new { environment, token, now = clock.GetUtcNow() }, ct);

    /// <summary>Revokes what a user who is disabled or deleted owns, in every tenant.</summary>
    public Task EndAsync(DirectoryWrite write, EnvironmentId environment, UserId user, CancellationToken ct) =>
        EndAsync(write, environment, OfUser, new { environment, user, now = clock.GetUtcNow() }, ct);

    /// <summary>Revokes what a user who leaves a tenant owns there.</summary>
    public Task OfMemberAsync(
        DirectoryWrite write, EnvironmentId environment, TenantId tenant, UserId user, CancellationToken ct) =>
        EndAsync(write, environment, OfMember, new { environment, tenant, user, now = clock.GetUtcNow() }, ct);

    /// <summary>Revokes everything in a tenant, its own tokens and those of its members.</summary>
    public Task OfTenantAsync(DirectoryWrite write, EnvironmentId environment, TenantId tenant, CancellationToken ct) =>
        EndAsync(write, environment, OfTenant, new { environment, tenant, now = clock.GetUtcNow() }, ct);

    /// <summary>Binds a member's tokens to the roles the member has from now on.</summary>
    public static async Task FollowRolesAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        TenantId tenant,
        UserId user,
        ImmutableArray<string> roles,
        CancellationToken ct)
    {
        var arguments = new { environment, tenant, user, roles = Json.Write(roles) };
        foreach (var token in await write.Transaction.ListAsync<ApiTokenId>(Follow, arguments, ct))
        {
            write.Changed(environment, DirectoryKind.ApiToken, token.Value);
        }
    }

    private async Task<bool> EndAsync(
        DirectoryWrite write, EnvironmentId environment, Statement statement, object arguments, CancellationToken ct)
    {
        var tokens = await write.Transaction.ListAsync<ApiTokenId>(statement, arguments, ct);
        foreach (var token in tokens)
        {
            write.Changed(environment, DirectoryKind.ApiToken, token.Value);
            await Revocations.RecordAsync(write, environment, token.Value, clock.GetUtcNow(), ct);
        }

        return tokens.Count > 0;
    }
}
