using Everlatch.Oidc.Codes;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Protocol;
using Everlatch.Oidc.Spending;
using Everlatch.Oidc.Token;
using Everlatch.Storage;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Device;

/// <summary>Answers a device that asks whether its person has decided (RFC 8628 §3.5).</summary>
internal sealed class RedeemDeviceCode(
    CurrentHost current, IDatabase database, UnansweredSpends unanswered, TimeProvider clock)
    : IOpenIddictServerHandler<ValidateTokenContext>
{
    /// <summary>How often a device may ask; the default of RFC 8628 §3.2.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (!context.IsPresentedAs(TokenTypeIdentifiers.Private.DeviceCode)
            || !Handle.Is(Handle.DeviceCode, context.Token)
            || current.FindApplication(context.Transaction.Request?.ClientId) is not { } application)
        {
            return;
        }

        var (environment, device) = (current.Environment.Id, Handle.IdOf(context.Token));
        var (now, ct) = (clock.GetUtcNow(), context.CancellationToken);
        var row = await unanswered.SpendAsync(
            device,
            () => DeviceStore.RedeemAsync(database, environment, device, application.Id, now, CancellationToken.None),
            again => DeviceStore.GiveBackAsync(database, environment, device, now, again),
            ct);
        if (row?.ToRedeemed() is { } redeemed)
        {
            context.Principal = HandlePrincipal.Of(TokenTypeIdentifiers.Private.DeviceCode, redeemed.Grant);
            context.Transaction.Keep(
                new Redeemed(redeemed.Grant, redeemed.Person, redeemed.Roles, new RefreshToken(redeemed.Grant.Id, 0)));
        }
        else if (await DeviceStore.PollAsync(database, environment, device, application.Id, now, ct) is { } poll
            && ErrorOf(poll, now) is { } error)
        {
            context.Reject(error, "The person has not allowed it.");
        }
    }

    private static string? ErrorOf(DevicePoll poll, DateTimeOffset now) => poll.Status switch
    {
        DeviceStatus.Denied => Errors.AccessDenied,
        _ when poll.ExpiresAt <= now => Errors.ExpiredToken,
        DeviceStatus.Pending when now - poll.LastPolledAt < Interval => Errors.SlowDown,

        // Approved since it was found not to be: its next question gets the tokens.
        DeviceStatus.Pending or DeviceStatus.Approved => Errors.AuthorizationPending,
        _ => null, // redeemed before: as good as unknown
    };
}
