using Everlatch.Directory.Entries;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Outages;
using Everlatch.Oidc.Protocol;
using Everlatch.Oidc.Token;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Codes;

/// <summary>Redeems the code of a token request: one that has a row, or one of an outage that holds it all itself.</summary>
internal sealed class RedeemCode(CurrentHost current, SpendCode spend, RedeemSealedCode redeemSealed, OutageSeal seal)
    : IOpenIddictServerHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (!context.IsPresentedAs(TokenTypeIdentifiers.Private.AuthorizationCode))
        {
            return;
        }

        var isSealed = context.Token.StartsWith(OutageSeal.CodePrefix, StringComparison.Ordinal);
        if (context.Transaction.Request is not { } request
            || current.FindApplication(request.ClientId) is not { } application
            || !(isSealed || Handle.Is(Handle.Code, context.Token)))
        {
            return;
        }

        if (!ProofKey.IsVerifier(request.CodeVerifier))
        {
            context.Reject(Errors.InvalidGrant, "A code_verifier of 43 to 128 unreserved characters was expected.");
            return;
        }

        await RedeemAsync(context, request, application, isSealed);
    }

    private async Task RedeemAsync(
        ValidateTokenContext context, OpenIddictRequest request, ApplicationEntry application, bool isSealed)
    {
        var (environment, ct) = (current.Environment.Id, context.CancellationToken);
        var challenge = ProofKey.ChallengeOf(request.CodeVerifier!);
        var matching = (request.RedirectUri ?? "", challenge);
        var redeemed = isSealed
            ? await redeemSealed.RunAsync(environment, context.Token, application.Id, matching, ct)
            : await spend.RunAsync(environment, Handle.IdOf(context.Token), application.Id, matching, ct);
        if (redeemed is null)
        {
            return;
        }

        context.Principal = HandlePrincipal.Of(TokenTypeIdentifiers.Private.AuthorizationCode, redeemed.Grant)
            .SetClaim(Claims.Private.RedirectUri, request.RedirectUri)
            .SetClaim(Claims.Private.CodeChallenge, challenge)
            .SetClaim(Claims.Private.CodeChallengeMethod, CodeChallengeMethods.Sha256)
            .SetClaim(Claims.Private.Nonce, redeemed.Nonce);
        var first = new RefreshToken(redeemed.Grant.Id, 0)
        {
            Carried = redeemed.Carried is { } carried ? seal.Seal(environment, carried) : null,
        };
        context.Transaction.Keep(
            new Redeemed(redeemed.Grant, redeemed.Person, redeemed.Roles, first, redeemed.Nonce)
            {
                InOutage = redeemed.Carried is not null,
            });
    }
}
