using System.Collections.Frozen;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Identity.Audit;

namespace Everlatch.Server.Api.Access;

/// <summary>Tells a caller by an access token for the management API.</summary>
internal sealed class CallerTokens(AccessTokenVerifier verifier)
{
    /// <summary>The caller; null when the token does not count here.</summary>
    public async ValueTask<Caller?> FindCallerAsync(string token, HttpContext context) =>
        await verifier.VerifyAsync(context.Here().Environment, token, ManagementScopes.Audience) is AccessTokenOutcome.Valid valid
            ? CallerOf(valid.Token, context.Here().Environment, context.Connection.RemoteIpAddress?.ToString() ?? "")
            : null;

    private static Caller CallerOf(AccessToken token, DirectoryEnvironment environment, string address)
    {
        if (MachineClientId.TryParse(token.ClientId, out _) && token.GrantId is null)
        {
            return new Caller
            {
                Environment = environment.Id,
                ClientId = token.ClientId,
                Actor = new AuditActor(token.ClientId, address),
                Scopes = token.Scopes.ToFrozenSet(),
                IsOperator = environment.Settings.IsOperator && token.Scopes.Contains(ManagementScopes.Operator),
            };
        }

        // Without a tenant there is nothing that a person or an API token may do: it must never count as the whole environment.
        var inTenant = TenantId.TryParse(token.TenantId, out var tenant);

        // A person's application may do what both the person may and the grant says; an API token was narrowed when it was made.
        var held = token.GrantId is null ? token.Permissions : token.Permissions.Where(token.Scopes.Contains);
        return new Caller
        {
            Environment = environment.Id,
            ClientId = token.ClientId,
            Actor = new AuditActor(token.Subject, address),
            Scopes = inTenant ? held.ToFrozenSet() : [],
            Tenant = tenant,
            User = UserId.TryParse(token.UserId, out var user) ? user : null,
        };
    }
}
