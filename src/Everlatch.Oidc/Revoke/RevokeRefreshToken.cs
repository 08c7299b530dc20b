using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Outages;

namespace Everlatch.Oidc.Revoke;

/// <summary>Ends the grant of a refresh token, whether a database knows it yet or not.</summary>
internal sealed class RevokeRefreshToken(EndGrant end, BringCarried bring)
{
    /// <summary>Ends it, unless it is another application's.</summary>
    public async Task RunAsync(EnvironmentId environment, AppId application, RefreshToken token, CancellationToken ct)
    {
        // One that no database knew would else come back with the next refresh.
        await bring.GrantOfAsync(environment, application, token, ct);
        await end.OfApplicationAsync(environment, application, token.Grant, ct);
    }
}
