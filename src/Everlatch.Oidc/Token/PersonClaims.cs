using System.Collections.Immutable;
using System.Text.Json;
using Everlatch.Oidc.Grants;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Token;

/// <summary>
/// The standard claims of a person that a scope gives away (OpenID Connect Core §5.4), in ID tokens and at userinfo alike.
/// </summary>
internal static class PersonClaims
{
    /// <summary>Writes the claims into an object that was begun.</summary>
    public static void Write(Utf8JsonWriter json, GrantPerson person, ImmutableArray<string> scopes)
    {
        if (scopes.Contains(Scopes.Profile) && person.Name.Length > 0)
        {
            json.WriteString("name"u8, person.Name);
        }

        if (scopes.Contains(Scopes.Profile) && person.Locale is { } locale)
        {
            json.WriteString("locale"u8, locale);
        }

        if (scopes.Contains(Scopes.Email))
        {
            json.WriteString("email"u8, person.Email);
            json.WriteBoolean("email_verified"u8, person.EmailVerified);
        }
    }
}
