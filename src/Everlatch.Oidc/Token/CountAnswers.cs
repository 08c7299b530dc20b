using Everlatch.Directory.TokenRequests;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Token;

/// <summary>Counts token responses by grant and outcome; grants that nobody knows are counted as one.</summary>
internal sealed class CountAnswers(TokenMetrics metrics) : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        var grant = context.Request?.GrantType switch
        {
            GrantTypes.AuthorizationCode => "authorization_code",
            GrantTypes.DeviceCode => "device_code",
            _ => TokenMetrics.OtherGrant,
        };
        metrics.Count(grant, context.Error ?? TokenMetrics.Issued);
        return default;
    }
}
