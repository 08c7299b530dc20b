using System.Collections.Immutable;

namespace Everlatch.Oidc.Access;

/// <summary>What one access token is for.</summary>
/// <param name="Audiences">APIs it is for; the issuer when it is for userinfo alone.</param>
/// <param name="Scopes">Scopes it carries.</param>
/// <param name="Life">How long it lives.</param>
internal sealed record TokenAccess(ImmutableArray<string> Audiences, ImmutableArray<string> Scopes, TimeSpan Life);
