using Everlatch.Core;

namespace Everlatch.Hosting.Faults;

/// <summary>What can go wrong at the door of any process of ours, before a feature is asked.</summary>
public static class HostProblems
{
    /// <summary>A bug of ours; the log has the rest under the request's id.</summary>
    public static readonly Problem Unexpected = new(
        "EL1000", 500, "Something went wrong here. The request id names it in our logs.");

    /// <summary>The Host header leads nowhere.</summary>
    public static readonly Problem UnknownHost = new(
        "EL1001", 421, "This server does not answer for the host that the request names.");

    /// <summary>The request is not well formed, or too large.</summary>
    public static Problem BadRequest(int status) => new("EL1003", status, status switch
    {
        StatusCodes.Status413PayloadTooLarge => "The request body is larger than this path accepts.",
        StatusCodes.Status415UnsupportedMediaType => "The content type of the request body is not accepted here.",
        _ => "The request is not well formed.",
    });
}
