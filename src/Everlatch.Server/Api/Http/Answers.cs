using Everlatch.Core;

namespace Everlatch.Server.Api.Http;

/// <summary>The answers that handlers give.</summary>
internal static class Answers
{
    /// <summary>Refuses.</summary>
    public static ProblemResult Refused(Problem problem) => new(problem);

    /// <summary>The thing does not exist, or not for this caller.</summary>
    public static ProblemResult Unknown() => new(ApiErrors.Unknown);

    /// <summary>Somebody else changed it first.</summary>
    public static ProblemResult Stale() => new(ApiErrors.VersionStale);

    /// <summary>200 with the version as entity tag.</summary>
    public static VersionedResult<T> Found<T>(T body, long version) => new(body, version, StatusCodes.Status200OK, null);

    /// <summary>201 with the version as entity tag and the address of what was made, relative to the management API.</summary>
    public static VersionedResult<T> Created<T>(string path, T body, long version) =>
        new(body, version, StatusCodes.Status201Created, ManagementFeature.Prefix + path);
}
