using Everlatch.Directory;
using Everlatch.Oidc.Protocol;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;

namespace Everlatch.Oidc.Authorize;

/// <summary>
/// Answers a request that OpenIddict refused: to the application, if the request names one and an address
/// of it (RFC 6749 §4.1.2.1), else to the person. OpenIddict itself would tell the person in every case.
/// </summary>
internal sealed class RefuseAuthorization(CurrentHost current, IOpenIddictApplicationManager applications, IRefusalPage page)
{
    public async Task RunAsync(HttpContext context)
    {
        var response = context.GetOpenIddictServerResponse()!;
        var request = context.GetOpenIddictServerRequest();
        if (request?.RedirectUri is { Length: > 0 } address
            && current.FindApplication(request.ClientId) is { } application
            && await applications.ValidateRedirectUriAsync(application, address, context.RequestAborted))
        {
            AuthorizationAnswer.Error(
                context, address, request.State, context.Here().Issuer, response.Error!, response.ErrorDescription);
            return;
        }

        await page.WriteAsync(context, response.Error!, response.ErrorDescription ?? "");
    }
}
