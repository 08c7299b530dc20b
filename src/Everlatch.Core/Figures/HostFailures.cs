namespace Everlatch.Core.Figures;

/// <summary>Requests for one host that failed since it is kept in the list; exact for as long as it is.</summary>
public sealed record HostFailures
{
    /// <summary>The host.</summary>
    public required string Host { get; init; }

    /// <summary>Answers with 401.</summary>
    public long Unauthorized { get; init; }

    /// <summary>Answers with 404.</summary>
    public long NotFound { get; init; }

    /// <summary>Answers with any other 4xx.</summary>
    public long Refused { get; init; }

    /// <summary>Answers with 5xx.</summary>
    public long Fault { get; init; }

    /// <summary>
    /// About how many network addresses saw that in the last minutes, never more than there were: a single one may be a client
    /// that is wrong itself.
    /// </summary>
    public int Clients { get; init; }
}
