using System.Buffers;
using System.Net;

namespace Everlatch.Hosting;

/// <summary>What an edge says of a request that it passes on. Ask only of a connection that is known to be an edge's.</summary>
public static class FromEdge
{
    /// <summary>The address of whoever asked the edge.</summary>
    public const string ForwardedFor = "X-Forwarded-For";

    /// <summary>The scheme that they asked by.</summary>
    public const string ForwardedProto = "X-Forwarded-Proto";

    /// <summary>Names a request in the logs of all sides.</summary>
    public const string RequestId = "X-Request-Id";

    private const int LongestId = 64;

    // It ends up in logs and in our answers.
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:.");

    /// <summary>Takes the address. An edge says one, and what others said before it dropped.</summary>
    public static void TakeAddress(HttpContext context) =>
        context.Connection.RemoteIpAddress =
            IPAddress.TryParse(context.Request.Headers[ForwardedFor].ToString(), out var address) ? address : null;

    /// <summary>Takes the request's id, and repeats it in the answer.</summary>
    public static void TakeId(HttpContext context)
    {
        if (context.Request.Headers[RequestId].ToString() is { Length: > 0 and <= LongestId } id
            && !id.AsSpan().ContainsAnyExcept(IdCharacters))
        {
            context.TraceIdentifier = id;
            context.Response.Headers[RequestId] = id;
        }
    }
}
