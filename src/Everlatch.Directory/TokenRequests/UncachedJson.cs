using System.Text.Json;
using Everlatch.Directory.Tokens;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Directory.TokenRequests;

/// <summary>Writes a JSON object for one caller (RFC 6749 §5.1): never cached, in one write.</summary>
public static class UncachedJson
{
    /// <summary>
    /// Begins the object in the response's body; <see cref="EndAsync" /> sends it. Between the two there is no await.
    /// </summary>
    public static Utf8JsonWriter Begin(HttpContext context) => TokenScratch.OfThread.BeginObject(context.Response.BodyWriter);

    /// <summary>Ends the object and sends it.</summary>
    public static Task EndAsync(HttpContext context, Utf8JsonWriter json, int status = StatusCodes.Status200OK)
    {
        json.WriteEndObject();
        json.Flush();
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = json.BytesCommitted;
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
        return response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }
}
