using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Edge.Regions;
using Everlatch.Hosting.Faults;
using Everlatch.Server.Faults;
using Microsoft.Extensions.Options;

namespace Everlatch.Server.Hosts;

/// <summary>
/// Finds where a request arrived. An unknown host is 421 (RFC 9110 §15.5.20) before anything else looks at the request.
/// </summary>
internal sealed class HostResolution(RequestDelegate next, IDirectory directory, IOptions<FeedOptions> feed)
{
    private const string StrictTransport = "max-age=31536000";
    private readonly string region = feed.Value.Region;

    public Task InvokeAsync(HttpContext context)
    {
        // Balancers ask for health by address, and before there is a directory to ask.
        if (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            return next(context);
        }

        var snapshot = directory.Current;
        if (ReferenceEquals(snapshot, DirectorySnapshot.Empty))
        {
            return FaultHandler.NotBegunAsync(context, ServerProblems.DirectoryMissing);
        }

        if (Find(snapshot, context.Request.Host.Host) is not { } here)
        {
            return ProblemResponse.WriteAsync(context, HostProblems.UnknownHost);
        }

        // Two regions have its rows while it moves from one to the other: only one of them may answer.
        return region.Length == 0 || here.Environment.Region.Value == region
            ? ContinueAsync(context, here)
            : FaultHandler.NotBegunAsync(context, ServerProblems.Moved);
    }

    // Nearly every request spells its host as the directory does; only the rest is worth parsing.
    private static DirectoryHost? Find(DirectorySnapshot snapshot, string host) =>
        snapshot.Find(HostName.Trusted(host)) ?? (HostName.TryParse(host, out var name) ? snapshot.Find(name) : null);

    private Task ContinueAsync(HttpContext context, DirectoryHost here)
    {
        context.Features.Set(here);

        // TLS may end in front of us, and ports may be mapped: the issuer says what people see, and no header can change it.
        var issuer = here.Host.Address;
        context.Request.Scheme = issuer.Scheme;
        context.Request.Host = issuer.Authority;
        if (context.Request.IsHttps)
        {
            context.Response.Headers.StrictTransportSecurity = StrictTransport;
        }

        return next(context);
    }
}
