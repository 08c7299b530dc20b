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

    /// <summary>How many 4xx the part of the clients saw that saw most: one client may be wrong itself.</summary>
    public long RefusalsOfOne { get; init; }

    /// <summary>How many 5xx the part of the clients saw that saw most.</summary>
    public long FaultsOfOne { get; init; }
}
