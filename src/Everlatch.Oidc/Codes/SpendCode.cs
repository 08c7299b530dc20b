using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Spending;
using Everlatch.Storage;

namespace Everlatch.Oidc.Codes;

/// <summary>Spends a code's row: client, address, verifier and life are all in one statement's condition.</summary>
/// <remarks>
/// A code that was redeemed before has been stolen by one side or the other: what it gave ends (RFC 6749 §4.1.2).
/// </remarks>
internal sealed class SpendCode(IDatabase database, UnansweredSpends unanswered, EndGrant end, TimeProvider clock)
{
    /// <summary>What it gives; null when it cannot be redeemed so.</summary>
    public async Task<RedeemedCode?> RunAsync(
        EnvironmentId environment,
        string code,
        AppId application,
        (string RedirectUri, string Challenge) matching,
        CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = await unanswered.SpendAsync(
            code,
            () => CodeStore.RedeemAsync(database, environment, code, application, matching, now, CancellationToken.None),
            again => CodeStore.GiveBackAsync(database, environment, code, now, again),
            ct);
        if (row is null && await CodeStore.FindRedeemedAsync(database, environment, code, application, ct) is { } grant)
        {
            await end.AfterCodeReuseAsync(environment, application, grant, ct);
        }

        return row?.ToRedeemed();
    }
}
