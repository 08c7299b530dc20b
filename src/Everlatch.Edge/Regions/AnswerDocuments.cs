using Everlatch.Edge.Hosts;

namespace Everlatch.Edge.Regions;

/// <summary>
/// Answers discovery and keys where they are asked, from what the home region signed: whatever happens there, tokens can be
/// verified everywhere.
/// </summary>
internal sealed class AnswerDocuments(RequestDelegate next, LiveRoutes routes)
{
    private const string Json = "application/json";
    private const string KeySet = "application/jwk-set+json";

    // As the servers say it: a new key signs only after as long.
    private const string CacheControl = "public, max-age=600";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && Find(request.Path, request.Host.Host) is ({ } document, { } contentType)
                ? WriteAsync(context, document, contentType)
                : next(context);
    }

    private (EdgeDocument? Document, string? ContentType) Find(PathString path, string host) => path.Value switch
    {
        "/.well-known/openid-configuration" or "/.well-known/oauth-authorization-server" =>
            routes.Find(host) is { } route ? (route.Environment.MetadataOf(route.Issuer), Json) : default,
        "/oauth2/jwks" => routes.Find(host) is { } route ? (route.Environment.Keys, KeySet) : default,
        _ => default,
    };

    private static Task WriteAsync(HttpContext context, EdgeDocument document, string contentType)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = CacheControl;
        headers.ETag = document.ETag;
        headers.AccessControlAllowOrigin = "*";
        if (context.Request.Headers.IfNoneMatch.Contains(document.ETag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = contentType;
        context.Response.ContentLength = document.Utf8.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(document.Utf8, context.RequestAborted).AsTask();
    }
}
