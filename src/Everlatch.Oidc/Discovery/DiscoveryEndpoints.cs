using Everlatch.Directory;
using Everlatch.Directory.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Everlatch.Oidc.Discovery;

/// <summary>Publishes metadata and keys from memory, whatever the database does. Browsers of any origin may read them.</summary>
internal static class DiscoveryEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/openid-configuration", WriteMetadata);
        routes.MapGet("/.well-known/oauth-authorization-server", WriteMetadata);
        routes.MapGet("/oauth2/jwks", WriteKeys);
    }

    private static Task WriteMetadata(HttpContext context) =>
        DiscoveryDocument.Of(context.Here()).WriteAsync(context, "application/json");

    private static Task WriteKeys(HttpContext context) =>
        JsonWebKeySetDocument.Of(context.Here().Environment).WriteAsync(context, "application/jwk-set+json");
}
