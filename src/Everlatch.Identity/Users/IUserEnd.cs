using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;

namespace Everlatch.Identity.Users;

/// <summary>
/// Takes away what somebody owns when they are disabled or deleted: API tokens,
/// grants, open invitations. Every registered one is called.
/// </summary>
public interface IUserEnd
{
    /// <summary>Ends it in the caller's transaction. Their sessions are ended by the caller.</summary>
    Task EndAsync(DirectoryWrite write, EnvironmentId environment, UserId user, CancellationToken ct);
}
