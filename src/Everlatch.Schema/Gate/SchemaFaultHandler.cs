using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Schema.Gate;

/// <summary>
/// For services that use the exception handler of ASP.NET Core: tells the gate of every exception, and answers one that proves
/// that the schema does not fit as the closed gate does. Such a fault is about the server and never about the caller.
/// </summary>
internal sealed class SchemaFaultHandler(SchemaGate gate, SchemaGateOptions options) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        gate.Report(exception);
        if (Mismatch.Of(exception) is not { IsSure: true })
        {
            return false;
        }

        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = GateAnswer.RetryAfter;
        await options.Answer(httpContext, gate.State);
        return true;
    }
}
