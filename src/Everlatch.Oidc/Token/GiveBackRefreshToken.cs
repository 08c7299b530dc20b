using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Protocol;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Token;

/// <summary>
/// Gives the refresh token of a refused request back: its client got no successor, and whatever it may not have for now, such as an
/// API that was taken from the application, must not make its next try look like reuse.
/// </summary>
internal sealed class GiveBackRefreshToken(CurrentHost current, SpendRefreshToken spend)
    : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    public async ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        if (context.Response?.Error is not null && context.Transaction.Kept<SpentRefreshToken>() is { } spent)
        {
            // The family has moved; a client that hangs up now would lose it.
            await spend.GiveBackAsync(current.Environment.Id, spent.Token, spent.At, CancellationToken.None);
        }
    }
}
