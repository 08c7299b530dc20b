using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Memberships;
using Everlatch.Storage;

namespace Everlatch.Identity.Invitations;

/// <summary>
/// Lets a signed-in user take an invitation that was sent to their address, and puts their session into its tenant. Of any number
/// of tries at once, one succeeds.
/// </summary>
public sealed class AcceptInvitation(IDatabase database, TakeInvitation take, SwitchTenant change)
{
    /// <summary>Takes it.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="token">The token in the link.</param>
    /// <param name="user">The user who is signed in; their proven address must be the invited one.</param>
    /// <param name="session">Their session; one that is over by now goes nowhere.</param>
    /// <param name="actor">The same user, for the audit trail.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<TakeInvitation.Outcome> RunAsync(
        EnvironmentId environment, string token, UserId user, SessionId session, AuditActor actor, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var outcome = await take.RunAsync(transaction, environment, token, user, actor, ct);
        if (outcome is TakeInvitation.Outcome.Joined { Tenant.Id: var tenant })
        {
            await change.RunAsync(transaction, environment, session, user, tenant, actor, ct);
            await transaction.CommitAsync(ct);
        }

        return outcome;
    }
}
