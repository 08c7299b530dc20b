using Everlatch.Directory;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Protocol;

/// <summary>
/// Lets OpenIddict see the request at the issuer that the directory says, never at the host that the request says.
/// </summary>
/// <remarks>Endpoints are told apart by comparing the request's address with the base address, so both are set.</remarks>
internal sealed class ChooseIssuer(CurrentHost current) : IOpenIddictServerHandler<ProcessRequestContext>
{
    // Everything that the host answers comes by here; what is no endpoint of ours need not be compared with each.
    private static bool IsOurs(PathString path) => path.StartsWithSegments("/oauth2", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/device", StringComparison.OrdinalIgnoreCase);

    public ValueTask HandleAsync(ProcessRequestContext context)
    {
        var request = context.Transaction.GetHttpRequest()!;
        if (!IsOurs(request.Path) || request.HttpContext.Features.Get<DirectoryHost>() is not { } here)
        {
            context.SkipRequest();
            return default;
        }

        current.Here = here;
        context.BaseUri = new Uri(here.Issuer + "/");
        context.RequestUri = new Uri(here.Issuer + request.Path.ToUriComponent() + request.QueryString);
        return default;
    }
}
