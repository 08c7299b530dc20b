using Everlatch.Core.Ids;
using Everlatch.Oidc.Codes;

namespace Everlatch.Oidc.Outages;

/// <summary>Redeems a code that comes from an outage, wherever that can be done at this moment.</summary>
internal sealed class RedeemSealedCode(
    OutageSeal seal, RedeemInOutage inOutage, BringCarried bring, SpendCode spend, TimeProvider clock)
{
    /// <summary>What it gives; null when it cannot be redeemed so.</summary>
    public async Task<RedeemedCode?> RunAsync(
        EnvironmentId environment,
        string text,
        AppId application,
        (string RedirectUri, string Challenge) matching,
        CancellationToken ct)
    {
        if (seal.OpenCode(environment, text) is not { } code
            || !code.Matches(application, matching.RedirectUri, matching.Challenge, clock.GetUtcNow()))
        {
            return null;
        }

        var id = Protocol.Handle.IdOf(text);
        if (inOutage.IsInForce)
        {
            return await inOutage.RunAsync(environment, id, code, ct);
        }

        return await bring.CodeAsync(environment, id, code, ct)
            ? await spend.RunAsync(environment, id, application, matching, ct)
            : null;
    }
}
