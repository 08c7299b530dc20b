using Everlatch.Core.Ids;
using Everlatch.Oidc.Codes;
using Everlatch.Oidc.People;
using Everlatch.Storage.Journal;

namespace Everlatch.Oidc.Outages;

/// <summary>
/// Redeems a sealed code while no database takes writes: once on each server, and the journal has the grant before anybody gets
/// it.
/// </summary>
/// <remarks>A code that two servers redeemed is found out when the second journal is replayed: what it gave ends then.</remarks>
internal sealed class RedeemInOutage(OutageMemory memory, OutageJournal journal, FindPerson people, ISessionRows sessions)
{
    /// <summary>Whether codes are redeemed here.</summary>
    public bool IsInForce => memory.IsInForce;

    /// <summary>What it gives; null when it was redeemed here before, or its person may not sign in any more.</summary>
    public async Task<RedeemedCode?> RunAsync(EnvironmentId environment, string id, SealedCode code, CancellationToken ct)
    {
        var grant = code.Code.Grant;
        if (await people.RunAsync(environment, grant.User, grant.Tenant, ct) is not { } found
            || !await sessions.LivesInOutageAsync(environment, grant.Session, code.SealedSession, ct))
        {
            return null;
        }

        if (!memory.Use(id))
        {
            await journal.AppendAsync(ReplayCodeReuse.KindOfEntry, new JournalledGrant(environment, id, code), ct);
            return null;
        }

        var kept = false;
        try
        {
            await journal.AppendAsync(ReplayGrant.KindOfEntry, new JournalledGrant(environment, id, code), ct);
            kept = true;
        }
        finally
        {
            if (!kept)
            {
                memory.GiveBack(id);
            }
        }

        return new RedeemedCode(grant, code.Code.Nonce, found.Person, found.Roles) { Carried = code.Grant };
    }
}
