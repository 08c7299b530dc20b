using Everlatch.Core;

namespace Everlatch.Edge.Forwarding;

/// <summary>What an edge says itself. A fault is 503 and never about the caller.</summary>
internal static class EdgeProblems
{
    /// <summary>Routes are not there yet, so that nobody can say whose host this is.</summary>
    public static readonly Problem RoutesMissing = new("EL1902", 503, "The hosts are not known here yet. Try again shortly.");

    /// <summary>The host's people live elsewhere.</summary>
    public static readonly Problem OtherRegion = new("EL1903", 421, "This host is served from another region.");

    /// <summary>No server may get requests; nothing was begun.</summary>
    public static readonly Problem NoServer = new("EL1904", 503, "No server is ready at the moment. Try again shortly.");

    /// <summary>More requests than the slot can work on; nothing was begun.</summary>
    public static readonly Problem Shed = new("EL1905", 503, "There are too many requests at the moment. Try again shortly.");

    /// <summary>A server took the request and gave no answer.</summary>
    public static readonly Problem NoAnswer = new(
        "EL1906", 503, "The server did not answer. Whether the request had its effect is not known.");

    /// <summary>People reach this host by https.</summary>
    public static readonly Problem HttpsOnly = new("EL1908", 400, "This host is reached by https only.");

    /// <summary>There is nothing at this path.</summary>
    public static readonly Problem NothingHere = new("EL1909", 404, "There is nothing at this path.");
}
