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

    private static Task WriteMetadata(HttpContext context)
    {
        var document = DiscoveryDocument.Of(context.Here());
        return WriteAsync(context, document.Utf8, document.ETag, "application/json");
    }

    private static Task WriteKeys(HttpContext context)
    {
        var document = JsonWebKeySetDocument.Of(context.Here().Environment);
        return WriteAsync(context, document.Utf8, document.ETag, "application/jwk-set+json");
    }

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body, string etag, string contentType)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = JsonWebKeySetDocument.CacheControl;
        headers.ETag = etag;
        headers.AccessControlAllowOrigin = "*";
        if (context.Request.Headers.IfNoneMatch.Any(value => value == etag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
