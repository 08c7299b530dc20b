using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.People;

namespace Everlatch.Oidc.Outages;

/// <summary>
/// Brings a grant that was made in an outage into the database, once, whether a journal, its code or its refresh token does.
/// </summary>
/// <remarks>It counts only while the session lives that it was given in: what was ended meanwhile stays ended.</remarks>
internal sealed class BringGrant(ISessionRows sessions, IProtocolAudit audit)
{
    /// <summary>Null when its row is there, living or ended; else why it does not count.</summary>
    public async Task<string?> RunAsync(
        DirectoryWrite write, EnvironmentId environment, CarriedGrant carried, CancellationToken ct)
    {
        var (on, grant) = (write.Transaction, carried.Grant);
        if (await GrantStates.FindAsync(on, environment, grant.Id, ct) is not null)
        {
            return null;
        }

        if (await sessions.EnsureAsync(write, environment, grant.Session, carried.SealedSession, ct) is { } because)
        {
            return because;
        }

        if (await GrantStates.BringAsync(on, environment, grant, carried.MadeAt, ct))
        {
            await audit.RecordAsync(on, GrantEvents.Created(environment, grant) with { At = carried.MadeAt }, ct);
        }

        return null;
    }
}
