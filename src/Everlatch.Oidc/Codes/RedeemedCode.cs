using System.Collections.Immutable;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Outages;

namespace Everlatch.Oidc.Codes;

/// <summary>What redeeming a code gave.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Nonce">The nonce of the request.</param>
/// <param name="Person">The user as they are now.</param>
/// <param name="Roles">Keys of the user's roles in the grant's tenant.</param>
internal sealed record RedeemedCode(Grant Grant, string? Nonce, GrantPerson Person, ImmutableArray<string> Roles)
{
    /// <summary>The grant as its refresh tokens carry it, because no database has it; null otherwise.</summary>
    public CarriedGrant? Carried { get; init; }
}
