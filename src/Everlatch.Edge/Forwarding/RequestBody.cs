using Microsoft.AspNetCore.Http.Features;

namespace Everlatch.Edge.Forwarding;

/// <summary>Keeps small request bodies, so that they can be sent to another server.</summary>
internal static class RequestBody
{
    /// <summary>Reads a body that is small enough. It also means that no server waits for a slow client.</summary>
    public static async ValueTask<KeptBody> KeepAsync(HttpContext context, int most)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return new KeptBody(IsWhole: true);
        }

        if (context.Request.ContentLength is not { } length || length > most)
        {
            return new KeptBody(IsWhole: false);
        }

        var bytes = new byte[length];
        await context.Request.Body.ReadExactlyAsync(bytes, context.RequestAborted);
        return new KeptBody(IsWhole: true, bytes);
    }

    /// <summary>What is wrong with a body that could not be read on.</summary>
    public static int StatusOf(Exception? cause) => cause switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        AggregateException several => several.InnerExceptions.Max(StatusOf),
        _ => StatusCodes.Status400BadRequest,
    };
}
