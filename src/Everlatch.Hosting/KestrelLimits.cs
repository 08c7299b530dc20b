using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Everlatch.Hosting;

/// <summary>Bounds of what a stranger may make this server hold. Sizes are bytes.</summary>
public static class KestrelLimits
{
    /// <summary>All headers of a request together.</summary>
    public const int Headers = 32 * 1024;

    /// <summary>The request line: an authorization request without PAR is long.</summary>
    public const int RequestLine = 16 * 1024;

    /// <summary>A body of the management API.</summary>
    public const int Body = 1024 * 1024;

    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Sets them.</summary>
    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestHeadersTotalSize = Headers;
        kestrel.Limits.MaxRequestLineSize = RequestLine;
        kestrel.Limits.MaxRequestBodySize = Body;
        kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
    }
}
