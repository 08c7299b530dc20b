using Microsoft.AspNetCore.Http;

namespace Everlatch.Schema.Gate;

/// <summary>What a caller hears while the gate is closed. It is about the server and never about the caller.</summary>
/// <remarks>What is missing is told by the log and by <c>/health/schema</c>, not to everybody.</remarks>
internal static class GateAnswer
{
    /// <summary>Seconds: about as long as a gate needs to see that it was mended.</summary>
    public const string RetryAfter = "2";

    private static readonly GateProblem Problem = new(
        "urn:everlatch:error:EL1873", "This server waits for its database schema. Try again shortly.",
        StatusCodes.Status503ServiceUnavailable, "EL1873");

    /// <summary>Writes a problem document (RFC 9457).</summary>
    public static Task WriteAsync(HttpContext context, GateState state)
    {
        context.Response.StatusCode = Problem.Status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(Problem, GateJson.Default.GateProblem, "application/problem+json");
    }
}
