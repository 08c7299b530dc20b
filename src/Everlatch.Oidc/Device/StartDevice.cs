using Everlatch.Oidc.Access;
using Everlatch.Oidc.Protocol;
using Everlatch.Storage;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Device;

/// <summary>
/// Makes the two codes of a device authorization (RFC 8628 §3.2): first the device's, then the person's, with which the row is
/// written.
/// </summary>
internal sealed class StartDevice(CurrentHost current, IDatabase database, TimeProvider clock)
    : IOpenIddictServerHandler<GenerateTokenContext>
{
    /// <summary>How long a person has to answer.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    // 20^8 codes: two draws that are taken do not happen twice in a row.
    private const int Draws = 3;

    public async ValueTask HandleAsync(GenerateTokenContext context)
    {
        switch (context.TokenType)
        {
            case TokenTypeIdentifiers.Private.DeviceCode:
                context.Token = Handle.New(Handle.DeviceCode);
                context.Transaction.Keep(new DeviceCode(context.Token));
                break;
            case TokenTypeIdentifiers.Private.UserCode:
                context.Token = await AddAsync(context);
                break;
        }
    }

    private async Task<string> AddAsync(GenerateTokenContext context)
    {
        var device = Handle.IdOf(context.Transaction.Kept<DeviceCode>()!.Text);
        var (request, now) = (RequestOf(context.Transaction.Request!), clock.GetUtcNow());
        for (var draw = 0; draw < Draws; draw++)
        {
            var userCode = UserCode.New();
            if (await DeviceStore.AddAsync(
                database, current.Environment.Id, (device, userCode), request, (now, now + Life), context.CancellationToken))
            {
                return userCode;
            }
        }

        throw new InvalidOperationException($"{Draws} user codes in a row were taken.");
    }

    private DeviceRequest RequestOf(OpenIddictRequest request)
    {
        var application = current.FindApplication(request.ClientId)!;
        var access = (AccessOutcome.Granted)DecideAccess.For(
            current.Environment, application, request.GetScopes(), request.GetResources());
        return new DeviceRequest(application.Id, access.Scopes, access.Resources);
    }

    private sealed record DeviceCode(string Text);
}
