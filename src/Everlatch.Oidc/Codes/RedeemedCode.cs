using System.Collections.Immutable;
using Everlatch.Oidc.Grants;

namespace Everlatch.Oidc.Codes;

/// <summary>What redeeming a code gave.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Nonce">The nonce of the request.</param>
/// <param name="Person">The user as they are now.</param>
/// <param name="Roles">Keys of the user's roles in the grant's tenant.</param>
internal sealed record RedeemedCode(Grant Grant, string? Nonce, GrantPerson Person, ImmutableArray<string> Roles);
