using Everlatch.Core;
using Everlatch.Edge.Forwarding;
using Everlatch.Edge.Slots;
using Everlatch.Hosting.Faults;

namespace Everlatch.Edge.Hosts;

/// <summary>
/// Finds where a request arrived. An unknown host is 421 (RFC 9110 §15.5.20) before anything else looks at the request.
/// </summary>
internal sealed class ResolveHost(RequestDelegate next, IHostRoutes routes, LiveSlots slots, EdgeOptions options)
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

        // What another region's edge sends here has to be at home here: regions that disagree must not send it to and fro.
        if (route.Home != region && (slots.Of(route.Home) is null || context.Features.Get<PeerConnection>() is not null))
        {
            return EdgeAnswers.WriteAsync(context, EdgeProblems.OtherRegion);
        }

        context.Features.Set(route);
        return next(context);
    }
}
