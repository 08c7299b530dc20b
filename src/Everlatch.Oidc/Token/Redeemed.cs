using System.Collections.Immutable;
using Everlatch.Oidc.Grants;

namespace Everlatch.Oidc.Token;

/// <summary>What a code, a refresh token or a device code was redeemed for.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Person">The user as they are now.</param>
/// <param name="Roles">Keys of the roles that the user has now in the grant's tenant.</param>
/// <param name="Next">The refresh token to give out, if the grant has any.</param>
/// <param name="Nonce">The nonce of the authorization request; null without one, and at refresh.</param>
internal sealed record Redeemed(
    Grant Grant, GrantPerson Person, ImmutableArray<string> Roles, RefreshToken Next, string? Nonce = null)
{
    /// <summary>Whether no database has it yet: then access tokens are short, since nobody can revoke them.</summary>
    public bool InOutage { get; init; }
}
