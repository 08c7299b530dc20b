using System.Collections.Immutable;
using Everlatch.Oidc.Grants;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Token;

/// <summary>
/// The standard claims of a person that a scope gives away (OpenID Connect Core §5.4), in ID tokens and at userinfo alike.
/// </summary>
internal static class PersonClaims
{
    public static void AddTo(Dictionary<string, object> claims, GrantPerson person, ImmutableArray<string> scopes)
    {
        if (scopes.Contains(Scopes.Profile) && person.Name.Length > 0)
        {
            claims[Claims.Name] = person.Name;
        }

        if (scopes.Contains(Scopes.Profile) && person.Locale is { } locale)
        {
            claims[Claims.Locale] = locale;
        }

        if (scopes.Contains(Scopes.Email))
        {
            claims[Claims.Email] = person.Email;
            claims[Claims.EmailVerified] = person.EmailVerified;
        }
    }
}
