using System.Net;
using Everlatch.Core;
using Microsoft.Extensions.Options;

namespace Everlatch.Hosting.Telemetry;

/// <summary>
/// Decides who may read metrics: whoever has the token or, where none is set, a
/// process of this machine that asks by its own name.
/// </summary>
public sealed class MetricsAccess(IOptions<TelemetryOptions> options)
{
    private const string Path = "/metrics";
    private readonly BearerToken? token = options.Value.MetricsToken is { Length: > 0 } text ? new BearerToken(text) : null;

    /// <summary>Whether this request reads metrics and may. Any other goes on as if there were nothing at that path.</summary>
    public bool Allows(HttpContext context) => AllowsAt(Path, context);

    /// <summary>The same for what else is counted, at a path of its own.</summary>
    public bool AllowsAt(PathString path, HttpContext context) =>
        context.Request.Path == path && (token?.IsIn(context.Request) ?? IsLocal(context));

    // The name too: a page in a browser of this machine may reach loopback, but only under a name of its own (DNS rebinding).
    // And what a proxy of this machine passes on comes from somewhere else.
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey(FromEdge.ForwardedFor)
        && !context.Request.Headers.ContainsKey("Forwarded")
        && HostName.TryParse(context.Request.Host.Host, out var name)
        && (name.Value == "localhost" || (IPAddress.TryParse(name.Value, out var literal) && IPAddress.IsLoopback(literal)));
}
