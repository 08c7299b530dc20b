using System.Diagnostics;
using System.Net;
using Everlatch.Hosting;

namespace Everlatch.Edge.Forwarding;

/// <summary>Headers that only an edge may set, because servers believe them.</summary>
internal static class EdgeHeaders
{
    private const string StrictTransport = "max-age=31536000";

    // The edge answers "100 Continue" itself.
    private static readonly HashSet<string> Dropped = new(StringComparer.OrdinalIgnoreCase)
    {
        "Forwarded", "Via", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "True-Client-IP", FromEdge.RequestId, "Expect",
    };

    private static readonly string[] DroppedPrefixes = ["X-Forwarded-", "X-Original-", "Everlatch-"];

    /// <summary>Drops what a client pretends, and says what is true.</summary>
    public static void Replace(HttpContext context)
    {
        var headers = context.Request.Headers;
        List<string>? dropped = null;
        foreach (var header in headers)
        {
            if (IsDropped(header.Key))
            {
                (dropped ??= []).Add(header.Key);
            }
        }

        foreach (var name in dropped ?? [])
        {
            headers.Remove(name);
        }

        headers[FromEdge.ForwardedFor] = Text(context.Connection.RemoteIpAddress);
        headers[FromEdge.ForwardedProto] = context.Request.Scheme;
        headers[FromEdge.RequestId] = context.TraceIdentifier;
        Trace(headers);
    }

    /// <summary>Tells browsers to come by https from now on (RFC 6797).</summary>
    public static void Secure(HttpContext context)
    {
        if (context.Request.IsHttps)
        {
            context.Response.Headers.StrictTransportSecurity = StrictTransport;
        }
    }

    // A trace that is recorded here goes on from here; else a well-formed one passes by, and what is no trace is replaced.
    private static void Trace(IHeaderDictionary headers)
    {
        if (Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } activity)
        {
            headers.TraceParent = activity.Id;
        }
        else if (!ActivityContext.TryParse(headers.TraceParent, headers.TraceState, out _))
        {
            headers.TraceParent = $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00";
            headers.Remove("tracestate");
        }
    }

    private static bool IsDropped(string name)
    {
        if (Dropped.Contains(name))
        {
            return true;
        }

        foreach (var prefix in DroppedPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Text(IPAddress? address) => address switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        _ => address.ToString(),
    };
}
