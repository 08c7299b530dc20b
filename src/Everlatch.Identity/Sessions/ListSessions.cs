using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Sessions;

/// <summary>Lists the live sessions of a user, the one last seen first.</summary>
public sealed class ListSessions(IDatabase database, TimeProvider clock)
{
    /// <summary>All of them: a person has few.</summary>
    public Task<IReadOnlyList<ListedSession>> RunAsync(EnvironmentId environment, UserId user, CancellationToken ct) =>
        SessionStore.ListAsync(database, environment, user, clock.GetUtcNow(), ct);
}
