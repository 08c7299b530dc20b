using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.People;
using Everlatch.Storage;
using Everlatch.Storage.Journal;

namespace Everlatch.Oidc.Outages;

/// <summary>
/// Rotates a refresh token while no database takes writes, by what a standby says of its family and what happened here since.
/// </summary>
/// <remarks>
/// A token newer than the standby's row is one whose rotation did not arrive there: the family catches up with it, as with a
/// database that was restored. A standby is never ahead, so a token that is older than its row was spent. Whether that is reuse,
/// or an answer that was lost in the crash, nobody can tell now: it is refused as unavailable and ends nothing.
/// </remarks>
internal sealed class RefreshInOutage(
    IDatabase database,
    OutageMemory memory,
    OutageJournal journal,
    FindPerson people,
    OutageSeal seal,
    ISessionRows sessions)
{
    /// <summary>Whether tokens are refreshed here.</summary>
    public bool IsInForce => memory.IsInForce;

    /// <summary>What a token comes to. Nothing has happened until <see cref="KeepAsync" />.</summary>
    /// <exception cref="StoreFaultException">Nobody can tell now.</exception>
    public async Task<RefreshOutcome> FindAsync(
        EnvironmentId environment, AppId application, RefreshToken token, DateTimeOffset now, CancellationToken ct)
    {
        var row = await GrantStates.FindAsync(database, environment, token.Grant, ct);
        var carried = row is null ? seal.OpenGrant(environment, token.Carried) : null;
        if (row is null && carried?.Grant.Id != token.Grant)
        {
            // Made just before the outage: the token is ours, and nobody here knows what it stands for.
            database.EnsureMissing("grants.find_state");
            return new RefreshOutcome.Refused();
        }

        var grant = carried?.Grant ?? row!.ToGrant();
        var isOver = grant.ExpiresAt <= now || (row is not null && row.IsOver(token, now));
        if (grant.Application != application
            || isOver
            || await people.RunAsync(environment, grant.User, grant.Tenant, ct) is not { } found)
        {
            return new RefreshOutcome.Refused();
        }

        // A grant's row ends with its session; one that never became a row is judged by the session itself.
        if (carried is not null
            && !await sessions.LivesInOutageAsync(environment, grant.Session, carried.SealedSession, ct))
        {
            return new RefreshOutcome.Refused();
        }

        var (known, at) = Known(token.Grant, row);
        if (token.Generation < known && !(token.Generation == known - 1 && now - at <= SpendRefreshToken.Window))
        {
            throw new StoreFaultException(
                "grants.spend_refresh_token", new TimeoutException("The token was spent, and no primary can tell for whom."))
            {
                ChangedNothing = true,
            };
        }

        var successor = new RefreshToken(token.Grant, Math.Max(known, token.Generation + 1))
        {
            Carried = row is null ? token.Carried : null,
        };
        return new RefreshOutcome.Rotated(grant, successor, found.Person, found.Roles, now) { InOutage = true };
    }

    /// <summary>Makes a rotation durable: its tokens may be given out when this returns.</summary>
    public async Task KeepAsync(
        EnvironmentId environment, RefreshOutcome.Rotated rotated, DateTimeOffset idleUntil, CancellationToken ct)
    {
        var (grant, successor) = (rotated.Grant, rotated.Successor);
        if (memory.Find(grant.Id) is { } known && known.Generation >= successor.Generation)
        {
            return; // a second spender of the same token, inside the window
        }

        await journal.AppendAsync(
            ReplayRefresh.KindOfEntry,
            new JournalledRefresh(
                environment, grant.Id, grant.Application, successor.Generation, idleUntil, successor.Carried),
            ct);
        memory.Rotated(grant.Id, successor.Generation, rotated.At);
    }

    private (long Generation, DateTimeOffset At) Known(GrantId grant, GrantState? row)
    {
        var (generation, at) = row is null ? (0, DateTimeOffset.UnixEpoch) : (row.Generation, row.RotatedAt);
        return memory.Find(grant) is { } here && here.Generation > generation ? (here.Generation, here.At) : (generation, at);
    }
}
