using System.Text;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Protocol;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Token;

/// <summary>Gives access and ID tokens their claims and the application's signature. Nothing else may be made as a JWT.</summary>
internal sealed class SignClaims(CurrentHost current, TimeProvider clock) : IOpenIddictServerHandler<GenerateTokenContext>
{
    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.Token is { Length: > 0 })
        {
            return default; // a handle of ours
        }

        var decided = context.Transaction.Kept<DecidedTokens>()
            ?? throw new InvalidOperationException($"Nobody decided what a token of the type {context.TokenType} says.");
        var key = KeyFor(decided.Application.SigningAlgorithm);
        var scratch = TokenScratch.Take();
        switch (context.TokenType)
        {
            case TokenTypeIdentifiers.AccessToken:
                context.Token = Encoding.ASCII.GetString(PersonTokens.Access(scratch, current.Environment, decided, key, clock));
                context.Transaction.Keep(new AccessTokenText(context.Token));
                break;
            case TokenTypeIdentifiers.IdentityToken:
                // OpenIddict makes the access token of a response first.
                var access = Encoding.ASCII.GetBytes(context.Transaction.Kept<AccessTokenText>()!.Value);
                context.Token = Encoding.ASCII.GetString(PersonTokens.Identity(scratch, decided, access, key, clock));
                break;
            default:
                throw new InvalidOperationException($"A token of the type {context.TokenType} is not to be a JWT.");
        }

        return default;
    }

    private SigningKeyEntry KeyFor(string algorithm) =>
        TokenSigner.Current(current.Environment, algorithm, clock.GetUtcNow())
        ?? throw new InvalidOperationException($"The environment {current.Environment.Id} has no key for {algorithm}.");
}
