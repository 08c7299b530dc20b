using Everlatch.Core.Secrets;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Protocol;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Token;

/// <summary>Spends the refresh token of a token request, in one round trip.</summary>
/// <remarks>
/// What the request asks for can be compared with the grant only after this. A request that is then refused has moved the family
/// on; <see cref="GiveBackRefreshToken" /> moves it back.
/// </remarks>
internal sealed class RedeemRefreshToken(CurrentHost current, MasterKey master, SpendRefreshToken spend, EndGrant end)
    : IOpenIddictServerHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (!context.IsPresentedAs(TokenTypeIdentifiers.RefreshToken))
        {
            return;
        }

        var environment = current.Environment.Id;
        if (current.FindApplication(context.Transaction.Request?.ClientId) is not { } application
            || !RefreshToken.TryParse(context.Token, master, environment, out var token))
        {
            return;
        }

        var idle = TimeSpan.FromDays(application.Settings.RefreshIdleDays);
        switch (await spend.RunAsync(environment, application.Id, token, idle, context.CancellationToken))
        {
            case RefreshOutcome.Rotated rotated:
                context.Principal = HandlePrincipal.Of(TokenTypeIdentifiers.RefreshToken, rotated.Grant);
                context.Transaction.Keep(new Redeemed(rotated.Grant, rotated.Person, rotated.Roles, rotated.Successor));
                context.Transaction.Keep(new SpentRefreshToken(token, rotated.At));
                break;
            case RefreshOutcome.Reused reused:
                await end.AfterRefreshReuseAsync(environment, reused.Grant);
                break;
        }
    }
}
