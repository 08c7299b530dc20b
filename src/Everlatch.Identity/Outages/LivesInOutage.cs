using Everlatch.Core.Ids;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.Outages;

/// <summary>
/// Whether a session lives while no database takes writes, as far as a standby knows. What was ended between two outages stays
/// ended in the second, whatever travels sealed from the first.
/// </summary>
public sealed class LivesInOutage(IDatabase database, SessionSeal seal)
{
    private const string Missing = "sessions.find_end";

    /// <summary>Whether one lives that something was granted in.</summary>
    /// <exception cref="StoreFaultException">The standby does not know it, and nothing brings it.</exception>
    public async Task<bool> RunAsync(
        EnvironmentId environment, SessionId session, string? sealedSession, CancellationToken ct)
    {
        if (await SessionStore.FindEndAsync(database, environment, session, ct) is { } row)
        {
            return row.EndedAt is null;
        }

        if (sealedSession is not null && seal.Open(environment, sealedSession) is { } brought && brought.Id == session)
        {
            return await FindUserAsync(environment, brought, row: null, ct) is not null;
        }

        database.EnsureMissing(Missing);
        return false;
    }

    /// <summary>Whose session a sealed one is; null when it does not count.</summary>
    internal async Task<UserRow?> FindUserAsync(EnvironmentId environment, SealedSession session, CancellationToken ct)
    {
        var row = await SessionStore.FindEndAsync(database, environment, session.Id, ct);
        return row is { EndedAt: not null } ? null : await FindUserAsync(environment, session, row, ct);
    }

    // A session that has arrived outlived what ended all others; one that has not is judged by its user, as when it arrives.
    private async Task<UserRow?> FindUserAsync(
        EnvironmentId environment, SealedSession session, SessionEndRow? row, CancellationToken ct)
    {
        var user = await UserStore.FindSignedInAsync(database, environment, session.User, ct);
        return row is null && (user?.SignedOutAt >= session.BeganAt || user?.PasswordChangedAt > session.PasswordChangedAt)
            ? null
            : user;
    }
}
