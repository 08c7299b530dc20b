using System.Collections.Frozen;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Server.Api.Access;

/// <summary>Tells a caller by an access token for the management API.</summary>
internal sealed class CallerTokens(AccessTokenVerifier verifier)
{
    /// <summary>The caller; null when the token does not count here.</summary>
    public async ValueTask<Caller?> FindCallerAsync(string token, DirectoryHost here) =>
        await verifier.VerifyAsync(here.Environment, token, ManagementScopes.Audience) is AccessTokenOutcome.Valid { Token: var access }
            ? CallerOf(access, here.Environment)
            : null;

    private static Caller CallerOf(AccessToken token, DirectoryEnvironment environment)
    {
        if (MachineClientId.TryParse(token.ClientId, out _) && token.GrantId is null)
        {
            return new Caller
            {
                Environment = environment.Id,
                ClientId = token.ClientId,
                Scopes = token.Scopes.ToFrozenSet(),
                IsOperator = environment.Settings.IsOperator && token.Scopes.Contains(ManagementScopes.Operator),
            };
        }

        // Without a tenant there is nothing that a person or an API token may do: it must never count as the whole environment.
        var inTenant = TenantId.TryParse(token.TenantId, out var tenant);
        return new Caller
        {
            Environment = environment.Id,
            ClientId = token.ClientId,
            Scopes = inTenant ? token.Permissions.ToFrozenSet() : [],
            Tenant = tenant,
            User = UserId.TryParse(token.UserId, out var user) ? user : null,
        };
    }
}
