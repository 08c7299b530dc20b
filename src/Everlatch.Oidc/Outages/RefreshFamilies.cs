using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;

namespace Everlatch.Oidc.Outages;

/// <summary>Spends a refresh token where that can be done at this moment: in the database, or else in the journal.</summary>
internal sealed class RefreshFamilies(
    SpendRefreshToken spend, RefreshInOutage outage, BringCarried bring, EndGrant end, TimeProvider clock)
{
    /// <summary>Spends a token; reuse ends its family and is refused like every other that does not count.</summary>
    public async Task<RefreshOutcome> SpendAsync(
        EnvironmentId environment, AppId application, RefreshToken token, TimeSpan idle, CancellationToken ct)
    {
        if (outage.IsInForce)
        {
            return await outage.FindAsync(environment, application, token, clock.GetUtcNow(), ct);
        }

        var outcome = await spend.RunAsync(environment, application, token, idle, ct);
        if (outcome is RefreshOutcome.Refused && token.Carried is not null
            && await bring.GrantOfAsync(environment, application, token, ct))
        {
            outcome = await spend.RunAsync(environment, application, token, idle, ct);
        }

        if (outcome is RefreshOutcome.Reused reused)
        {
            await end.AfterRefreshReuseAsync(environment, reused.Grant);
            return new RefreshOutcome.Refused();
        }

        return outcome;
    }

    /// <summary>Keeps what was spent: after this its tokens may be given out.</summary>
    public Task KeepAsync(EnvironmentId environment, RefreshOutcome.Rotated rotated, TimeSpan idle, CancellationToken ct) =>
        rotated.InOutage ? outage.KeepAsync(environment, rotated, rotated.At + idle, ct) : Task.CompletedTask;

    /// <summary>Gives a token back that was spent for a request which is refused.</summary>
    public Task GiveBackAsync(EnvironmentId environment, RefreshToken token, RefreshOutcome.Rotated rotated) =>
        rotated.InOutage ? Task.CompletedTask : spend.GiveBackAsync(environment, token, rotated.At);
}
