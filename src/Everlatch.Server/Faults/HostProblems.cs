using Everlatch.Core;

namespace Everlatch.Server.Faults;

/// <summary>What can go wrong before a feature is asked.</summary>
internal static class HostProblems
{
    /// <summary>A bug of ours; the log has the rest under the request's id.</summary>
    public static readonly Problem Unexpected = new(
        "EL1000", 500, "Something went wrong here. The request id names it in our logs.");

    /// <summary>The Host header leads nowhere.</summary>
    public static readonly Problem UnknownHost = new(
        "EL1001", 421, "This server does not answer for the host that the request names.");

    /// <summary>The directory was never loaded, so that nobody can say whose host this is.</summary>
    public static readonly Problem DirectoryMissing = new("EL1002", 503, "The directory is not loaded yet. Try again shortly.");

    /// <summary>The store failed.</summary>
    public static readonly Problem StoreFault = new(
        "EL1100", 503, "The database does not answer at the moment. Try again shortly.");

    /// <summary>The schema does not fit this build.</summary>
    public static readonly Problem SchemaMissing = new(
        "EL1873", 503, "This server waits for its database schema. Try again shortly.");

    /// <summary>The request is not well formed, or too large.</summary>
    public static Problem BadRequest(int status) => new("EL1003", status, status switch
    {
        StatusCodes.Status413PayloadTooLarge => "The request body is larger than this path accepts.",
        StatusCodes.Status415UnsupportedMediaType => "The content type of the request body is not accepted here.",
        _ => "The request is not well formed.",
    });
}
