using System.Collections.Immutable;
using Everlatch.Directory.Entries;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Clients;

/// <summary>A client assertion that was parsed but not verified (RFC 7523 §3).</summary>
/// <remarks>
/// The audience is this host's issuer and nothing else, as draft-ietf-oauth-rfc7523bis demands: an assertion for an endpoint's
/// address could be carried to us by another authorization server that names our endpoint as its own.
/// </remarks>
internal sealed class ClientAssertion
{
    private const int MaxLength = 16 * 1024;
    private const int MaxJtiLength = 256;

    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = MaxLength };

    private readonly JsonWebToken jwt;

    private ClientAssertion(JsonWebToken jwt) => this.jwt = jwt;

    /// <summary>Longest life of an assertion that is accepted.</summary>
    public static TimeSpan MaxLife { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How far the clocks of client and server may be apart.</summary>
    public static TimeSpan Skew { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The client that it says it is from.</summary>
    public string ClientId => jwt.Subject;

    /// <summary>Its unique id.</summary>
    public string Jti => jwt.Id;

    /// <summary>When one in which <see cref="ProblemFor" /> found nothing can no longer be accepted.</summary>
    public DateTimeOffset AcceptedUntil => new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero) + Skew;

    /// <summary>Parses a compact JWS; null for anything else.</summary>
    public static ClientAssertion? Parse(string text)
    {
        if (text.Length > MaxLength || text.Count(c => c == '.') != 2)
        {
            return null;
        }

        try
        {
            return Handler.ReadToken(text) is JsonWebToken jwt ? new ClientAssertion(jwt) : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Verifies the signature with the client's keys; with keys that nobody has when none of them fits.</summary>
    public async ValueTask<bool> IsSignedByAsync(ClientKeySet? keys, IProofSteps steps)
    {
        var fitting = Fitting(keys);
        var candidates = fitting.IsEmpty ? DecoyKeys.For(jwt.Alg) : fitting;
        if (candidates.IsEmpty)
        {
            return false;
        }

        // Claims are judged by Says, with our clock; here the library looks at the signature alone.
        var result = await Handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            ValidAlgorithms = [jwt.Alg],
            CryptoProviderFactory = steps.Verifiers,
            IssuerSigningKeyResolver = (_, _, _, _) => candidates,
            TryAllIssuerSigningKeys = true,
            IssuerValidator = (issuer, _, _) => issuer,
            AudienceValidator = (_, _, _) => true,
            LifetimeValidator = (_, _, _, _) => true,
        });
        return result.IsValid && !fitting.IsEmpty;
    }

    /// <summary>What its header and claims have that they must not have; null when all is as expected.</summary>
    public string? ProblemFor(string issuer, string? clientId, DateTimeOffset now)
    {
        var audiences = jwt.Audiences as IReadOnlyList<string> ?? [.. jwt.Audiences];
        return true switch
        {
            _ when jwt.TryGetHeaderValue<object>("crit", out _) => "critical header",
            _ when !IsTypeOfAssertion(jwt.Typ) => "type",
            _ when jwt.Issuer != jwt.Subject || (clientId is not null && clientId != jwt.Subject) => "issuer or subject",
            _ when audiences.Count != 1 || audiences[0] != issuer => "audience",
            _ when jwt.ValidTo <= (now - Skew).UtcDateTime || jwt.ValidTo > (now + MaxLife + Skew).UtcDateTime => "expiry",
            _ when jwt.ValidFrom > (now + Skew).UtcDateTime || jwt.IssuedAt > (now + Skew).UtcDateTime => "not yet valid",
            _ when jwt.Id is not { Length: > 0 and <= MaxJtiLength } => "jti",
            _ => null,
        };
    }

    private static bool IsTypeOfAssertion(string? typ) =>
        string.IsNullOrEmpty(typ)
        || typ.Equals("JWT", StringComparison.OrdinalIgnoreCase)
        || typ.Equals("client-authentication+jwt", StringComparison.OrdinalIgnoreCase);

    private ImmutableArray<SecurityKey> Fitting(ClientKeySet? keys)
    {
        if (keys is null)
        {
            return [];
        }

        var kid = string.IsNullOrEmpty(jwt.Kid) ? null : jwt.Kid;
        return
        [
            .. keys.Keys
                .Where(key => key.Algorithms.Contains(jwt.Alg) && (kid is null || key.KeyId == kid))
                .Select(key => key.Key),
        ];
    }
}
