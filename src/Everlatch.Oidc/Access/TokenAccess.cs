using System.Collections.Immutable;
using Everlatch.Oidc.Token;
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
    // An outage ends before long, and what was revoked meanwhile counts from then on.
    private static readonly TimeSpan LifeInOutage = TimeSpan.FromMinutes(5);

    /// <summary>The same for what was redeemed: short while no database that takes writes has it.</summary>
    public TokenAccess For(Redeemed redeemed) =>
        redeemed.InOutage && Life > LifeInOutage ? this with { Life = LifeInOutage } : this;

    /// <summary>How long it lives, in seconds.</summary>
    public long Seconds => (long)Life.TotalSeconds;

    /// <summary>The scopes that it carries.</summary>
    public string Scope => string.Join(' ', Scopes);

    /// <summary>The scopes that were granted, as the response says it.</summary>
    public string GrantedScope => IsOffline ? string.Join(' ', [.. Scopes, OfflineAccess]) : Scope;
}
