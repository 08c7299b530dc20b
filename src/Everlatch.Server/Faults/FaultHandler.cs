using Everlatch.Core;
using Everlatch.Hosting.Faults;
using Everlatch.Server.Pages.Errors;
using Everlatch.Storage;

namespace Everlatch.Server.Faults;

/// <summary>
/// Gives every exception its one meaning. A fault of the store is 503 and never says anything about the caller.
/// </summary>
internal sealed partial class FaultHandler(RequestDelegate next, ILogger<FaultHandler> logger)
{
    private const int RetryAfterSeconds = 2;

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(context, e);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up: whatever that broke has nobody to tell.
        }
    }

    private Task AnswerAsync(HttpContext context, Exception e)
    {
        switch (e)
        {
            case StoreFaultException fault:
                LogStoreFault(fault.Statement, context.TraceIdentifier, fault);
                return UnavailableAsync(context, ServerProblems.StoreFault);
            case BadHttpRequestException bad:
                return RefuseAsync(context, HostProblems.BadRequest(bad.StatusCode));
            case InvalidDataException when context.Request.HasFormContentType:
                // The form reader's word for too many, too long or malformed fields.
                return RefuseAsync(context, HostProblems.BadRequest(StatusCodes.Status400BadRequest));
            default:
                LogUnexpected(context.TraceIdentifier, e);
                return RefuseAsync(context, HostProblems.Unexpected);
        }
    }

    /// <summary>The same before anything of the request was begun: an edge may send it to another server.</summary>
    public static Task NotBegunAsync(HttpContext context, Problem problem)
    {
        ResponseHeaders.Restart(context);
        NotBegun.Tell(context.Response);
        return TellUnavailableAsync(context, problem);
    }

    /// <summary>Answers that a part of ours does not work at the moment.</summary>
    public static Task UnavailableAsync(HttpContext context, Problem problem)
    {
        ResponseHeaders.Restart(context);
        return TellUnavailableAsync(context, problem);
    }

    private static Task TellUnavailableAsync(HttpContext context, Problem problem)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return OAuthError.Speaks(context.Request.Path)
            ? OAuthError.WriteAsync(context, problem.Status, "temporarily_unavailable", problem.Title)
            : TellAsync(context, problem);
    }

    private static Task RefuseAsync(HttpContext context, Problem problem)
    {
        ResponseHeaders.Restart(context);
        if (!OAuthError.Speaks(context.Request.Path))
        {
            return TellAsync(context, problem);
        }

        var error = problem.Status < StatusCodes.Status500InternalServerError ? "invalid_request" : "server_error";
        return OAuthError.WriteAsync(context, problem.Status, error, problem.Title);
    }

    // A person reads a page, a program reads a problem.
    private static Task TellAsync(HttpContext context, Problem problem) =>
        ErrorPages.Speaks(context)
            ? ErrorPages.Of(problem.Status).ExecuteAsync(context)
            : ProblemResponse.WriteAsync(context, problem);

    [LoggerMessage(1001, LogLevel.Error, "Request {RequestId}: the store failed at {Statement}")]
    private partial void LogStoreFault(string statement, string requestId, Exception e);

    [LoggerMessage(1002, LogLevel.Error, "Request {RequestId} met an unexpected exception")]
    private partial void LogUnexpected(string requestId, Exception e);
}
