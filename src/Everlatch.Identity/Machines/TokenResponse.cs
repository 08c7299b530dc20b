using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Identity.Machines;

/// <summary>Writes the responses of the token endpoint (RFC 6749 §5.1, §5.2): JSON, never cached, in one write.</summary>
internal static class TokenResponse
{
    /// <summary>An error. A 401 names the Basic scheme, by which any client may try again (RFC 9110 §15.5.2).</summary>
    public static Task WriteErrorAsync(HttpContext context, int status, string error, string description)
    {
        var headers = context.Response.Headers;
        if (status == StatusCodes.Status401Unauthorized)
        {
            headers.WWWAuthenticate = "Basic realm=\"token\", charset=\"UTF-8\"";
        }
        else if (status == StatusCodes.Status503ServiceUnavailable)
        {
            headers.RetryAfter = "5";
        }

        var json = TokenScratch.OfThread.BeginObject(context.Response.BodyWriter);
        json.WriteString("error"u8, error);
        json.WriteString("error_description"u8, description);
        return EndAsync(context, json, status);
    }

    /// <summary>Ends the object that was begun in the response's body, and sends it.</summary>
    public static Task EndAsync(HttpContext context, Utf8JsonWriter json, int status)
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
