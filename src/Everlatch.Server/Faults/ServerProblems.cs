using Everlatch.Core;

namespace Everlatch.Server.Faults;

/// <summary>What this server can lack, whatever was asked of it.</summary>
internal static class ServerProblems
{
    /// <summary>The directory was never loaded, so that nobody can say whose host this is.</summary>
    public static readonly Problem DirectoryMissing = new("EL1002", 503, "The directory is not loaded yet. Try again shortly.");

    /// <summary>The environment is at home in another region by now, or not here yet: edges learn where in a second.</summary>
    public static readonly Problem Moved = new(
        "EL1004", 503, "This environment is served in another region. Try again in a moment.");

    /// <summary>The store failed.</summary>
    public static readonly Problem StoreFault = new(
        "EL1100", 503, "The database does not answer at the moment. Try again shortly.");

    /// <summary>The schema does not fit this build.</summary>
    public static readonly Problem SchemaMissing = new(
        "EL1873", 503, "This server waits for its database schema. Try again shortly.");
}
