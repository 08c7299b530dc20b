using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Oidc.Logout;

/// <summary>
/// Reads an <c>id_token_hint</c>: signed by this environment, and an ID token. It may have expired (RP-Initiated Logout §4).
/// </summary>
internal static class ReadIdTokenHint
{
    private const int MaxLength = 16 * 1024;
    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = MaxLength };

    /// <summary>The hint; null when it is none of ours.</summary>
    public static async Task<IdTokenHint?> RunAsync(DirectoryEnvironment environment, string? text)
    {
        if (text is null || text.Length > MaxLength || !Handler.CanReadToken(text))
        {
            return null;
        }

        // Expiry is not looked at, and the key must be one that is published still: what it signed is old at most as that.
        var result = await Handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidTypes = ["JWT"],
            ValidIssuers = environment.Hosts.Values.Select(host => host.Issuer),
            IssuerSigningKeyResolver = (_, _, kid, _) => environment.Keys.Where(key => key.Id.Value == kid).Select(
                key => key.Key),
            AlgorithmValidator = (algorithm, key, _, _) =>
                environment.Keys.Any(entry => entry.Id.Value == key.KeyId && entry.Algorithm == algorithm),
            AudienceValidator = (_, _, _) => true,
            LifetimeValidator = (_, _, _, _) => true,
        });
        return result is { IsValid: true, SecurityToken: JsonWebToken jwt }
            && jwt.Audiences.ToArray() is [var audience]
            && Id.TryParse<AppId>(audience, out var application)
            && Id.TryParse<UserId>(jwt.Subject, out var user)
            && jwt.TryGetPayloadValue<string>("sid", out var session)
                ? new IdTokenHint(user, application, session)
                : null;
    }
}
