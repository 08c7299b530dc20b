using Everlatch.Core.Secrets;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Protocol;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Token;

/// <summary>Gives out the family's living refresh token.</summary>
internal sealed class IssueRefreshToken(CurrentHost current, MasterKey master) : IOpenIddictServerHandler<GenerateTokenContext>
{
    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType == TokenTypeIdentifiers.RefreshToken)
        {
            var next = context.Transaction.Kept<DecidedTokens>()!.Redeemed.Next;
            context.Token = next.ToText(ProofKeys.Of(master, current.Environment));
        }

        return default;
    }
}
