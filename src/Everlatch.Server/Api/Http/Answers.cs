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

    /// <summary>What an act came to: the answer of one that was done, or the refusal.</summary>
    public static IResult Of<T>(Edit<T> edit, Func<T, IResult> done) => edit switch
    {
        Edit<T>.Done { Value: var value } => done(value),
        Edit<T>.Refused { Problem: var problem } => Refused(problem),
        Edit<T>.Stale => Stale(),
        _ => Unknown(),
    };

    /// <summary>200 with the version as entity tag.</summary>
    public static VersionedResult<T> Found<T>(T body, long version) => new(body, version, StatusCodes.Status200OK, null);

    /// <summary>201 with the version as entity tag and the address of what was made, relative to the management API.</summary>
    public static VersionedResult<T> Created<T>(string path, T body, long version) =>
        new(body, version, StatusCodes.Status201Created, ManagementFeature.Prefix + path);
}
