using Everlatch.Core.Ids;
using Everlatch.Identity.ApiTokens;
using Everlatch.Server.Api.Access;

namespace Everlatch.Server.Api.ApiTokens;

/// <summary>The API tokens that a caller may touch: all of the environment, or those of its own tenant.</summary>
internal sealed class ReachableToken(FindApiTokens find)
{
    /// <summary>A token; null when it is not there or not for this caller, which nobody can tell apart.</summary>
    public async Task<ApiToken?> FindAsync(EnvironmentId environment, ApiTokenId token, Caller caller, CancellationToken ct) =>
        await find.ByIdAsync(environment, token, ct) is { } found && (caller.Tenant is null || caller.Tenant == found.Tenant)
            ? found
            : null;
}
