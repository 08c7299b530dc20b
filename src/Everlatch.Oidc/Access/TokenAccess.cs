using System.Collections.Immutable;
using static OpenIddict.Abstractions.OpenIddictConstants.Scopes;

namespace Everlatch.Oidc.Access;

/// <summary>What one access token is for.</summary>
/// <param name="Audiences">APIs it is for; the issuer when it is for userinfo alone.</param>
/// <param name="Scopes">Scopes it carries.</param>
/// <param name="IsOffline">Whether <c>offline_access</c>, which is about the
/// grant and in no token, was asked for and granted.</param>
/// <param name="Life">How long it lives.</param>
internal sealed record TokenAccess(
    ImmutableArray<string> Audiences, ImmutableArray<string> Scopes, bool IsOffline, TimeSpan Life)
{
    /// <summary>How long it lives, in seconds.</summary>
    public long Seconds => (long)Life.TotalSeconds;

    /// <summary>The scopes that it carries.</summary>
    public string Scope => string.Join(' ', Scopes);

    /// <summary>The scopes that were granted, as the response says it.</summary>
    public string GrantedScope => IsOffline ? string.Join(' ', [.. Scopes, OfflineAccess]) : Scope;
}
