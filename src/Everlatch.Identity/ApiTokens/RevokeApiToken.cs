using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Roles;

namespace Everlatch.Identity.ApiTokens;

/// <summary>Revokes an API token by hand: its secrets stop counting, and so do the access tokens it got.</summary>
public sealed class RevokeApiToken(DirectoryWriter writer, EndApiTokens end, AuditTrail audit)
{
    /// <summary>
    /// Revokes it; unknown when it is not there or was revoked before. Taking away is open to everybody who may see it.
    /// </summary>
    public Task<Edit<ApiToken>> RunAsync(EnvironmentId environment, ApiTokenId token, Actor actor, CancellationToken ct) =>
        writer.WriteAsync(write => RevokeAsync(write, environment, token, actor, ct), ct);

    private async Task<Edit<ApiToken>> RevokeAsync(
        DirectoryWrite write, EnvironmentId environment, ApiTokenId id, Actor actor, CancellationToken ct)
    {
        if (await ApiTokenStore.FindAsync(write.Transaction, environment, id, ct) is not { } token
            || !await end.OneAsync(write, environment, id, ct))
        {
            return new Edit<ApiToken>.Unknown();
        }

        var did = actor.Did(environment, "api_token.revoked", id.Value, token.Tenant, token.User);
        await audit.RecordAsync(write.Transaction, did, ct);
        return new Edit<ApiToken>.Done(token);
    }
}
