using Everlatch.Core;
using Everlatch.Edge.Forwarding;
using Everlatch.Hosting.Faults;

namespace Everlatch.Edge.Hosts;

/// <summary>
/// Finds where a request arrived. An unknown host is 421 (RFC 9110 §15.5.20) before anything else looks at the request.
/// </summary>
internal sealed class ResolveHost(RequestDelegate next, IHostRoutes routes, EdgeOptions options)
{
    private readonly Region region = ConfiguredRoutes.RegionOf(options);

    public Task InvokeAsync(HttpContext context)
    {
        if (!routes.IsLoaded)
        {
            return EdgeAnswers.WriteAsync(context, EdgeProblems.RoutesMissing);
        }

        if (!HostName.TryParse(context.Request.Host.Host, out var host) || routes.Find(host) is not { } route)
        {
            return EdgeAnswers.WriteAsync(context, HostProblems.UnknownHost);
        }

        return route.Home == region ? next(context) : EdgeAnswers.WriteAsync(context, EdgeProblems.OtherRegion);
    }
}
