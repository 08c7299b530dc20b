using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;
using Everlatch.Identity.Roles;

namespace Everlatch.Identity.ApiTokens;

/// <summary>
/// Gives an API token another secret; two may be alive at once, so that scripts can move from one to the other.
/// </summary>
public sealed class AddApiTokenSecret(DirectoryWriter writer, ClientSecrets secrets, AuditTrail audit)
{
    /// <summary>
    /// Adds it. Whoever gets the secret gets what the token may do, so that must not be more than the actor may.
    /// </summary>
    public Task<Edit<NewSecret>> RunAsync(
        EnvironmentId environment, ApiTokenId token, DateTimeOffset? expiresAt, Actor actor, CancellationToken ct) =>
        writer.WriteAsync(write => AddAsync(write, environment, token, expiresAt, actor, ct), ct);

    private async Task<Edit<NewSecret>> AddAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        ApiTokenId id,
        DateTimeOffset? expiresAt,
        Actor actor,
        CancellationToken ct)
    {
        if (await ApiTokenStore.HoldAsync(write.Transaction, environment, id, ct) is not { RevokedAt: null } token)
        {
            return new Edit<NewSecret>.Unknown();
        }

        if (!CreateApiToken.MayActFor(actor, token.User))
        {
            return new Edit<NewSecret>.Refused(ApiTokenErrors.OtherUser);
        }

        // A user's own token is bounded by the user's roles at every use; a tenant's by roles that the actor may not have.
        if (token.User is null
            && token.Permissions.FirstOrDefault(permission => !actor.Authority.Covers([permission])) is { } above)
        {
            return new Edit<NewSecret>.Refused(ApiTokenErrors.AboveOwn(above));
        }

        var added = await secrets.AddAsync(write.Transaction, environment, id.Value, expiresAt, ct);
        if (added is Edit<NewSecret>.Done)
        {
            write.Changed(environment, DirectoryKind.ApiToken, id.Value);
            var did = actor.Did(environment, "api_token.secret_added", id.Value, token.Tenant, token.User);
            await audit.RecordAsync(write.Transaction, did, ct);
        }

        return added;
    }
}
