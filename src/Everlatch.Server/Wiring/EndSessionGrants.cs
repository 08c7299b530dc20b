using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Sessions;
using Everlatch.Oidc.Grants;

namespace Everlatch.Server.Wiring;

/// <summary>Ends the grants of the protocols with the sessions that they were given in.</summary>
internal sealed class EndSessionGrants(TimeProvider clock) : ISessionEnd
{
    private const string Because = "session_ended";

    public async Task EndAsync(DirectoryWrite write, EnvironmentId environment, IReadOnlyList<SessionId> sessions, CancellationToken ct)
    {
        foreach (var session in sessions)
        {
            await GrantStore.EndOfSessionAsync(write.Transaction, environment, session, Because, clock.GetUtcNow(), ct);
        }
    }

    public Task CarryOverAsync(DirectoryWrite write, EnvironmentId environment, SessionId before, SessionId after, CancellationToken ct) =>
        GrantStore.CarryOverAsync(write.Transaction, environment, before, after, ct);
}
