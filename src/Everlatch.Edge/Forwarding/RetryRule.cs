using Yarp.ReverseProxy.Forwarder;

namespace Everlatch.Edge.Forwarding;

/// <summary>When a request may be sent to another server, so that nothing is ever done twice.</summary>
internal static class RetryRule
{
    /// <summary>Whether a request without effect may simply be sent again (RFC 9110 §9.2.1).</summary>
    public static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>
    /// Whether nothing of the request can have reached the server: there was no connection, or the server was taken out of the
    /// slots at that moment.
    /// </summary>
    public static bool IsUnsent(Exception? cause) => cause switch
    {
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError,
        } => true,
        ObjectDisposedException => true,
        _ => false,
    };

    /// <summary>Why a failed attempt may be repeated elsewhere; null when it may not.</summary>
    /// <param name="context">The request; its response has not begun.</param>
    /// <param name="attempt">What was tried.</param>
    /// <param name="error">How it ended.</param>
    /// <param name="isKept">Whether the body can be sent again.</param>
    public static string? Reason(HttpContext context, Attempt attempt, ForwarderError error, bool isKept)
    {
        if (context.RequestAborted.IsCancellationRequested || context.Response.HasStarted)
        {
            return null;
        }

        if (attempt.IsRefused)
        {
            return isKept ? "not_begun" : null;
        }

        if (error == ForwarderError.Request && IsUnsent(context.Features.Get<IForwarderErrorFeature>()?.Exception))
        {
            return "not_sent";
        }

        // Slow is not lost: a second server would only be made slow as well.
        return error is ForwarderError.Request or ForwarderError.ResponseHeaders && isKept && IsSafe(context.Request.Method)
            ? "lost"
            : null;
    }
}
