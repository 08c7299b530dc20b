using Everlatch.Directory.Entries;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Tokens;

/// <summary>
/// Verifies access tokens that this environment issued (RFC 9068 §4, RFC 8725): only its own published keys count, each with its
/// own algorithm, and what was revoked is dead.
/// </summary>
public sealed class AccessTokenVerifier(TimeProvider clock)
{
    /// <summary>The <c>typ</c> of an access token (RFC 9068 §2.1).</summary>
    public const string Type = "at+jwt";

    private const int MaxLength = 16 * 1024;
    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = MaxLength };

    // Issuer and verifier are servers of one kind; their clocks are kept together.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    /// <summary>Verifies a token; with an audience, it must be for it.</summary>
    public async ValueTask<AccessTokenOutcome> VerifyAsync(
        DirectoryEnvironment environment, string token, string? audience = null)
    {
        if (Parse(token) is not { } jwt)
        {
            return Refuse("The token is no signed JWT.");
        }

        if (ProblemWithHeader(jwt) is { } problem)
        {
            return Refuse(problem);
        }

        var key = environment.Keys.FirstOrDefault(key => key.Id.Value == jwt.Kid);
        if (key is null || key.Algorithm != jwt.Alg || !await IsSignedByAsync(jwt, key))
        {
            return Refuse("The token's signature is not one of this issuer.");
        }

        return ProblemWithClaims(environment, jwt, audience) is { } refusal
            ? Refuse(refusal)
            : new AccessTokenOutcome.Valid(new AccessToken(jwt));
    }

    private static AccessTokenOutcome.Refused Refuse(string reason) => new(reason);

    private static JsonWebToken? Parse(string token)
    {
        if (token.Length > MaxLength || token.Count(c => c == '.') != 2)
        {
            return null;
        }

        try
        {
            return Handler.ReadToken(token) as JsonWebToken;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or FormatException or OverflowException)
        {
            return null;
        }
    }

    // jwk, jku and x5u are not read at all: the key is the environment's, found by kid.
    private static string? ProblemWithHeader(JsonWebToken jwt) => true switch
    {
        _ when !string.Equals(jwt.Typ, Type, StringComparison.OrdinalIgnoreCase)
            && !string.Equals(jwt.Typ, "application/" + Type, StringComparison.OrdinalIgnoreCase) =>
                "The token is no access token.",
        _ when jwt.TryGetHeaderValue<object>("crit", out _) => "The token demands an extension that is not known here.",
        _ => null,
    };

    // Claims are judged below, with our clock; here the library looks at the signature alone.
    private static async Task<bool> IsSignedByAsync(JsonWebToken jwt, SigningKeyEntry key)
    {
        var result = await Handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            ValidAlgorithms = [key.Algorithm],
            IssuerSigningKeyResolver = (_, _, _, _) => [key.Key],
            IssuerValidator = (issuer, _, _) => issuer,
            AudienceValidator = (_, _, _) => true,
            LifetimeValidator = (_, _, _, _) => true,
        });
        return result.IsValid;
    }

    private string? ProblemWithClaims(DirectoryEnvironment environment, JsonWebToken jwt, string? audience)
    {
        var now = clock.GetUtcNow();
        return true switch
        {
            _ when !environment.Hosts.Values.Any(host => host.Issuer == jwt.Issuer) => "The token is of another issuer.",
            _ when now.UtcDateTime >= jwt.ValidTo + Skew => "The token has expired.",
            _ when jwt.ValidFrom > (now + Skew).UtcDateTime => "The token is not valid yet.",
            _ when audience is not null && !jwt.Audiences.Contains(audience) => "The token is for another audience.",
            _ when IsRevoked(environment, jwt) => "The token was revoked.",
            _ => null,
        };
    }

    private static bool IsRevoked(DirectoryEnvironment environment, JsonWebToken jwt) =>
        !environment.Revocations.IsEmpty
        && (IsRevoked(environment, jwt, "sid")
            || IsRevoked(environment, jwt, "gid")
            || IsRevoked(environment, jwt, "client_id")
            || IsRevoked(environment, jwt, "jti"));

    private static bool IsRevoked(DirectoryEnvironment environment, JsonWebToken jwt, string claim) =>
        jwt.TryGetPayloadValue<string>(claim, out var id)
        && environment.Revocations.TryGetValue(id, out var revokedAt)
        && revokedAt.UtcDateTime >= jwt.IssuedAt;
}
