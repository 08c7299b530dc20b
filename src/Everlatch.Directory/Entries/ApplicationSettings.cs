namespace Everlatch.Directory.Entries;

/// <summary>Lifetimes and rules of one application. Stored as one JSON value.</summary>
public sealed record ApplicationSettings
{
    /// <summary>Life of an access token in seconds. Default 600.</summary>
    public int AccessTokenSeconds { get; init; } = 600;

    /// <summary>Days without a refresh after which a grant ends. Default 14.</summary>
    public int RefreshIdleDays { get; init; } = 14;

    /// <summary>Days after which a grant ends in any case. Default 90.</summary>
    public int RefreshAbsoluteDays { get; init; } = 90;

    /// <summary>Whether authorization requests must be pushed first (RFC 9126). Default false.</summary>
    public bool RequirePushedRequests { get; init; }
}
