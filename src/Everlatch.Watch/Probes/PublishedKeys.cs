using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Watch.Probes;

/// <summary>The keys that a target publishes, read anew each time: a key that only another server publishes is no key.</summary>
internal sealed class PublishedKeys
{
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };
    private readonly Uri issuer;
    private readonly IReadOnlyList<SecurityKey> keys;

    private PublishedKeys(Uri issuer, IReadOnlyList<SecurityKey> keys) => (this.issuer, this.keys) = (issuer, keys);

    /// <summary>Reads them.</summary>
    /// <exception cref="ProbeFailedException">There are none.</exception>
    public static async Task<PublishedKeys> ReadAsync(ProbeVisit visit, CancellationToken ct)
    {
        var answer = (await visit.GetAsync("keys", "/oauth2/jwks", ct)).Expect(200);
        try
        {
            return JsonWebKeySet.Create(answer.Body).GetSigningKeys() is { Count: > 0 } keys
                ? new PublishedKeys(visit.Issuer, [.. keys])
                : throw new ProbeFailedException(FailureKind.WrongAnswer, "keys: no key is published.");
        }
        catch (ArgumentException)
        {
            throw new ProbeFailedException(FailureKind.WrongAnswer, "keys: the answer is no key set.");
        }
    }

    /// <summary>
    /// The claims of a token that one of them signed, for this audience, from this issuer, and that counts now.
    /// </summary>
    /// <exception cref="ProbeFailedException">It is no such token.</exception>
    public async Task<IDictionary<string, object>> VerifyAsync(string step, string token, string audience)
    {
        var found = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuers = [issuer.AbsoluteUri, issuer.AbsoluteUri.TrimEnd('/')],
            ValidAudience = audience,
            IssuerSigningKeys = keys,
            TryAllIssuerSigningKeys = false,
            ClockSkew = TimeSpan.FromSeconds(5),
        });
        return found.IsValid
            ? found.Claims
            : throw new ProbeFailedException(
                found.Exception is SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException
                    ? FailureKind.WrongKey
                    : FailureKind.WrongAnswer,
                $"{step}: the token does not hold against the published keys ({found.Exception?.GetType().Name}).");
    }
}
