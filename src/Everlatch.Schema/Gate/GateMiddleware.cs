using Microsoft.AspNetCore.Http;

namespace Everlatch.Schema.Gate;

/// <summary>Refuses requests while the gate is closed. Health is answered all the time.</summary>
internal sealed class GateMiddleware(
    RequestDelegate next, SchemaGate gate, SchemaGateOptions options, GateMetrics metrics, Registration registration)
{
    private static readonly PathString SchemaHealth = "/health/schema";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path == SchemaHealth)
        {
            return GateReport.WriteAsync(context, gate.State, registration, options);
        }

        return gate.IsOpen || IsExempt(context.Request.Path) ? next(context) : RefuseAsync(context);
    }

    private bool IsExempt(PathString path)
    {
        foreach (var exempt in options.Exempt)
        {
            if (path.StartsWithSegments(exempt, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private Task RefuseAsync(HttpContext context)
    {
        metrics.CountRefused();
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = GateAnswer.RetryAfter;
        return options.Answer(context, gate.State);
    }
}
