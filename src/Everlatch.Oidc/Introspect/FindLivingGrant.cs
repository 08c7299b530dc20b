using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Outages;
using Everlatch.Storage;

namespace Everlatch.Oidc.Introspect;

/// <summary>Finds the grant whose living refresh token this is, whether a database knows it yet or not.</summary>
internal sealed class FindLivingGrant(IDatabase database, BringCarried bring, TimeProvider clock)
{
    /// <summary>The grant; null when the token was spent, the grant has ended or is another application's.</summary>
    public async Task<Grant?> RunAsync(
        EnvironmentId environment, AppId application, RefreshToken token, CancellationToken ct)
    {
        var grant = await FindAsync(environment, token, ct);
        if (grant is null && await bring.GrantOfAsync(environment, application, token, ct))
        {
            grant = await FindAsync(environment, token, ct);
        }

        return grant?.Application == application ? grant : null;
    }

    private Task<Grant?> FindAsync(EnvironmentId environment, RefreshToken token, CancellationToken ct) =>
        GrantStore.FindLivingAsync(database, environment, token, clock.GetUtcNow(), ct);
}
