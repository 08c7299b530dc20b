using System.Security.Claims;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Protocol;
using Microsoft.IdentityModel.Tokens;
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
        var descriptor = context.SecurityTokenDescriptor;
        descriptor.Subject = new ClaimsIdentity();
        descriptor.Issuer = decided.Redeemed.Grant.Issuer;
        descriptor.Claims = context.TokenType switch
        {
            TokenTypeIdentifiers.AccessToken => AccessTokenClaims.Of(current.Environment, decided, clock),
            TokenTypeIdentifiers.IdentityToken => IdTokenClaims.Of(decided, context.Principal),
            _ => throw new InvalidOperationException($"A token of the type {context.TokenType} is not to be a JWT."),
        };
        descriptor.EncryptingCredentials = null;
        descriptor.SigningCredentials = Credentials(decided.Application.SigningAlgorithm);
        return default;
    }

    private SigningCredentials Credentials(string algorithm)
    {
        var key = TokenSigner.Current(current.Environment, algorithm, clock.GetUtcNow())
            ?? throw new InvalidOperationException($"The environment {current.Environment.Id} has no key for {algorithm}.");
        return new SigningCredentials(key.Key, algorithm);
    }
}
