using Microsoft.AspNetCore.Http.Features;

namespace Everlatch.Edge.Forwarding;

/// <summary>Keeps small request bodies, so that they can be sent to another server.</summary>
internal static class RequestBody
{
    /// <summary>
    /// Reads a body that is small enough; true when the request can be sent again as often as one likes. It also means that no
    /// server waits for a slow client.
    /// </summary>
    public static async ValueTask<bool> KeepAsync(HttpContext context, int most)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return true;
        }

        if (context.Request.ContentLength is not { } length || length > most)
        {
            return false;
        }

        var bytes = new byte[length];
        await context.Request.Body.ReadExactlyAsync(bytes, context.RequestAborted);
        context.Request.Body = new MemoryStream(bytes, writable: false);
        return true;
    }

    /// <summary>What is wrong with a body that could not be read on.</summary>
    public static int StatusOf(Exception? cause) => cause switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        AggregateException several => several.InnerExceptions.Max(StatusOf),
        _ => StatusCodes.Status400BadRequest,
    };

    /// <summary>Begins a kept body again.</summary>
    public static void Rewind(HttpContext context)
    {
        if (context.Request.Body is MemoryStream kept)
        {
            kept.Position = 0;
        }
    }
}
