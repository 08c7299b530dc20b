using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Directory.TokenRequests;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Access;
using Everlatch.Oidc.Clients;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Outages;

namespace Everlatch.Oidc.Token;

/// <summary>
/// Decides about a request for a refresh: everything that can be judged without the grant
/// first, then one statement that spends the token, then what only the grant can tell.
/// </summary>
internal sealed class DecideRefresh(
    ClientAuthentication clients, MasterKey master, RefreshFamilies families, TimeProvider clock)
{
    /// <summary>Decides; with tokens granted, the presented refresh token is spent.</summary>
    public async Task<RefreshDecision> RunAsync(DirectoryHost here, TokenRequest request, CancellationToken ct)
    {
        if (RefreshRequest.ProblemWith(request) is { } problem)
        {
            return Refuse("invalid_request", problem);
        }

        var outcome = await clients.AuthenticateAsync(here, request.Credentials);
        if (TokenRefusal.Of(outcome) is { } refusal)
        {
            return new RefreshDecision.Refused(refusal);
        }

        if (outcome is not ClientAuthenticationOutcome.Authenticated
            {
                Client: AuthenticatedClient.Application { Entry: var application },
            })
        {
            return Refuse("unauthorized_client", "A machine gets tokens by the client_credentials grant only.");
        }

        if (!ApplicationRights.MayRefresh(application))
        {
            return Refuse("unauthorized_client", "This application may not refresh: it has not the scope offline_access.");
        }

        return TokenSigner.Current(here.Environment, application.SigningAlgorithm, clock.GetUtcNow()) is { } key
            ? await SpendAsync(here.Environment, application, key, request, ct)
            : new RefreshDecision.Refused(
                TokenRefusal.Unavailable("This environment has no key for the application's algorithm."));
    }

    private async Task<RefreshDecision> SpendAsync(
        DirectoryEnvironment environment,
        ApplicationEntry application,
        SigningKeyEntry key,
        TokenRequest request,
        CancellationToken ct)
    {
        if (!RefreshToken.TryParse(request.RefreshToken, ProofKeys.Of(master, environment), out var token))
        {
            return RefuseToken();
        }

        var idle = TimeSpan.FromDays(application.Settings.RefreshIdleDays);
        if (await families.SpendAsync(environment.Id, application.Id, token, idle, ct) is not RefreshOutcome.Rotated rotated)
        {
            return RefuseToken();
        }

        var decision = await NarrowAsync(environment, application, key, request, (token, rotated));
        if (decision is RefreshDecision.Granted)
        {
            await families.KeepAsync(environment.Id, rotated, idle, ct);
        }

        return decision;
    }

    private async Task<RefreshDecision> NarrowAsync(
        DirectoryEnvironment environment,
        ApplicationEntry application,
        SigningKeyEntry key,
        TokenRequest request,
        (RefreshToken Token, RefreshOutcome.Rotated Rotated) spent)
    {
        var (grant, rotated) = (spent.Rotated.Grant, spent.Rotated);
        switch (NarrowAccess.For(environment, application, grant, RefreshRequest.ScopesOf(request), request.Resources))
        {
            case NarrowAccess.Outcome.Narrowed { Access: var access }:
                var redeemed = new Redeemed(grant, rotated.Person, rotated.Roles, rotated.Successor)
                {
                    InOutage = rotated.InOutage,
                };
                return new RefreshDecision.Granted(new DecidedTokens(application, redeemed, access.For(redeemed)), key);
            case NarrowAccess.Outcome.WiderScope:
                await GiveBackAsync(environment.Id, spent.Token, rotated);
                return Refuse("invalid_scope", "A scope was not granted.");
            default:
                await GiveBackAsync(environment.Id, spent.Token, rotated);
                return Refuse("invalid_target", "A resource was not granted, or the application may no longer have it.");
        }
    }

    // The client got no successor, and what it may not have must not make its next try look like reuse. The family has moved: a
    // client that hangs up now would lose it.
    private Task GiveBackAsync(EnvironmentId environment, RefreshToken token, RefreshOutcome.Rotated rotated) =>
        families.GiveBackAsync(environment, token, rotated);

    private static RefreshDecision.Refused Refuse(string error, string description) =>
        new(TokenRefusal.BadRequest(error, description));

    private static RefreshDecision.Refused RefuseToken() =>
        Refuse("invalid_grant", "The refresh token is unknown, spent or expired.");
}
