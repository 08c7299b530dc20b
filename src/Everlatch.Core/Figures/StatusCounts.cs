namespace Everlatch.Core.Figures;

/// <summary>
/// Answers by their status. 401 and 404 stand apart: they are what a fault looks like that is called the client's.
/// </summary>
public readonly record struct StatusCounts
{
    /// <summary>2xx.</summary>
    public long Good { get; init; }

    /// <summary>3xx.</summary>
    public long Redirected { get; init; }

    /// <summary>401.</summary>
    public long Unauthorized { get; init; }

    /// <summary>404.</summary>
    public long NotFound { get; init; }

    /// <summary>Every other 4xx.</summary>
    public long Refused { get; init; }

    /// <summary>5xx.</summary>
    public long Fault { get; init; }
}
