using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;

namespace Everlatch.Oidc.Grants;

/// <summary>Ends a grant with everything it gave: its refresh tokens by its row, its access tokens by a revocation.</summary>
internal sealed class EndGrant(DirectoryWriter writer, IProtocolAudit audit, TimeProvider clock)
{
    /// <summary>Ends a grant that an application gives back. Another application's is left alone.</summary>
    public Task OfApplicationAsync(EnvironmentId environment, AppId application, GrantId grant, CancellationToken ct) =>
        EndAsync(environment, application, grant, "revoked", GrantEvents.Revoked(environment, grant, application), ct);

    /// <summary>Ends a grant whose code was used twice.</summary>
    public Task AfterCodeReuseAsync(EnvironmentId environment, AppId application, GrantId grant, CancellationToken ct) =>
        EndAsync(environment, application, grant, "code_reused", GrantEvents.CodeReused(environment, grant, application), ct);

    /// <summary>The same in a write that finds out later.</summary>
    public Task AfterCodeReuseAsync(
        DirectoryWrite write, EnvironmentId environment, AppId application, GrantId grant, CancellationToken ct) =>
        EndAsync(
            write, environment, application, grant, "code_reused", GrantEvents.CodeReused(environment, grant, application), ct);

    /// <summary>Ends a grant whose refresh token was reused.</summary>
    /// <remarks>Nobody can cancel this: a thief who hangs up in time would keep what the grant gave.</remarks>
    public Task AfterRefreshReuseAsync(EnvironmentId environment, Grant grant) =>
        EndAsync(
            environment, grant.Application, grant.Id, "reused", GrantEvents.Reused(environment, grant), CancellationToken.None);

    private Task<bool> EndAsync(
        EnvironmentId environment, AppId application, GrantId grant, string because, ProtocolEvent act, CancellationToken ct) =>
        writer.WriteAsync(write => EndAsync(write, environment, application, grant, because, act, ct), ct);

    private async Task<bool> EndAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        AppId application,
        GrantId grant,
        string because,
        ProtocolEvent act,
        CancellationToken ct) =>
        await GrantStore.EndAsync(write.Transaction, environment, application, grant, because, clock.GetUtcNow(), ct)
        && await RevokeAsync(write, environment, grant, act, ct);

    private async Task<bool> RevokeAsync(
        DirectoryWrite write, EnvironmentId environment, GrantId grant, ProtocolEvent act, CancellationToken ct)
    {
        await Revocations.RecordAsync(write, environment, grant.Value, clock.GetUtcNow(), ct);
        await audit.RecordAsync(write.Transaction, act, ct);
        return true;
    }
}
