using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Protocol;

/// <summary>Says what a token is presented as.</summary>
internal static class ValidatedToken
{
    /// <summary>Whether it is presented as exactly this type.</summary>
    public static bool IsPresentedAs(this ValidateTokenContext context, string tokenType) =>
        context.ValidTokenTypes.Count == 1 && context.ValidTokenTypes.Contains(tokenType);
}
