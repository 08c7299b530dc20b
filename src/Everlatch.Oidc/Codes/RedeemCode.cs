using Everlatch.Directory.Entries;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Protocol;
using Everlatch.Oidc.Spending;
using Everlatch.Oidc.Token;
using Everlatch.Storage;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Codes;

/// <summary>
/// Redeems the code of a token request: client, address, verifier and life are all in one statement's condition.
/// </summary>
/// <remarks>
/// A code that was redeemed before has been stolen by one side or the other: what it gave ends (RFC 6749 §4.1.2).
/// </remarks>
internal sealed class RedeemCode(
    CurrentHost current, IDatabase database, UnansweredSpends unanswered, EndGrant end, TimeProvider clock)
    : IOpenIddictServerHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (!context.IsPresentedAs(TokenTypeIdentifiers.Private.AuthorizationCode))
        {
            return;
        }

        if (context.Transaction.Request is not { } request
            || current.FindApplication(request.ClientId) is not { } application
            || !Handle.Is(Handle.Code, context.Token))
        {
            return;
        }

        if (!ProofKey.IsVerifier(request.CodeVerifier))
        {
            context.Reject(Errors.InvalidGrant, "A code_verifier of 43 to 128 unreserved characters was expected.");
            return;
        }

        await RedeemAsync(context, request, application);
    }

    private async Task RedeemAsync(ValidateTokenContext context, OpenIddictRequest request, ApplicationEntry application)
    {
        var (environment, code, ct) = (current.Environment.Id, Handle.IdOf(context.Token), context.CancellationToken);
        var (now, challenge) = (clock.GetUtcNow(), ProofKey.ChallengeOf(request.CodeVerifier!));
        var row = await unanswered.SpendAsync(
            code,
            () => CodeStore.RedeemAsync(
                database,
                environment,
                code,
                application.Id,
                (request.RedirectUri ?? "", challenge),
                now,
                CancellationToken.None),
            again => CodeStore.GiveBackAsync(database, environment, code, now, again),
            ct);
        if (row is null)
        {
            if (await CodeStore.FindRedeemedAsync(database, environment, code, application.Id, ct) is { } grant)
            {
                await end.AfterCodeReuseAsync(environment, application.Id, grant, ct);
            }
        }
        else if (row.ToRedeemed() is { } redeemed)
        {
            context.Principal = HandlePrincipal.Of(TokenTypeIdentifiers.Private.AuthorizationCode, redeemed.Grant)
                .SetClaim(Claims.Private.RedirectUri, request.RedirectUri)
                .SetClaim(Claims.Private.CodeChallenge, challenge)
                .SetClaim(Claims.Private.CodeChallengeMethod, CodeChallengeMethods.Sha256)
                .SetClaim(Claims.Private.Nonce, redeemed.Nonce);
            context.Transaction.Keep(
                new Redeemed(
                    redeemed.Grant, redeemed.Person, redeemed.Roles, new RefreshToken(redeemed.Grant.Id, 0), redeemed.Nonce));
        }
    }
}
