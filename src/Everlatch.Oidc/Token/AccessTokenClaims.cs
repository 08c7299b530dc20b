using System.Text.Json;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Oidc.Token;

/// <summary>What an access token says about a person (RFC 9068 §2.2).</summary>
internal static class AccessTokenClaims
{
    /// <summary>Writes the claims into an object that was begun.</summary>
    public static void Write(Utf8JsonWriter json, DirectoryEnvironment environment, DecidedTokens decided, TimeProvider clock)
    {
        var (grant, access) = (decided.Redeemed.Grant, decided.Access);
        GrantClaims.Write(json, decided, clock.GetUtcNow());
        if (access.Audiences is [var only])
        {
            json.WriteString("aud"u8, only);
        }
        else
        {
            json.WriteStrings("aud"u8, access.Audiences);
        }

        json.WriteString("client_id"u8, grant.Application.Value);
        json.WriteString("scope"u8, access.Scope);
        json.WriteString("jti"u8, Id.NewText("tok", clock));
        json.WriteString("gid"u8, grant.Id.Value);
        if (grant.Tenant is not null)
        {
            json.WriteStrings("roles"u8, decided.Redeemed.Roles);
            json.WriteStrings("permissions"u8, environment.PermissionsOf(decided.Redeemed.Roles));
        }
    }
}
