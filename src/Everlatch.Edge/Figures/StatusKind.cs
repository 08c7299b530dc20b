namespace Everlatch.Edge.Figures;

/// <summary>How an answer began.</summary>
internal enum StatusKind
{
    /// <summary>2xx.</summary>
    Good,

    /// <summary>3xx.</summary>
    Redirected,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>404.</summary>
    NotFound,

    /// <summary>Every other 4xx.</summary>
    Refused,

    /// <summary>5xx.</summary>
    Fault,
}
