using Everlatch.Directory.Tokens;
using Everlatch.Edge.Forwarding;

namespace Everlatch.Edge.Regions;

/// <summary>
/// Answers discovery and keys where they are asked, from what the home region signed: whatever happens there, tokens can be
/// verified everywhere.
/// </summary>
internal sealed class AnswerDocuments(RequestDelegate next, LiveRoutes routes, EdgeMetrics metrics)
{
    private const string Json = "application/json";
    private const string KeySet = "application/jwk-set+json";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && Find(request.Path, request.Host.Host) is ({ } document, { } contentType)
                ? AnswerAsync(context, document, contentType)
                : next(context);
    }

    private async Task AnswerAsync(HttpContext context, PublishedDocument document, string contentType)
    {
        EdgeHeaders.Secure(context);
        await document.WriteAsync(context, contentType);
        metrics.CountRequest(RouteClass.Tokens, context.Response.StatusCode);
    }

    private (PublishedDocument? Document, string? ContentType) Find(PathString path, string host) => path.Value switch
    {
        "/.well-known/openid-configuration" or "/.well-known/oauth-authorization-server" =>
            routes.Find(host) is { } route ? (route.Environment.MetadataOf(route.Issuer), Json) : default,
        "/oauth2/jwks" => routes.Find(host) is { } route ? (route.Environment.Keys, KeySet) : default,
        _ => default,
    };
}
