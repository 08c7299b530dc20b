using Everlatch.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Everlatch.Server.Api.Http;

/// <summary>
/// Refuses bodies by their headers, before a byte of them is read, and bounds those that come without a length.
/// </summary>
internal static class BodyBounds
{
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Null lets the body in.</summary>
    public static Problem? Check(HttpContext context)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBytes;
        }

        if (request.ContentLength > MaxBytes)
        {
            return ApiErrors.BodyTooLarge;
        }

        var hasBody = context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? request.ContentLength > 0;
        return hasBody && !IsJson(request) ? ApiErrors.ContentType : null;
    }

    // RFC 8259 §8.1: JSON between systems is UTF-8.
    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
