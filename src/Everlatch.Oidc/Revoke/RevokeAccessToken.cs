using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Grants;

namespace Everlatch.Oidc.Revoke;

/// <summary>Revokes one access token by its id, at every server within a second.</summary>
internal sealed class RevokeAccessToken(DirectoryWriter writer, IProtocolAudit audit, TimeProvider clock)
{
    public Task RunAsync(EnvironmentId environment, AccessToken token, CancellationToken ct) =>
        writer.WriteAsync(
            async write =>
            {
                await Revocations.RecordAsync(write, environment, token.Jti, clock.GetUtcNow(), ct);
                var act = new ProtocolEvent(environment, "token.revoked", token.Jti)
                {
                    Client = token.ClientId,
                    User = Id.TryParse<UserId>(token.UserId, out var user) ? user : null,
                    Tenant = Id.TryParse<TenantId>(token.TenantId, out var tenant) ? tenant : null,
                };
                await audit.RecordAsync(write.Transaction, act, ct);
                return true;
            },
            ct);
}
