using Everlatch.Edge.Certificates;
using Everlatch.Edge.Forwarding;
using Everlatch.Edge.Regions;
using Everlatch.Hosting;

namespace Everlatch.Edge.Hosts;

/// <summary>
/// Believes another region's edge about whom it speaks for, and lets it, and nobody else, ask for this region's routing
/// directory and certificates.
/// </summary>
internal sealed class TakeFromPeer(RequestDelegate next, ForwardRequest forward)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isPeer = context.Features.Get<PeerConnection>() is not null;
        if (context.Request.Path == RouteFeed.Path || CertificateFeed.Has(context.Request.Path))
        {
            return isPeer ? forward.ToOwnRegionAsync(context) : EdgeAnswers.WriteAsync(context, EdgeProblems.NothingHere);
        }

        if (!isPeer)
        {
            return next(context);
        }

        FromEdge.TakeAddress(context);
        FromEdge.TakeId(context);

        // Where it came in, it was by https or not at all: what it says counts here as there.
        context.Request.Scheme = context.Request.Headers[FromEdge.ForwardedProto] == Uri.UriSchemeHttps
            ? Uri.UriSchemeHttps
            : Uri.UriSchemeHttp;
        return next(context);
    }
}
