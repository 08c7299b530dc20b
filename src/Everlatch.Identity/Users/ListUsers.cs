using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Users;

/// <summary>Lists the users of one environment by id: the oldest first.</summary>
public sealed class ListUsers(IDatabase database)
{
    /// <summary>A page; with <paramref name="email" /> only the user who has that address.</summary>
    public Task<Page<User>> RunAsync(
        EnvironmentId environment, EmailAddress? email, int limit, UserId? after, CancellationToken ct) =>
        UserStore.ListAsync(database, environment, email, limit, after, ct);
}
