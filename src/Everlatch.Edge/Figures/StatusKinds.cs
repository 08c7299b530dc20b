namespace Everlatch.Edge.Figures;

/// <summary>Sorts answers by their status.</summary>
internal static class StatusKinds
{
    /// <summary>How many there are.</summary>
    public const int Count = 6;

    /// <summary>The kind of a status.</summary>
    public static StatusKind Of(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => StatusKind.Unauthorized,
        StatusCodes.Status404NotFound => StatusKind.NotFound,
        >= 500 => StatusKind.Fault,
        >= 400 => StatusKind.Refused,
        >= 300 => StatusKind.Redirected,
        _ => StatusKind.Good,
    };

    /// <summary>Its name in metrics.</summary>
    public static string Text(this StatusKind kind) => kind switch
    {
        StatusKind.Good => "2xx",
        StatusKind.Redirected => "3xx",
        StatusKind.Unauthorized => "401",
        StatusKind.NotFound => "404",
        StatusKind.Refused => "4xx",
        _ => "5xx",
    };
}
