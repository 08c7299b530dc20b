using Everlatch.Directory.Entries;
using Everlatch.Oidc.Access;
using Everlatch.Oidc.Codes;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Outages;
using Everlatch.Oidc.Protocol;
using Everlatch.Storage;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Token;

/// <summary>
/// Refuses a scope or a resource that a code's grant has not, before the code is spent: a client that corrects itself gets its
/// tokens.
/// </summary>
/// <remarks>
/// Only who could redeem the code is told, and only a request that narrows its grant costs the look. What is read here cannot
/// change before it is redeemed; <see cref="DecideTokens" /> decides by it once more.
/// </remarks>
internal sealed class CheckWantedAccess(CurrentHost current, IDatabase database, OutageSeal seal, TimeProvider clock)
    : IOpenIddictServerHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.Transaction.Request is not { } request
            || (request.GetScopes().IsEmpty && request.GetResources().IsEmpty)
            || current.FindApplication(request.ClientId) is not { } application
            || await FindAsync(context, request, application) is not { } grant)
        {
            return;
        }

        var outcome = NarrowAccess.For(
            current.Environment, application, grant, request.GetScopes(), request.GetResources());
        Refuse(context, outcome);
    }

    /// <summary>Refuses what a grant has not.</summary>
    public static void Refuse(OpenIddictServerEvents.BaseValidatingContext context, NarrowAccess.Outcome outcome)
    {
        switch (outcome)
        {
            case NarrowAccess.Outcome.WiderScope:
                context.Reject(Errors.InvalidScope, "A scope was not granted.");
                break;
            case NarrowAccess.Outcome.OtherResource:
                context.Reject(Errors.InvalidTarget, "A resource was not granted, or the application may no longer have it.");
                break;
        }
    }

    private Task<Grant?> FindAsync(ValidateTokenContext context, OpenIddictRequest request, ApplicationEntry application)
    {
        var (environment, now, ct) = (current.Environment.Id, clock.GetUtcNow(), context.CancellationToken);
        if (context.IsPresentedAs(TokenTypeIdentifiers.Private.AuthorizationCode) && ProofKey.IsVerifier(request.CodeVerifier))
        {
            var matching = (request.RedirectUri ?? "", ProofKey.ChallengeOf(request.CodeVerifier!));
            if (!Handle.Is(Handle.Code, context.Token))
            {
                return Task.FromResult(
                    seal.OpenCode(environment, context.Token) is { } code
                    && code.Matches(application.Id, matching.Item1, matching.Item2, now)
                        ? code.Code.Grant
                        : null);
            }

            return UnspentGrants.FindByCodeAsync(
                database, environment, Handle.IdOf(context.Token), application.Id, matching, now, ct);
        }

        return context.IsPresentedAs(TokenTypeIdentifiers.Private.DeviceCode) && Handle.Is(Handle.DeviceCode, context.Token)
            ? UnspentGrants.FindByDeviceAsync(database, environment, Handle.IdOf(context.Token), application.Id, now, ct)
            : Task.FromResult<Grant?>(null);
    }
}
