using Everlatch.Edge.Forwarding;

namespace Everlatch.Edge.Hosts;

/// <summary>What arrives by plain http: sent to https where that is safe, and refused where it gave something away.</summary>
internal sealed class PlainHttp(RequestDelegate next, EdgeOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.IsHttps || options.PlainHttp || IsChallenge(request))
        {
            return next(context);
        }

        // To the same host, which is one of ours by now: nothing here leads away.
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
            context.Response.Headers.Location = $"https://{request.Host.Host}{request.Path}{request.QueryString}";
            return Task.CompletedTask;
        }

        // Not redirected: the client would send a second time what it should not have sent in the open.
        return EdgeAnswers.WriteAsync(context, EdgeProblems.HttpsOnly);
    }

    // Certificate authorities come here before there is a certificate (RFC 8555 §8.3).
    private static bool IsChallenge(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && request.Path.StartsWithSegments(RouteClasses.Challenges, StringComparison.Ordinal);
}
