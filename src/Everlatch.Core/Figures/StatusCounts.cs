using System.Text.Json.Serialization;

namespace Everlatch.Core.Figures;

/// <summary>
/// Answers by their status. 401 and 404 stand apart: they are what a fault looks like that is called the client's.
/// </summary>
public readonly record struct StatusCounts
{
    /// <summary>All of them.</summary>
    [JsonIgnore]
    public long All => Good + Redirected + Unauthorized + NotFound + Refused + Fault;

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

    /// <summary>Of both together.</summary>
    public static StatusCounts operator +(StatusCounts one, StatusCounts other) => new()
    {
        Good = one.Good + other.Good,
        Redirected = one.Redirected + other.Redirected,
        Unauthorized = one.Unauthorized + other.Unauthorized,
        NotFound = one.NotFound + other.NotFound,
        Refused = one.Refused + other.Refused,
        Fault = one.Fault + other.Fault,
    };

    /// <summary>What came since.</summary>
    public static StatusCounts operator -(StatusCounts now, StatusCounts before) => new()
    {
        Good = now.Good - before.Good,
        Redirected = now.Redirected - before.Redirected,
        Unauthorized = now.Unauthorized - before.Unauthorized,
        NotFound = now.NotFound - before.NotFound,
        Refused = now.Refused - before.Refused,
        Fault = now.Fault - before.Fault,
    };
}
