using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;

namespace Everlatch.Identity.Sessions;

/// <summary>Takes away what applications were granted in the name of a session. The protocols own those grants.</summary>
public interface ISessionEnd
{
    /// <summary>
    /// Ends them in the caller's transaction, so that they are gone exactly when the sessions are, and
    /// revokes their access tokens. Those that carry the sessions' <c>sid</c> are revoked by the caller.
    /// </summary>
    Task EndAsync(DirectoryWrite write, EnvironmentId environment, IReadOnlyList<SessionId> sessions, CancellationToken ct);

    /// <summary>
    /// Ends all that was granted in a user's name outside of one session, in the caller's transaction.
    /// A grant outlives the row of its session by weeks, so the living sessions do not name them all.
    /// </summary>
    Task EndAllAsync(DirectoryWrite write, EnvironmentId environment, UserId user, SessionId? except, CancellationToken ct);

    /// <summary>
    /// Carries them over to the session by which the same person proved again who they are, so that one application's
    /// <c>prompt=login</c> does not sign the others out.
    /// </summary>
    Task CarryOverAsync(DirectoryWrite write, EnvironmentId environment, SessionId before, SessionId after, CancellationToken ct);
}
