using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Sessions;

namespace Everlatch.Identity.Users;

/// <summary>
/// What follows when somebody may no longer sign in: sessions, grants, API tokens and open invitations end with them.
/// </summary>
public sealed class UserEnding(SessionEnding sessions, IEnumerable<IUserEnd> others)
{
    internal async Task RunAsync(DirectoryWrite write, EnvironmentId environment, UserId user, CancellationToken ct)
    {
        await sessions.EndAllAsync(write, environment, user, null, ct);
        foreach (var other in others)
        {
            await other.EndAsync(write, environment, user, ct);
        }
    }
}
