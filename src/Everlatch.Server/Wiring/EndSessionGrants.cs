using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Sessions;
using Everlatch.Oidc.Grants;

namespace Everlatch.Server.Wiring;

/// <summary>
/// Ends the grants of the protocols with the sessions that they were given in. Access tokens are
/// revoked by <c>gid</c>: a grant that was carried over has living tokens that name an earlier session.
/// </summary>
internal sealed class EndSessionGrants(TimeProvider clock) : ISessionEnd
{
    private const string Because = "session_ended";

    public async Task EndAsync(
        DirectoryWrite write, EnvironmentId environment, IReadOnlyList<SessionId> sessions, CancellationToken ct)
    {
        foreach (var session in sessions)
        {
            var now = clock.GetUtcNow();
            var ended = await GrantStore.EndOfSessionAsync(write.Transaction, environment, session, Because, now, ct);
            await EndedGrants.RevokeAsync(write, environment, ended, now, ct);
        }
    }

    public async Task EndAllAsync(
        DirectoryWrite write, EnvironmentId environment, UserId user, SessionId? except, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var ended = await GrantStore.EndOfUserAsync(write.Transaction, environment, user, except, Because, now, ct);
        await EndedGrants.RevokeAsync(write, environment, ended, now, ct);
    }

    public Task CarryOverAsync(
        DirectoryWrite write, EnvironmentId environment, SessionId before, SessionId after, CancellationToken ct) =>
        GrantStore.CarryOverAsync(write.Transaction, environment, before, after, ct);
}
