using Everlatch.Edge.Forwarding;
using Everlatch.Hosting.Faults;

namespace Everlatch.Edge;

/// <summary>Gives every exception its one meaning.</summary>
internal sealed partial class EdgeFaults(RequestDelegate next, ILogger<EdgeFaults> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up: whatever that broke has nobody to tell.
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await EdgeAnswers.WriteAsync(context, HostProblems.BadRequest(e.StatusCode));
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogUnexpected(context.TraceIdentifier, e);
            await EdgeAnswers.WriteAsync(context, HostProblems.Unexpected);
        }
    }

    [LoggerMessage(6003, LogLevel.Error, "Request {RequestId} met an unexpected exception")]
    private partial void LogUnexpected(string requestId, Exception e);
}
