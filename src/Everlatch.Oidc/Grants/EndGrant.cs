using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;

namespace Everlatch.Oidc.Grants;

/// <summary>Ends a grant with everything it gave: its refresh tokens by its row, its access tokens by a revocation.</summary>
public sealed class EndGrant(DirectoryWriter writer, IProtocolAudit audit, TimeProvider clock)
{
    /// <summary>Ends a grant that may still live.</summary>
    public Task<bool> RunAsync(EnvironmentId environment, GrantId grant, string because, string auditKind, CancellationToken ct) =>
        writer.WriteAsync(
            async write =>
            {
                var now = clock.GetUtcNow();
                var ended = await GrantStore.EndAsync(write.Transaction, environment, grant, because, now, ct);
                await Revocations.RecordAsync(write, environment, grant.Value, now, ct);
                await audit.RecordAsync(write.Transaction, new ProtocolEvent(environment, auditKind, grant.Value), ct);
                return ended;
            },
            ct);

    /// <summary>Revokes the access tokens of a grant whose row says already that a refresh token was reused.</summary>
    public Task AfterReuseAsync(EnvironmentId environment, Grant grant, CancellationToken ct) =>
        writer.WriteAsync(
            async write =>
            {
                await Revocations.RecordAsync(write, environment, grant.Id.Value, clock.GetUtcNow(), ct);
                await audit.RecordAsync(write.Transaction, GrantEvents.Reused(environment, grant), ct);
                return true;
            },
            ct);
}
