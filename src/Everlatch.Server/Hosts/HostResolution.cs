using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Hosting.Faults;
using Everlatch.Server.Faults;

namespace Everlatch.Server.Hosts;

/// <summary>
/// Finds where a request arrived. An unknown host is 421 (RFC 9110 §15.5.20) before anything else looks at the request.
/// </summary>
internal sealed class HostResolution(RequestDelegate next, IDirectory directory)
{
    private const string StrictTransport = "max-age=31536000";

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

        return Find(snapshot, context.Request.Host.Host) is { } here
            ? ContinueAsync(context, here)
            : ProblemResponse.WriteAsync(context, HostProblems.UnknownHost);
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
