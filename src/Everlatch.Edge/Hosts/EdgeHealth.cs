using System.Reflection;
using Everlatch.Edge.Forwarding;
using Everlatch.Edge.Slots;
using Everlatch.Hosting.Health;

namespace Everlatch.Edge.Hosts;

/// <summary>
/// Answers <c>/health/live</c> and <c>/health/ready</c> under any host name and by http too: balancers ask by address. What
/// servers say of their own health stays behind the edge.
/// </summary>
internal sealed class EdgeHealth(RequestDelegate next, LiveSlots slots, IHostRoutes routes, Drain drain)
{
    private const string RetryAfter = "1";
    private static readonly PathString Health = "/health";
    private static readonly PathString Metrics = "/metrics";
    private static readonly string? Version =
        typeof(EdgeHealth).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (!path.StartsWithSegments(Health, StringComparison.OrdinalIgnoreCase, out var rest))
        {
            // Whoever may read the metrics was answered before; those of servers are not for the outside.
            return path.StartsWithSegments(Metrics, StringComparison.OrdinalIgnoreCase)
                ? EdgeAnswers.WriteAsync(context, EdgeProblems.NothingHere)
                : next(context);
        }

        return rest.Value switch
        {
            "/live" => WriteAsync(context, new HealthReport { Status = "live", Version = Version }),
            "/ready" => WriteAsync(context, Ready()),
            _ => EdgeAnswers.WriteAsync(context, EdgeProblems.NothingHere),
        };
    }

    private HealthReport Ready()
    {
        string[] missing = [.. Missing()];
        return new HealthReport
        {
            Status = missing.Length == 0 ? "ready" : "not_ready", Missing = missing, Version = Version,
        };
    }

    private IEnumerable<string> Missing()
    {
        if (drain.IsDraining)
        {
            yield return "The edge is stopping.";
        }

        if (!routes.IsLoaded)
        {
            yield return "The hosts are not known.";
        }

        if (!slots.Current.IsReady)
        {
            yield return "No server of a slot with traffic is ready.";
        }
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (report.Missing?.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = RetryAfter;
        }

        return context.Response.WriteAsJsonAsync(report, HealthJson.Default.HealthReport);
    }
}
