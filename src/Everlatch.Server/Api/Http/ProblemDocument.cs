using Everlatch.Core;

namespace Everlatch.Server.Api.Http;

/// <summary>A problem as RFC 9457 writes it.</summary>
/// <remarks>The type is a URN: it stays the same for ever and promises no page. docs/errors has one for each id.</remarks>
internal sealed record ProblemDocument
{
    public const string ContentType = "application/problem+json";

    /// <summary>Names the kind of problem: <c>urn:everlatch:error:</c> and the id.</summary>
    public required string Type { get; init; }

    /// <summary>What was expected and what was found.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The stable error id; docs/errors/ explains each.</summary>
    public required string Id { get; init; }

    /// <summary>The input that is wrong, as the caller named it; absent when it is not one field.</summary>
    public string? Field { get; init; }

    /// <summary>The document of a problem.</summary>
    public static ProblemDocument Of(Problem problem) => new()
    {
        Type = "urn:everlatch:error:" + problem.Id,
        Title = problem.Title,
        Status = problem.Status,
        Id = problem.Id,
        Field = problem.Field,
    };
}
