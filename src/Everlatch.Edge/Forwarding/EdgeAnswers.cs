using System.Globalization;
using Everlatch.Core;
using Everlatch.Hosting.Faults;

namespace Everlatch.Edge.Forwarding;

/// <summary>Answers that an edge gives itself, in the words of the servers behind it.</summary>
internal static class EdgeAnswers
{
    private const int RetryAfterSeconds = 1;

    /// <summary>Writes one in the place of whatever the response held.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        ResponseHeaders.Restart(context);
        EdgeHeaders.Secure(context);
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return OAuthError.Speaks(context.Request.Path)
            ? OAuthError.WriteAsync(context, problem.Status, OAuthCode(problem.Status), problem.Title)
            : ProblemResponse.WriteAsync(context, problem);
    }

    private static string OAuthCode(int status) => status switch
    {
        StatusCodes.Status503ServiceUnavailable => "temporarily_unavailable",
        >= StatusCodes.Status500InternalServerError => "server_error",
        _ => "invalid_request",
    };
}
