namespace Everlatch.Hosting.Faults;

/// <summary>The members of our problem documents.</summary>
public sealed record ProblemBody
{
    /// <summary>Names the kind of problem; ends in its id.</summary>
    public required string Type { get; init; }

    /// <summary>One sentence without secrets.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The error id, such as <c>EL1001</c>; docs/errors/ has its page.</summary>
    public required string Id { get; init; }

    /// <summary>The input that is wrong; absent when it is not one field.</summary>
    public string? Field { get; init; }

    /// <summary>The request's id, the same as in the logs.</summary>
    public required string Request { get; init; }
}
