using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Users;
using Everlatch.Oidc.Grants;

namespace Everlatch.Server.Wiring;

/// <summary>Ends the grants of the protocols with the user who gave them.</summary>
internal sealed class EndUserGrants(TimeProvider clock) : IUserEnd
{
    private const string Because = "user_ended";

    public Task EndAsync(DirectoryWrite write, EnvironmentId environment, UserId user, CancellationToken ct) =>
        GrantStore.EndOfUserAsync(write.Transaction, environment, user, Because, clock.GetUtcNow(), ct);
}
