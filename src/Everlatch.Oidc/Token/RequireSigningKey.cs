using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Protocol;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Token;

/// <summary>
/// Has a token request come again while the environment has no key for the application's algorithm: before a code is spent, since
/// the lack is ours and the next try is to succeed.
/// </summary>
internal sealed class RequireSigningKey(CurrentHost current, TimeProvider clock)
    : IOpenIddictServerHandler<ProcessAuthenticationContext>
{
    public ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.EndpointType == OpenIddictServerEndpointType.Token
            && current.FindApplication(context.Request.ClientId) is { } application
            && TokenSigner.Current(current.Environment, application.SigningAlgorithm, clock.GetUtcNow()) is null)
        {
            context.Reject(Errors.TemporarilyUnavailable, "This environment has no key for the application's algorithm.");
        }

        return default;
    }
}
