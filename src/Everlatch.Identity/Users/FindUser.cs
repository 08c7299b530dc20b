using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Users;

/// <summary>Finds users of one environment.</summary>
public sealed class FindUser(IDatabase database)
{
    /// <summary>By id; null when there is none here.</summary>
    public Task<User?> RunAsync(EnvironmentId environment, UserId user, CancellationToken ct) =>
        UserStore.FindAsync(database, environment, user, ct);

    /// <summary>By e-mail address; null when there is none here.</summary>
    public Task<User?> RunAsync(EnvironmentId environment, EmailAddress email, CancellationToken ct) =>
        UserStore.FindAsync(database, environment, email, ct);
}
