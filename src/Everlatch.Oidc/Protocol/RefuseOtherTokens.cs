using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Protocol;

/// <summary>Refuses whatever no rule has resolved, so that OpenIddict never verifies a token with keys of its own.</summary>
internal sealed class RefuseOtherTokens : IOpenIddictServerHandler<ValidateTokenContext>
{
    public ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.Principal is null)
        {
            context.Reject(Errors.InvalidToken, "It is unknown, spent or expired.");
        }

        return default;
    }
}
