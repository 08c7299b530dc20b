using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Oidc.Callers;

/// <summary>Answers a client in JSON, never to be stored.</summary>
internal static class CallerAnswer
{
    /// <summary>An error as RFC 6749 §5.2 says.</summary>
    public static Task ErrorAsync(HttpContext context, int status, string error, string description)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new JsonObject { ["error"] = error, ["error_description"] = description });
    }

    /// <summary>A document.</summary>
    public static Task WriteAsync(HttpContext context, JsonObject document)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(document.ToJsonString(), context.RequestAborted);
    }
}
